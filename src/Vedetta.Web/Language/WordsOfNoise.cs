using Vedetta.Core.Incidents.Noise;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string NoisyMonitors => T("Noisy monitors", "Шумные мониторы");
    public string NoiseHead(int fired, int noisy, int days) => fired == 0
        ? T($"No monitor called anybody in {N(days, "day", "days", "", "", "")}", $"За {N(days, "", "", "день", "дня", "дней")} ни один монитор никого не потревожил")
        : noisy == 0
            ? T($"{N(fired, "monitor", "monitors", "", "", "")} fired in {N(days, "day", "days", "", "", "")}; none is called noise more often than useful", $"За {N(days, "", "", "день", "дня", "дней")} {N(fired, "", "", "монитор подал", "монитора подали", "мониторов подали")} тревогу; шумом чаще, чем полезным, не назван ни один")
            : T($"{N(noisy, "monitor is", "monitors are", "", "", "")} called noise more often than useful, of {Format.Count(fired)} that fired", $"{N(noisy, "", "", "монитор назван", "монитора названы", "мониторов названы")} шумом чаще, чем полезным, из {Format.Count(fired)} подавших тревогу");
    public string NoiseMeans => T("From incidents, from what people answered, and from the readings", "По инцидентам, ответам людей и показаниям");
    public string DaysBack(int days) => N(days, "day", "days", "день", "дня", "дней");
    public string NoNoise => T("Quiet", "Тихо");
    public string NoNoiseCause => T("Monitors that fire appear here, with how often people called them noise and what would make them quieter.", "Здесь появятся мониторы, подавшие тревогу: как часто их называли шумом и что сделало бы их тише.");
    public string NoisiestFirst => T("the noisiest first", "самые шумные сначала");
    public string FiredTimes => T("Fired", "Тревог");
    public string CalledNoise => T("Called noise", "Названо шумом");
    public string OfAnswers(int noise, int all) => T($"{Format.Count(noise)} of {N(all, "answer", "answers", "", "", "")}", $"{Format.Count(noise)} из {N(all, "", "", "ответа", "ответов", "ответов")}");
    public string LastsUsually => T("Lasts, median", "Длится, медиана");
    public string CameBack => T("Came back", "Возвращался");
    public string QuieterBy => T("What would make it quieter", "Что сделает тише");

    /// <summary>A suggestion as a sentence.</summary>
    public string SuggestionOf(NoiseSuggestion suggestion, MonitorMetric metric)
    {
        var n = suggestion.Number ?? 0;
        return suggestion.Cause switch
        {
            NoiseCause.BaselineMismatch => T($"{Format.Percent(n)} of its windows are bad: take a new reference or another baseline.", $"Плохи {Format.Percent(n)} окон: возьмите новый эталон или другую базу."),
            NoiseCause.RaiseThreshold => T($"Raise the warning threshold to {ThresholdOf(metric, n)}: one window in twenty went beyond it.", $"Поднимите порог внимания до {ThresholdOf(metric, n)}: за ним было одно окно из двадцати."),
            NoiseCause.LowThreshold => T($"Its threshold is below the usual {ThresholdOf(metric, n)}.", $"Порог ниже обычного {ThresholdOf(metric, n)}."),
            NoiseCause.LargerWindow => T($"Most windows hold few rows, {Format.Count((long)n)} by median: take longer windows or a larger smallest sample.", $"В большинстве окон мало строк, медиана {Format.Count((long)n)}: возьмите окна длиннее или больше наименьшую выборку."),
            NoiseCause.LongerPending => T("Most of its incidents were over after one window: let it wait for a second one before it fires.", "Большинство инцидентов кончались через одно окно: пусть до тревоги ждёт второго."),
            NoiseCause.KeepFiring => T("It comes and goes: ask for more than one healthy window before it is over.", "То есть, то нет: пусть кончается не раньше нескольких окон в норме."),
            NoiseCause.OftenUndecided => T($"{Format.Percent(n)} of its windows cannot be judged: rows or baseline are missing.", $"{Format.Percent(n)} окон нельзя решить: не хватает строк или базы."),
            NoiseCause.LateData => T($"Late data revised {Format.Percent(n)} of its windows: judge later, or bring the data sooner.", $"Поздние данные изменили {Format.Percent(n)} окон: судите позже или доставляйте данные раньше."),
            NoiseCause.GrowsByItself => suggestion.Column is { } column
                ? T($"{column} goes one way only: a counter, a date or an id is no feature to watch for drift.", $"{column} меняется только в одну сторону: за дрейфом счётчика, даты или идентификатора не следят.")
                : T("It goes one way only: compare with the window before instead.", "Меняется только в одну сторону: сравнивайте с предыдущим окном."),
            _ => throw new ArgumentOutOfRangeException(nameof(suggestion), suggestion.Cause, "no words are known for this cause"),
        };
    }
}
