using Vedetta.Core.Explaining;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string WhyReason => T("Reason", "Причина");
    public string WhyEvidence => T("Evidence", "Свидетельство");
    public string WhyUnknown => T("Why: no cause found", "Почему: причина не найдена");
    public string WhyHead(string sentence) => T($"Why: {sentence}", $"Почему: {sentence}");
    public string ShareBefore => T("Share before", "Доля раньше");
    public string ShareNow => T("Share now", "Доля сейчас");
    public string ByMix => T("By coming or going", "Приход и уход");
    public string ByInside => T("By change inside", "Изменение внутри");
    public string SplitHead(MixSplit split) => T($"Where the change sits, by {split.By}", $"Где произошло изменение, по {split.By}");
    public string SplitNote(MixSplit split) =>
        T($"mix {Format.Percent(split.MixShare)}{Limits(split)}, the rest inside", $"состав {Format.Percent(split.MixShare)}{Limits(split)}, остальное внутри");

    public string Of(CauseKind kind) => kind switch
    {
        CauseKind.Missing => T("Missing values", "Пропуски"),
        CauseKind.Constant => T("One value only", "Одно значение"),
        CauseKind.TypeErrors => T("Wrong type", "Неверный тип"),
        CauseKind.OutOfRange => T("Out of range", "Вне диапазона"),
        CauseKind.NewCategories => T("New categories", "Новые категории"),
        CauseKind.Scaled => T("Scale", "Масштаб"),
        CauseKind.Release => T("Release", "Релиз"),
        CauseKind.SchemaChange => T("Edited description", "Правка описания"),
        CauseKind.Season => T("Season", "Сезон"),
        CauseKind.Mix => T("Mix of segments", "Состав сегментов"),
        CauseKind.Inside => T("One segment", "Один сегмент"),
        _ => T("Input moved", "Сдвиг входа"),
    };

    /// <summary>A cause as a sentence.</summary>
    public string Sentence(Cause cause, TimeZoneInfo zone) => cause.Kind switch
    {
        CauseKind.Missing => T($"{cause.Column} is missing in {Format.Percent(cause.Now)} of the rows{Usual(cause)}", $"{cause.Column} пропущен в {Format.Percent(cause.Now)} строк{Usual(cause)}"),
        CauseKind.Constant => T($"{cause.Column} has one value in all rows", $"у {cause.Column} во всех строках одно значение"),
        CauseKind.TypeErrors => T($"{Format.Percent(cause.Now)} of the values of {cause.Column} are of the wrong type{Usual(cause)}", $"{Format.Percent(cause.Now)} значений {cause.Column} неверного типа{Usual(cause)}"),
        CauseKind.OutOfRange => T($"{Format.Percent(cause.Now)} of the values of {cause.Column} lie outside its range{Usual(cause)}", $"{Format.Percent(cause.Now)} значений {cause.Column} вне диапазона{Usual(cause)}"),
        CauseKind.NewCategories => T($"{cause.Column} has new categories ({cause.Name}) in {Format.Percent(cause.Now)} of the rows", $"у {cause.Column} новые категории ({cause.Name}) в {Format.Percent(cause.Now)} строк"),
        CauseKind.Scaled => T($"every value of {cause.Column} is about {Format.Number(cause.Now)} times what it was{(cause.Name.Length > 0 ? ", as after a change of units" : "")}",
            $"каждое значение {cause.Column} примерно в {Format.Number(cause.Now)} раза от прежнего{(cause.Name.Length > 0 ? ", как после смены единиц" : "")}"),
        CauseKind.Release => cause.Segment.Length > 0
            ? T($"version {cause.Name} took over, and only its rows changed", $"заработала версия {cause.Name}, и изменились только её строки")
            : T($"version {cause.Name} took over at the same time", $"в то же время заработала версия {cause.Name}"),
        CauseKind.SchemaChange => T($"the model's description was edited at the same time by {cause.Name}", $"в то же время {cause.Name} правит описание модели"),
        CauseKind.Season => T($"the same period a {cause.Name} before{On(cause, zone)} looks alike: it comes with the calendar", $"тот же период {SeasonAgo(cause.Name)} назад{On(cause, zone)} выглядит так же: это календарь"),
        CauseKind.Mix => T($"other rows come than before: {Format.Percent(cause.Share)} of the change is the mix of {cause.Name}, {Named(cause.Segment)} went from {Format.Percent(cause.Before)} to {Format.Percent(cause.Now)}",
            $"приходят другие строки: {Format.Percent(cause.Share)} изменения даёт состав {cause.Name}, доля {Named(cause.Segment)} была {Format.Percent(cause.Before)}, стала {Format.Percent(cause.Now)}"),
        CauseKind.Inside => T($"the change is inside {cause.Name} = {Named(cause.Segment)}, which makes {Format.Percent(cause.Share)} of it", $"изменение внутри {cause.Name} = {Named(cause.Segment)}: оно даёт {Format.Percent(cause.Share)}"),
        _ => T($"{cause.Column} moved at the same time, {Format.Excess(cause.Now)} its threshold", $"{cause.Column} сместился тогда же, {Format.Excess(cause.Now)} порога"),
    };

    /// <summary>An effect as a sentence, without its interval.</summary>
    public string Sentence(Effect effect) => effect.Kind switch
    {
        EffectKind.ApprovalRate => T($"Approved {Format.Percent(effect.Now)} now, {Format.Percent(effect.Before)} before: {Format.Points(effect.Change)} pp", $"Одобрено {Format.Percent(effect.Now)} сейчас, {Format.Percent(effect.Before)} раньше: {Format.Points(effect.Change)} п.п."),
        EffectKind.ApprovalRateByColumn => T($"If only {effect.Name} had moved, approvals would change by {Format.Points(effect.Change)} pp", $"Если бы сместился только {effect.Name}, одобрения изменились бы на {Format.Points(effect.Change)} п.п."),
        EffectKind.EstimatedMetric => T($"{MetricName(effect.Name)}, estimated: {Format.Number(effect.Now)} now, {Format.Number(effect.Before)} before", $"{MetricName(effect.Name)}, оценка: {Format.Number(effect.Now)} сейчас, {Format.Number(effect.Before)} раньше"),
        _ when effect.IsShare => T($"{effect.Name}: {Format.Percent(effect.Now)} now, {Format.Percent(effect.Before)} before: {Format.Points(effect.Change)} pp", $"{effect.Name}: {Format.Percent(effect.Now)} сейчас, {Format.Percent(effect.Before)} раньше: {Format.Points(effect.Change)} п.п."),
        _ => T($"{effect.Name}: {Format.Number(effect.Now)} now, {Format.Number(effect.Before)} before", $"{effect.Name}: {Format.Number(effect.Now)} сейчас, {Format.Number(effect.Before)} раньше"),
    };

    /// <summary>The interval of an effect's change.</summary>
    public string IntervalOf(Effect effect) => effect is not { Low: { } low, High: { } high } ? ""
        : effect.IsShare || effect.Kind is EffectKind.ApprovalRate or EffectKind.ApprovalRateByColumn ? $"[{Format.Points(low)}, {Format.Points(high)}]" : $"[{Format.Number(low)}, {Format.Number(high)}]";

    /// <summary>What was looked at, by what it gave.</summary>
    public string LookedAt(IReadOnlyList<Check> checks)
    {
        var nothing = string.Join(", ", checks.Where(check => check.Result == CheckResult.Nothing).Select(check => Of(check.Kind)));
        var missing = string.Join(", ", checks.Where(check => check.Result == CheckResult.NoData).Select(check => Of(check.Kind)));
        var parts = new List<string>();
        if (nothing.Length > 0) parts.Add(T($"Also looked at, not the cause: {nothing}.", $"Проверено, причиной не является: {nothing}."));
        if (missing.Length > 0) parts.Add(T($"Could not be looked at: {missing}.", $"Проверить нельзя: {missing}."));
        return string.Join(" ", parts);
    }

    public string Of(CheckKind kind) => kind switch
    {
        CheckKind.DataFaults => T("data faults", "ошибки данных"),
        CheckKind.Scale => T("units", "единицы"),
        CheckKind.Release => T("versions", "версии"),
        CheckKind.Schema => T("edits of the description", "правки описания"),
        CheckKind.LastWeek => T("the week before", "неделя назад"),
        CheckKind.LastMonth => T("the month before", "месяц назад"),
        CheckKind.LastYear => T("the year before", "год назад"),
        CheckKind.Segments => T("the mix of segments", "состав сегментов"),
        _ => T("the columns the model reads", "столбцы, которые читает модель"),
    };

    private string Usual(Cause cause) => cause.Before is { } before ? T($", {Format.Percent(before)} before", $", раньше {Format.Percent(before)}") : "";

    private string On(Cause cause, TimeZoneInfo zone) => cause.Window is { } window ? $" ({Format.Window(window, zone)})" : "";

    private string SeasonAgo(string season) => season switch { "week" => "неделю", "month" => "месяц", _ => "год" };

    private string Named(string segment) => segment.Length == 0 ? Missing : segment;

    private string Limits(MixSplit split) => split is { Low: { } low, High: { } high } ? $" [{Format.Percent(low)}, {Format.Percent(high)}]" : "";
}
