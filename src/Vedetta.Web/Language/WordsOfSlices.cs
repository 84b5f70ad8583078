using Vedetta.Core.Slices;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Slices => T("Slices", "Срезы");
    public string SliceRest => T("Other rows", "Остальные");
    public string SliceExcess => T("Excess", "Превышение");
    public string SliceExplains => T("Of the change", "Доля изменения");
    public string SlicesWorst => T("The worst slices", "Худшие срезы");
    public string SlicesNone => T("No slice stands out", "Ни один срез не выделяется");
    public string SlicesByColumn => T("Every bin of a column", "Все значения столбца");
    public string SlicesOf(string column) => T($"By {column}", $"По {column}");
    public string AsCsv => T("Table as CSV", "Таблица в CSV");
    public string SliceMetricLabel => T("What slices are worst in", "В чём срезы хуже всего");
    public string SliceDepthLabel => T("Columns together", "Столбцов вместе");
    public string OutcomeLabel => T("Outcome", "Исход");
    public string OneColumn => T("1 column", "1 столбец");
    public string TwoColumns => T("2 columns", "2 столбца");
    public string SlicesHow => T("Dotted: the other rows. Red: worse beyond chance over all slices tried. Excess with an interval that holds for all of them together.",
        "Пунктир: остальные строки. Красное: хуже сверх случайного с поправкой на все проверенные срезы. Интервал превышения верен для всех сразу.");

    public string Of(SliceMetric metric) => metric switch
    {
        SliceMetric.Residual => T("observed less expected rate", "факт минус ожидание"),
        SliceMetric.LogLoss => T("log loss", "логарифм. потери"),
        SliceMetric.Error => T("share of errors", "доля ошибок"),
        SliceMetric.AbsoluteError => T("absolute error", "абсолютная ошибка"),
        _ => T("movement of the score", "сдвиг балла"),
    };

    public string SlicePicture(SliceMetric metric) => metric == SliceMetric.Drift ? T("Mean score", "Средний балл") : T("Against the others", "Против остальных");

    public string NameOf(Slice slice) => string.Join(T(" and ", " и "), slice.Conditions.Select(condition => condition.Bin switch
    {
        "missing" => T($"{condition.Column} missing", $"{condition.Column} пропущен"),
        "other" => T($"{condition.Column} = other", $"{condition.Column} = прочее"),
        ['≤' or '>', ..] bin => $"{condition.Column} {bin}",
        var bin => $"{condition.Column} = {bin}",
    }));

    public string SliceValue(SliceMetric metric, double? value) => metric switch
    {
        SliceMetric.Residual => value is { } residual ? Format.Points(residual) + T(" pp", " п.п.") : Formats.None,
        SliceMetric.Error => Format.Percent(value),
        _ => Format.Number(value),
    };

    public string SliceDifference(SliceMetric metric, double value) => metric is SliceMetric.Residual or SliceMetric.Error ? Format.Points(value) + T(" pp", " п.п.") : (value > 0 ? "+" : "") + Format.Number(value);

    public string SliceInterval(SliceMetric metric, double? low, double? high) => (low, high) is ({ } from, { } to)
        ? metric switch { SliceMetric.Residual => $"[{Format.Points(from)}, {Format.Points(to)}]", SliceMetric.Error => $"[{Format.Percent(from)}, {Format.Percent(to)}]", _ => $"[{Format.Number(from)}, {Format.Number(to)}]" }
        : "";

    public string SlicesHead(SliceMetric metric, Slice worst)
    {
        var part = worst.Explains is { } share ? T($", {Format.Percent(share)} of the change", $", {Format.Percent(share)} изменения") : "";
        return metric == SliceMetric.Drift
            ? T($"{NameOf(worst)} moves the score most: {SliceDifference(metric, worst.Difference)} of its mean{part}", $"{NameOf(worst)} сдвигает балл сильнее всего: {SliceDifference(metric, worst.Difference)} к среднему{part}")
            : T($"{NameOf(worst)} is the weakest slice: {Of(metric)} {SliceValue(metric, worst.Value)}, {SliceValue(metric, worst.Rest)} elsewhere{part}", $"{NameOf(worst)} — самый слабый срез: {Of(metric)} {SliceValue(metric, worst.Value)}, у остальных {SliceValue(metric, worst.Rest)}{part}");
    }

    public string SlicesHeadCalm(int tested) => T($"No slice of {Format.Count(tested)} is worse than chance gives", $"Из {Format.Count(tested)} срезов ни один не хуже случайного");
    public string SlicesHeadNoRows => T("There is nothing to slice yet", "Делить пока нечего");

    public string SliceRows(SliceAnswer answer)
    {
        var rows = answer.Labelled is { } labelled
            ? T($"{Format.Count(labelled)} of {Format.Count(answer.Rows)} rows have a mature outcome", $"зрелый исход у {Format.Count(labelled)} из {Format.Count(answer.Rows)} строк")
            : N(answer.Rows, "row", "rows", "строка", "строки", "строк");
        return answer.Sampled ? rows + T($", a sample of {Format.Count(answer.Result.Rows)} looked at", $", выборка {Format.Count(answer.Result.Rows)}") : rows;
    }

    public string SliceBaseline(SliceAnswer answer) => answer.Baseline switch
    {
        "reference" => T("against the reference", "против эталона"),
        "previous" => T("against the span before", "против прошлого периода"),
        _ => T("nothing to compare with", "сравнить не с чем"),
    };

    public string SliceTested(int tested) => T($"{Format.Count(tested)} slices tried, corrected for it", $"проверено срезов: {Format.Count(tested)}, с поправкой");

    public string SlicesWorstNote(SliceAnswer answer)
    {
        if (answer.Result is not { Value: { } now }) return "";
        return answer.Result.ValueBefore is { } before
            ? T($"all rows {SliceValue(answer.Metric, now)}, baseline {SliceValue(answer.Metric, before)}", $"все строки {SliceValue(answer.Metric, now)}, основа {SliceValue(answer.Metric, before)}")
            : T($"all rows {SliceValue(answer.Metric, now)}", $"все строки {SliceValue(answer.Metric, now)}");
    }

    public string SlicesNoneCause(SliceAnswer answer) => answer.Result.Value is null
        ? answer.Labelled is 0 ? T("No row of this span has a mature outcome. Choose an earlier span, or look at the movement of the score.", "В этом периоде нет строк со зрелым исходом. Выберите период раньше или сдвиг балла.")
            : T("There are no rows in this span, or nothing to compare them with.", "В этом периоде нет строк или не с чем сравнить.")
        : T("Over all slices tried none differs by more than chance.", "Среди всех проверенных срезов ни один не отличается сверх случайного.");
}
