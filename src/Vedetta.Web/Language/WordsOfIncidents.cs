using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string IncidentsHead(int open, int firing, int critical) => open == 0
        ? T("No incident is open", "Открытых инцидентов нет")
        : T($"{N(open, "incident is", "incidents are", "", "", "")} open: {Format.Count(firing)} firing, {Format.Count(critical)} critical",
            $"{N(open, "", "", "открытый инцидент", "открытых инцидента", "открытых инцидентов")}: в тревоге {Format.Count(firing)}, критичных {Format.Count(critical)}");
    public string OnlyModel(string model) => T($"only {model}", $"только {model}");
    public string OpenOnes => T("Open", "Открытые");
    public string ResolvedOnes => T("Resolved", "Закрытые");
    public string AllOnes => T("All", "Все");
    public string Incident => T("Incident", "Инцидент");
    public string Age => T("Age", "Возраст");
    public string Opened => T("Opened", "Открыт");
    public string Readings => T("Readings", "Показания");
    public string SubState => T("Kind", "Вид");
    public string NewOne => T("new", "новый");
    public string Ongoing => T("ongoing", "длится");
    public string Regressed => T("regressed", "вернулся");
    public string Over => T("over", "закончился");
    public string IncidentsNone => T("Nothing is wrong that is known", "Известных проблем нет");
    public string IncidentsNoneCause => T("Monitors open an incident by themselves when a reading is beyond its threshold and more than noise.", "Мониторы сами открывают инцидент, когда показание за порогом и это не шум.");
    public string ShowAll => T("Show all", "Показать все");
    public string GroupedByCause => T("Grouped by cause, the latest first", "По причинам, последние сначала");
    public string StateSince(string state, string moment) => T($"{state} since {moment}", $"{state} с {moment}");
    public string NotAcknowledgedYet(string age) => T($"Not acknowledged, {age}", $"Не принят, {age}");
    public string AcknowledgedAt(string moment) => T($"Acknowledged {moment}", $"Принят {moment}");
    public string ResolvedAt(string moment) => T($"Resolved {moment}", $"Закрыт {moment}");
    public string FoundInHistory => T("Found in history: nobody was notified", "Найден в истории: никого не оповещали");
    public string FeedbackWas(string feedback) => feedback == "noise" ? T("Called noise", "Назван шумом") : T("Called useful", "Назван полезным");
    public string ChartOfIncident(string what, string value, string day) => T($"{what}: {value} in the window that fired, {day}", $"{what}: {value} в окне тревоги, {day}");
    public string WindowThatFired => T("bad windows", "плохие окна");
    public string GroupedHere(int n) => N(n, "reading, one incident", "readings, one incident", "показание, один инцидент", "показания, один инцидент", "показаний, один инцидент");
    public string Grouped => T("Grouped here by cause", "Собрано по одной причине");
    public string AtFirst => T("At first", "Сначала");
    public string BadWindows => T("Bad windows", "Плохие окна");
    public string RuleInWords => T("The rule in words", "Правило словами");
    public string RuleEvery => T("Every", "Каждый");
    public string Runbook => T("Runbook", "Инструкция");
    public string UsualRunbook => T("The usual advice for this metric. A runbook of your own in the monitor would stand here instead.", "Обычный совет для этого показателя. Вместо него здесь стояла бы ваша инструкция из монитора.");
    public string NoDataSince(string moment) => T($"No data since {moment}: whether it is over cannot be told", $"Нет данных с {moment}: прошло ли, сказать нельзя");
    public string Flaps(int times) => T($"Came back {N(times, "time", "times", "", "", "")}: stays open until three windows in a row are healthy", $"Возвращался {N(times, "", "", "раз", "раза", "раз")}: открыт, пока три окна подряд не будут в норме");
    public string ExplainedBy(string id) => T($"Nobody is told: {id} explains it", $"Никому не сообщаем: объясняется {id}");
    public string ToldHead => T("Who was told", "Кому сообщили");
    public string ToldNobody => T("Nobody yet.", "Пока никому.");
    public string WhatYouCanDo => T("What you can do", "Что можно сделать");
    public string Acknowledge => T("Acknowledge", "Принять");
    public string AcknowledgeHint => T("Tells everybody that you look at it.", "Все увидят, что вы занялись этим.");
    public string Resolve => T("Resolve", "Закрыть");
    public string ResolveHint => T("Closes it by hand; it opens again if the next window is bad.", "Закрывает вручную; откроется снова, если следующее окно плохое.");
    public string WasUseful => T("Was this useful?", "Это было полезно?");
    public string UsefulHint => T("Noisy monitors are found by these answers.", "По этим ответам находят шумные мониторы.");
    public string Useful => T("Useful", "Полезно");
    public string Noise => T("Noise", "Шум");
    public string Note => T("Note", "Заметка");
    public string NoteHint => T("optional, kept in the history", "необязательно, останется в истории");
    public string History => T("History", "История");
    public string LookAtColumn(string column) => T($"Look at {column}", $"Посмотреть {column}");
    public string OneOf(int i, int n) => T($"{i} of {n}", $"{i} из {n}");
    public string Fault(string message) => T("It could not be done", "Не получилось");
    public string NotAllowed => T("You may look, but not change this", "Смотреть можно, менять нельзя");
    public string NotAllowedCause(string role) => T($"This needs the role {role}. An administrator gives it.", $"Нужна роль {role}. Её выдаёт администратор.");

    /// <summary>An event of an incident's history that the program itself wrote, in the reader's language.</summary>
    public string EventOf(string what) => Tongue == Tongue.English ? what : what switch
    {
        "fires" => "тревога",
        "critical now" => "теперь критично",
        "over: its source says so" => "закончился: так сообщил источник",
        "is back" => "вернулся",
        "found in history; nobody is notified" => "найден в истории; никого не оповещаем",
        "over before it fired" => "закончился до тревоги",
        "over: every member was judged healthy again" => "закончился: все показания снова в норме",
        "acknowledged" => "принят",
        "resolved by hand" => "закрыт вручную",
        "no data: whether it is over cannot be told" => "нет данных: прошло ли, сказать нельзя",
        "nobody is told while no data arrives: that explains it" => "никому не сообщаем, пока данные не приходят: этим всё объясняется",
        _ when what.StartsWith("is back; it comes and goes", StringComparison.Ordinal) => "вернулся; то есть, то нет, поэтому открыт, пока три окна подряд не будут в норме",
        _ when what.EndsWith(" is over: people are told", StringComparison.Ordinal) && what.StartsWith("INC-", StringComparison.Ordinal) => what[..^" is over: people are told".Length] + " закончился: сообщаем",
        _ when what.EndsWith(" is over", StringComparison.Ordinal) && what.StartsWith("INC-", StringComparison.Ordinal) => what[..^" is over".Length] + " закончился",
        _ when what.StartsWith("nobody is told: silence ", StringComparison.Ordinal) => "никому не сообщаем: заглушение " + what["nobody is told: silence ".Length..],
        _ when what.EndsWith(" is over: people are told", StringComparison.Ordinal) => "заглушение " + what["silence ".Length..^" is over: people are told".Length] + " закончилось: сообщаем",
        _ when what.StartsWith("silence ", StringComparison.Ordinal) && what.EndsWith(" is over", StringComparison.Ordinal) => "заглушение " + what["silence ".Length..^" is over".Length] + " закончилось",
        _ when what.StartsWith("acknowledged: ", StringComparison.Ordinal) => "принят: " + what["acknowledged: ".Length..],
        _ when what.StartsWith("resolved by hand: ", StringComparison.Ordinal) => "закрыт вручную: " + what["resolved by hand: ".Length..],
        _ => what,
    };

    /// <summary>A monitor's rule as parts of a sentence; every second part is a setting and stands out.</summary>
    /// <param name="m">The monitor.</param>
    /// <param name="reading">What it read; the recommended test has thresholds of the effect that fits the column.</param>
    public IReadOnlyList<(string Text, bool Setting)> Rule(MonitorDefinition m, Reading? reading = null)
    {
        var what = m.Metric is MonitorMetric.Drift or MonitorMetric.Outliers or MonitorMetric.Stream or MonitorMetric.Calibration || (m.Metric == MonitorMetric.Performance && !IsRecommended(m.Method)) ? Of(m.Metric) + " (" + MethodName(m.Method ?? "auto") + ")" : Of(m.Metric);
        var columns = m.Columns.Count == 0 ? T("the whole model", "всей модели") : m.Columns is ["*"] ? T("every column and output", "каждого столбца и выхода") : string.Join(", ", m.Columns);
        var fitting = m.Metric == MonitorMetric.Drift && IsRecommended(m.Method);
        var (warning, critical) = fitting ? Fitting(reading) : m is { Warning: { } w, Critical: { } c } ? (ThresholdOf(m.Metric, w), ThresholdOf(m.Metric, c)) : Defaults(m.Metric);
        var rule = new List<(string, bool)>
        {
            (T("For each", "За"), false), (Of(m.Window), true), (T("measure", "измерить"), false), (what, true), (T("of", ""), false), (columns, true),
            (T("against", "против:"), false), (Of(m.Baseline) + ".", true),
            (T("Warning from", "Внимание от"), false), (warning, true), (T("and critical from", "и критично от"), false), (critical, true), (fitting ? T("of the effect that fits the column,", "эффекта, подходящего столбцу,") : "", false),
            (T("where it is more than noise, at", "если это больше шума, при"), false), (T($"{Format.Percent(m.Alpha)} false alarms", $"{Format.Percent(m.Alpha)} ложных тревог"), true),
            (T("and from", "и от"), false), (N(m.MinimumSample, "row", "rows", "строки", "строк", "строк") + ".", true),
        };
        return [.. rule.Where(part => part.Item1.Length > 0)];
    }

    private (string, string) Fitting(Reading? reading) => reading is { Warning: { } warning, Critical: { } critical } && warning > 0
        ? ($"{Format.Excess(1)} ({Format.Threshold(warning)})", $"{Format.Excess(critical / warning)} ({Format.Threshold(critical)})")
        : (T("1 × the threshold", "1 × порога"), T("its critical threshold", "его критического порога"));

    private (string, string) Defaults(MonitorMetric metric)
    {
        var (warning, critical) = DefaultThresholds.Of(metric);
        if (metric == MonitorMetric.Performance) return (T($"{warning:0} σ of the reference's windows", $"{warning:0} σ окон эталона"), T($"{critical:0} σ", $"{critical:0} σ"));
        return (ThresholdOf(metric, warning), ThresholdOf(metric, critical));
    }

    public string MonitorsHead(int enabled, int bad) => bad == 0
        ? T($"{N(enabled, "monitor", "monitors", "", "", "")}, none has a reading beyond its threshold", $"{N(enabled, "", "", "монитор", "монитора", "мониторов")}, за порогом нет ни одного показания")
        : T($"{N(enabled, "monitor", "monitors", "", "", "")}, {Format.Count(bad)} with readings beyond the threshold", $"{N(enabled, "", "", "монитор", "монитора", "мониторов")}, за порогом у {Format.Count(bad)}");
    public string Measures => T("Measures", "Измеряет");
    public string Columns => T("Columns", "Столбцы");
    public string EveryColumn => T("all", "все");
    public string WholeModel => T("whole model", "вся модель");
    public string SmallestSample => T("Min. n", "Мин. n");
    public string AudienceWord => T("Audience", "Кому");
    public string LatestReadings => T("Latest", "Последнее");
    public string Off => T("off", "выключен");
    public string ByItself => T("default", "по умолчанию");
    public string NoMonitors => T("This model has no monitors yet", "У модели ещё нет мониторов");
    public string NoMonitorsCause => T("It gets a sensible set by itself with its first rows.", "Разумный набор появится сам с первыми строками.");
    public string DataQuality => T("Data quality in the latest window", "Качество данных в последнем окне");
    public string DataQualityNote => T("everything but drift, the worst first", "всё, кроме дрейфа, худшее сначала");
}
