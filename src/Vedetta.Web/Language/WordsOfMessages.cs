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
    public string MessageDo(Incident incident) => incident.Audience switch
    {
        Audience.Business => BusinessDo(incident.Cause.Kind),
        Audience.Engineering => EngineeringDo(incident.Cause.Kind),
        _ => ScienceDo(incident.Cause.Kind),
    };

    private string BusinessDo(string kind) => kind switch
    {
        "silence" or "volume" => T("Ask whether applications really stopped or changed in number, or only their log; decisions without a log cannot be watched.", "Выясните, правда ли заявок стало иначе или не доходит только журнал: решения без журнала не проверить."),
        "data_fault" => T("Decisions rest on broken input: consider holding automatic approvals until the input is mended.", "Решения опираются на испорченные данные: подумайте, не придержать ли автоматические одобрения, пока их не починят."),
        "performance" => T("The model decides worse: tighten the cut-off or send more cases to review until it is retrained.", "Модель решает хуже: ужесточите порог или отправляйте больше заявок на проверку, пока её не переобучат."),
        "service" => T("The model's service is in trouble: ask whether decisions are delayed or made without it.", "Сервис модели не в порядке: выясните, задерживаются ли решения и не принимаются ли без него."),
        _ => T("Other applicants come than the model knows: watch approvals and the review queue, and ask its owner before changing the cut-off.", "Приходят не те заявители, которых знает модель: следите за одобрениями и очередью проверки и спросите ответственного, прежде чем менять порог."),
    };

    private string EngineeringDo(string kind) => kind switch
    {
        "data_fault" or "categories" => T("Look at the source of the column since that window: a load, a join, a release or a change of units. Mend it and send the rows again.", "Посмотрите источник столбца с этого окна: загрузка, соединение, релиз, единицы. Почините и пришлите строки заново."),
        "silence" => T("Check the sender and the way to this server: process, network, key, rejected rows.", "Проверьте отправителя и путь до сервера: процесс, сеть, ключ, отклонённые строки."),
        "volume" => T("Compare with the sender's own count: rows lost, sent twice, or a real change of traffic.", "Сравните со счётчиком отправителя: потеряны строки, посланы дважды или изменился поток."),
        "release" => T("Compare the versions on the same rows; roll back by the alias if the change was not meant.", "Сравните версии на одних строках; верните прежнюю через алиас, если перемена не задумана."),
        "labels" => T("Check the job that brings outcomes: when it last ran and what it skipped.", "Проверьте задачу, что приносит исходы: когда шла и что пропустила."),
        "service" => T("Look at the service's own graphs for the same minutes, then at what was deployed.", "Посмотрите графики сервиса за эти минуты, затем что было выкачено."),
        _ => T("Check what changed upstream since that window; tell data science if nothing did.", "Проверьте, что менялось выше по потоку с этого окна; если ничего — сообщите аналитикам."),
    };

    private string ScienceDo(string kind) => kind switch
    {
        "drift" or "categories" => T("Open the column: compare both distributions, the mix of segments and the version; look at estimated quality before retraining.", "Откройте столбец: сравните распределения, состав сегментов и версию; до переобучения посмотрите оценку качества."),
        "data_fault" => T("Do not retrain on these rows: find which source broke, exclude or mend the window, then evaluate again.", "Не переобучайте на этих строках: найдите сломанный источник, исключите или почините окно и пересчитайте."),
        "performance" => T("Look at slices and calibration: one segment or all of them; then recalibrate or retrain behind a gate.", "Посмотрите срезы и калибровку: один сегмент или все; затем перекалибруйте или переобучите за проверкой."),
        "release" => T("Compare the versions on the same rows and roll back if the change was not meant.", "Сравните версии на одних строках и верните прежнюю, если перемена не задумана."),
        "labels" => T("Realized quality is not to be trusted while outcomes are missing: read the estimate, and find out why they are late.", "Пока исходов нет, качеству по исходам верить нельзя: смотрите оценку и выясните, почему они опаздывают."),
        "age" => T("Plan a retrained candidate and compare it on the latest labelled rows.", "Запланируйте переобучение и сравните на последних размеченных строках."),
        "service" => T("Look whether slow or failed answers also changed which rows arrive.", "Посмотрите, не изменили ли медленные и неудачные ответы состав строк."),
        _ => T("Open the incident: the reading, what else moved, and since when.", "Откройте инцидент: показание, что ещё сместилось и с какого времени."),
    };
}
