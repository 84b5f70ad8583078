using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Web.Messages;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string MessageOpen(string incident) => T($"Open {incident}", $"Открыть {incident}");
    public string MessageOpenAll => T("Open all incidents", "Открыть все инциденты");
    public string MessageOpenColumn(string column) => T($"See {column} in that window", $"Посмотреть {column} в этом окне");
    public string MessageAcknowledge => T("Acknowledge: I look at it", "Принять: займусь этим");
    public string MessageTrend => T("Recent windows:", "Последние окна:");
    public string MessageMore(int n) => T($"and {N(n, "more reading", "more readings", "", "", "")} beyond the threshold", $"и ещё {N(n, "", "", "показание", "показания", "показаний")} за порогом");
    public string MessageOnCall(string who) => T($"on call {who}", $"дежурит {who}");
    public string MessageDigest(int n) => T(N(n, "incident, gathered into one message", "incidents, gathered into one message", "", "", ""), N(n, "", "", "инцидент одним сообщением", "инцидента одним сообщением", "инцидентов одним сообщением"));
    public string MessageFooter(string channel) => T($"Sent by Vedetta through channel {channel}. Numbers are aggregates; no rows, no personal data.", $"Отправил Vedetta через канал {channel}. Числа — агрегаты; ни строк, ни личных данных.");
    public string MessageSince(string moment, string length, bool over) => over ? T($"{moment}, lasted {length}", $"{moment}, длилось {length}") : T($"{moment}, for {length} now", $"{moment}, длится {length}");
    public string MessageTestDo => T("Nothing: this notice only tries the way. Nothing is wrong.", "Ничего: это проверка пути. Всё в порядке.");

    /// <summary>State and model in one line, with a sign.</summary>
    public string MessageHeadline(Notice notice, string model)
    {
        var critical = notice.Incident.Severity == Severity.Critical;
        var sign = MessageWords.Icon(notice.IsOver || notice.IsTest ? MessageTone.Calm : critical ? MessageTone.Critical : MessageTone.Warning);
        return notice.Kind switch
        {
            "test" => T($"🔔 Test notice: {model}", $"🔔 Проверка: {model}"),
            "resolved" => T($"{sign} Over: {model}", $"{sign} Закончилось: {model}"),
            "digest" => T($"{sign} Digest", $"{sign} Сводка"),
            "escalated" => critical ? T($"{sign} Now critical: {model}", $"{sign} Теперь критично: {model}") : T($"{sign} Nobody took it yet: {model}", $"{sign} Ещё никто не принял: {model}"),
            "reminder" => T($"{sign} Still {Of(notice.Incident.Severity)}: {model}", $"{sign} Всё ещё {Of(notice.Incident.Severity)}: {model}"),
            "reopened" => T($"{sign} Back, {Of(notice.Incident.Severity)}: {model}", $"{sign} Вернулось, {Of(notice.Incident.Severity)}: {model}"),
            _ => critical ? T($"{sign} Critical: {model}", $"{sign} Критично: {model}") : T($"{sign} Warning: {model}", $"{sign} Внимание: {model}"),
        };
    }

    public string MessageKind(string kind) => kind switch
    {
        "fired" => T("fires", "тревога"),
        "escalated" => T("is worse or nobody took it", "хуже или никто не принял"),
        "reopened" => T("is back", "вернулся"),
        "resolved" => T("is over", "закончился"),
        "reminder" => T("still fires", "всё ещё в тревоге"),
        "digest" => T("digest", "сводка"),
        "test" => T("test", "проверка"),
        _ => kind,
    };

    /// <summary>What usually helps, where nobody wrote a runbook: in the words of whom it concerns.</summary>
    public string MessageDo(Incident incident) => (incident.Audience, incident.Cause.Kind) switch
    {
        (Audience.Business, var kind) => BusinessDo(kind),
        (Audience.Engineering, "service") => T("Look at the service's own graphs for the same minutes, then at what was deployed.", "Посмотрите графики сервиса за эти минуты, затем что было выкачено."),
        (_, "service") => T("Look whether slow or failed answers also changed which rows arrive.", "Посмотрите, не изменили ли медленные и неудачные ответы состав строк."),
        (_, "release") => T("Compare the versions on the same rows; roll back by the alias if the change was not meant.", "Сравните версии на одних строках; верните прежнюю через алиас, если перемена не задумана."),
        _ => incident.Members.Count > 0 ? RunbookOf(incident.Members[0].Metric) : T("Open the incident: the reading, what else moved, and since when.", "Откройте инцидент: показание, что ещё сместилось и с какого времени."),
    };

    private string BusinessDo(string kind) => kind switch
    {
        "silence" or "volume" => T("Ask whether applications really stopped or changed in number, or only their log; decisions without a log cannot be watched.", "Выясните, правда ли заявок стало иначе или не доходит только журнал: решения без журнала не проверить."),
        "data_fault" => T("Decisions rest on broken input: consider holding automatic approvals until the input is mended.", "Решения опираются на испорченные данные: подумайте, не придержать ли автоматические одобрения, пока их не починят."),
        "performance" => T("The model decides worse: tighten the cut-off or send more cases to review until it is retrained.", "Модель решает хуже: ужесточите порог или отправляйте больше заявок на проверку, пока её не переобучат."),
        "service" => T("The model's service is in trouble: ask whether decisions are delayed or made without it.", "Сервис модели не в порядке: выясните, задерживаются ли решения и не принимаются ли без него."),
        _ => T("Other applicants come than the model knows: watch approvals and the review queue, and ask its owner before changing the cut-off.", "Приходят не те заявители, которых знает модель: следите за одобрениями и очередью проверки и спросите ответственного, прежде чем менять порог."),
    };
}
