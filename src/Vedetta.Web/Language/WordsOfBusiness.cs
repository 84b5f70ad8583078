using Vedetta.Core.Business;
using Vedetta.Web.Business;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Business => T("Business", "Бизнес");
    public string RecentWord => T("Now", "Сейчас");
    public string BeforeWord => T("Before", "Раньше");
    public string MetricChange => T("Change", "Изменение");
    public string CompleteWord => T("Outcomes mature", "Зрелых исходов");
    public string Bounds => T("Bounds", "Границы");
    public string Better => T("Better", "Лучше");
    public string Worse => T("Worse", "Хуже");
    public string AllMetrics => T("Business metrics", "Бизнес-показатели");
    public string PerRowNote => T("changes of counts and sums are per application", "изменения счётчиков и сумм — на заявку");
    public string PerRowSuffix => T(", per application", ", на заявку");
    public string WhoApplies => T("Who applies now", "Кто приходит сейчас");
    public string WhoAppliesNote => T("share, and its change", "доля и её изменение");
    public string NoSegmentColumns => T("The model has no segment columns. Mark a column as a segment in its schema to see who applies.", "У модели нет сегментных столбцов. Отметьте столбец сегментом в схеме, чтобы видеть, кто приходит.");
    public string AssumptionsTitle => T("Assumptions behind the money", "Допущения за деньгами");
    public string AssumptionsNote => T("numbers that expressions name", "числа, которые называют выражения");
    public string NoAssumptions => T("No metric names an assumption. Write one, for example repaid * count(fpd = 0) - loss * count(fpd = 1).", "Показатели не называют допущений. Напишите, например, repaid * count(fpd = 0) - loss * count(fpd = 1).");
    public string Recount => T("Recount", "Пересчитать");
    public string EditPlan => T("Edit metrics", "Изменить показатели");
    public string PlanManaged => T("Chosen by itself from decisions and outcomes.", "Выбрано по решениям и исходам.");
    public string PlanChanged(string day, string by) => T($"Metrics changed {day} by {by}.", $"Показатели изменены {day}, {by}.");
    public string ComputedAt(string moment) => T($"Computed {moment}", $"Посчитано {moment}");
    public string ReviewAge(string age, string by) => T($"Effect reviewed {age} ago by {by}", $"Эффект проверен {age} назад, {by}");
    public string NeverReviewed => T("The effect on the business was never reviewed", "Эффект для бизнеса ещё не проверяли");
    public string EffectReview => T("Effect on the business", "Эффект для бизнеса");
    public string OneVersionOnly => T("The model has had one version only: there is nothing to compare yet.", "У модели была одна версия: сравнить пока не с чем.");
    public string SignReview => T("Sign a review", "Подписать проверку");
    public string SignReviewHint => T("Keeps these numbers, the date and your name.", "Сохранит эти числа, дату и ваше имя.");
    public string Sign => T("Sign", "Подписать");
    public string Conclusion => T("What you conclude", "Ваш вывод");
    public string SignedReviews => T("Signed reviews", "Подписанные проверки");
    public string ControlWord => T("Before", "Раньше");
    public string TreatmentWord => T("Now", "Сейчас");
    public string DifferenceWord => T("Difference, 95 %", "Разница, 95 %");
    public string LessMore => T("Less · more", "Меньше · больше");
    public string OutcomesArriving => T("outcomes arriving", "исходы приходят");
    public string AtFirstWas(string value) => T($", at first {value}", $", сначала {value}");
    public string BusinessSpans(string now, string before) => T($"{now} against {before}", $"{now} против {before}");
    public string ComparisonTitle(BusinessComparison c) => T($"Effect of {GroupName(c.Treatment)} against {GroupName(c.Control)}", $"Эффект: {GroupName(c.Treatment)} против {GroupName(c.Control)}");
    public string ComparisonNote(string now, string before) => T($"{now} against {before}: not random, other things changed too", $"{now} против {before}: не случайно, менялось и другое");
    public string OfPair(BusinessComparison c) => T($"{GroupName(c.Treatment)} against {GroupName(c.Control)}", $"{GroupName(c.Treatment)} против {GroupName(c.Control)}");
    public string PlanHead(int metrics) => N(metrics, "business metric", "business metrics", "бизнес-показатель", "бизнес-показателя", "бизнес-показателей");
    public string PlanAllowed => T("Expressions over predictions and outcomes. An outcome counts once it is mature.", "Выражения над предсказаниями и исходами. Исход учитывается, когда он зрелый.");
    public string PlanFaults(int n) => N(n, "fault: nothing was saved", "faults: nothing was saved", "ошибка: ничего не сохранено", "ошибки: ничего не сохранено", "ошибок: ничего не сохранено");
    public string NameWord => T("Name", "Имя");
    public string ExpressionWord => T("Expression", "Выражение");
    public string MetricTitle => T("Title", "Название");
    public string TitleRuWord => T("Title in Russian", "Название по-русски");
    public string UnitWord => T("Unit", "Единица");
    public string BetterIs => T("Better", "Лучше");
    public string MinimumWord => T("Minimum", "Минимум");
    public string MaximumWord => T("Maximum", "Максимум");
    public string CurrencyWord => T("Currency", "Валюта");
    public string SavePlan => T("Save", "Сохранить");
    public string Cancel => T("Cancel", "Отмена");
    public string FieldOfLine(string name, int line) => T($"{name}, line {Format.Count(line)}", $"{name}, строка {Format.Count(line)}");

    public string Of(BusinessUnit unit) => unit switch { BusinessUnit.Share => T("share", "доля"), BusinessUnit.Money => T("money", "деньги"), _ => T("number", "число") };

    public string Of(BusinessAim aim) => aim switch { BusinessAim.Higher => T("more", "больше"), BusinessAim.Lower => T("less", "меньше"), _ => T("neither", "неважно") };

    public string TitleOf(BusinessMetric metric) => T(metric.Title ?? metric.Name, metric.TitleRu ?? metric.Title ?? metric.Name);

    public string BusinessValue(BusinessMetric metric, double? value, string? currency) => metric.Unit switch
    {
        BusinessUnit.Share => Format.Percent(value),
        BusinessUnit.Money when value is { } money && currency is not null => $"{Large(money)}\u00A0{currency}",
        _ => value is { } number ? Large(number) : Formats.None,
    };

    public string BusinessInterval(BusinessMetric metric, BusinessPoint? point) => point is { Low: { } low, High: { } high } ? Between(metric, low, high) : "";

    public string PerRowValue(BusinessMetric metric, BusinessEffect effect, double? value) => metric.Unit == BusinessUnit.Share ? Format.Percent(value) : Format.Number(value);

    public string EffectOf(BusinessMetric metric, BusinessEffect? effect) => effect?.Difference is not { } difference ? Formats.None
        : metric.Unit == BusinessUnit.Share ? Format.Points(difference) + T(" pp", " п.п.")
        : effect.Control is { } control && control != 0 ? Signed(difference / Math.Abs(control)) : (difference > 0 ? "+" : "") + Format.Number(difference);

    public string EffectInterval(BusinessMetric metric, BusinessEffect? effect) => effect is not { Low: { } low, High: { } high } ? ""
        : metric.Unit == BusinessUnit.Share ? $"[{Format.Points(low)}, {Format.Points(high)}]"
        : effect.Control is { } control && control != 0 ? $"[{Signed(low / Math.Abs(control))}, {Signed(high / Math.Abs(control))}]" : $"[{Format.Number(low)}, {Format.Number(high)}]";

    /// <summary>How much a count of rows changed, where both spans are as long.</summary>
    public string TotalChange(BusinessSeries series) => series is { Recent: { Value: { } now } recent, Before: { Value: > 0 and { } was } before }
        && Math.Abs((recent.Window.To - recent.Window.From - (before.Window.To - before.Window.From)).TotalHours) < 3 ? Signed((now - was) / was) : "";

    public string BoundsOf(BusinessMetric metric) => metric switch
    {
        { Minimum: { } low, Maximum: { } high } => $"{BusinessValue(metric, low, null)} – {BusinessValue(metric, high, null)}",
        { Minimum: { } low } => T($"from {BusinessValue(metric, low, null)}", $"от {BusinessValue(metric, low, null)}"),
        { Maximum: { } high } => T($"up to {BusinessValue(metric, high, null)}", $"до {BusinessValue(metric, high, null)}"),
        _ => Formats.None,
    };

    public string BusinessHead(BusinessView view)
    {
        if (view.Known.Count == 0) return T("There are no business metrics yet", "Бизнес-показателей пока нет");
        if (view.Known.FirstOrDefault(series => series.Recent?.Verdict == Statistics.VerdictKind.Critical) is { } out_)
            return T($"{TitleOf(out_.Metric)} is out of bounds: {BusinessValue(out_.Metric, out_.Recent!.Value, view.Answer.Plan.Currency)}", $"{TitleOf(out_.Metric)} вне границ: {BusinessValue(out_.Metric, out_.Recent!.Value, view.Answer.Plan.Currency)}");
        if (view.Mover is { Change: { } change } mover)
            return T($"{TitleOf(mover.Metric)} {BusinessValue(mover.Metric, mover.Recent?.Value, view.Answer.Plan.Currency)}, was {BusinessValue(mover.Metric, mover.Before?.Value, view.Answer.Plan.Currency)}: {(change.Better == true ? "better" : "worse")} by {EffectOf(mover.Metric, change)}",
                $"{TitleOf(mover.Metric)} {BusinessValue(mover.Metric, mover.Recent?.Value, view.Answer.Plan.Currency)}, было {BusinessValue(mover.Metric, mover.Before?.Value, view.Answer.Plan.Currency)}: {(change.Better == true ? "лучше" : "хуже")} на {EffectOf(mover.Metric, change)}");
        return T($"No business metric of {Format.Count(view.Known.Count)} is surely better or worse than before", $"Ни один из {Format.Count(view.Known.Count)} показателей не стал заведомо лучше или хуже");
    }

    public string CountsTitle(BusinessView view) => T($"{string.Join(", ", view.Counts.Select(series => TitleOf(series.Metric)))} per {Of(view.Every)}", $"{string.Join(", ", view.Counts.Select(series => TitleOf(series.Metric)))}: {Of(view.Every)}");

    public string MoneyTitle(BusinessSeries series, string? currency) => series.Recent?.Value is { } now
        ? T($"{TitleOf(series.Metric)}: {BusinessValue(series.Metric, now, currency)} in the last span, was {BusinessValue(series.Metric, series.Before?.Value, currency)}", $"{TitleOf(series.Metric)}: {BusinessValue(series.Metric, now, currency)} за последний период, было {BusinessValue(series.Metric, series.Before?.Value, currency)}")
        : TitleOf(series.Metric);

    private string GroupName(string group) => group.Length == 0 ? All : group.StartsWith("version:", StringComparison.Ordinal) ? group["version:".Length..] : group;

    private string Signed(double share) => (share > 0 ? "+" : "") + Format.Percent(share);

    private string Between(BusinessMetric metric, double low, double high) => metric.Unit == BusinessUnit.Share ? $"[{Format.Percent(low)}, {Format.Percent(high)}]" : $"[{Large(low)}, {Large(high)}]";

    // Counts are whole up to a million; beyond it three digits and a word.
    private string Large(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Format.Number(value / 1e9) + "\u00A0" + T("bn", "млрд"),
        >= 1e6 => Format.Number(value / 1e6) + "\u00A0" + T("M", "млн"),
        >= 1000 => Format.Count((long)Math.Round(value)),
        _ => Format.Number(value),
    };
}
