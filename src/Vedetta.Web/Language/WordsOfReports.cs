using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string ReportsWord => T("Reports", "Отчёты");
    public string ReportWho => T("For", "Для кого");
    public string ReportMeasured => T("What", "Что");
    public string ReportEstimated => T("estimated", "оценка");
    public string ReportRealized => T("realized", "по исходам");
    public string ReportTraffic => T("Predictions", "Прогнозы");
    public string ReportRunbook => T("What the monitor says to do", "Что велит монитор");
    public string ReportChanged => T("What changed since the last report", "Что изменилось с прошлого отчёта");
    public string ReportNothingChanged => T("Nothing changed since the last report beyond chance", "С прошлого отчёта ничего не изменилось сверх случайного");
    public string ReportNoIncidents => T("No incident was open", "Открытых инцидентов не было");
    public string ReportIncidents(int open, int over) => T($"{N(open, "incident is", "incidents are", "", "", "")} open, {Format.Count(over)} over", $"Открыто инцидентов: {Format.Count(open)}, закрыто: {Format.Count(over)}");
    public string ReportNoDrift => T("Nothing moved beyond its threshold", "Ничто не вышло за порог");
    public string ReportNothingJudged => T("Nothing was judged in this span", "За период ничего не удалось оценить");
    public string ReportDrift(string worst) => T($"Worst: {worst}", $"Хуже всего: {worst}");
    public string ReportNoQuality => T("Quality is not known: there are neither labels nor a labelled reference", "Качество неизвестно: нет ни исходов, ни эталона с исходами");
    public string ReportNoBusiness => T("There are no business metrics in this span", "Бизнес-показателей за период нет");
    public string ReportNoTraffic => T("No predictions came in this span", "За период прогнозов не было");
    public string ReportHealthy(int n) => T($": {N(n, "reading", "readings", "", "", "")}, none beyond its threshold", $": показаний {Format.Count(n)}, порог не превышен ни разу");
    public string ReportSubject(string model, string state, string span) => T($"{model}: {state}, {span}", $"{model}: {state}, {span}");
    public string ReportAbout(WindowSize every, string span, string before) => every == WindowSize.Week
        ? T($"Week {span}, beside {before}", $"Неделя {span} против {before}") : T($"{span}, beside {before}", $"{span} против {before}");
    public string ReportFor(string audience) => T($"For {audience}", $"Для: {audience}");
    public string ReportForAll => T("For everybody", "Для всех");
    public string ReportChanges(int n) => n == 0 ? T("nothing changed", "без изменений") : N(n, "change", "changes", "изменение", "изменения", "изменений");
    public string ReportOpen(string model) => T($"Open {model}", $"Открыть {model}");
    public string ReportMade(string moment, string zone) => T($"Made by Vedetta {moment} ({zone})", $"Составлено Vedetta {moment} ({zone})");
    public string ReportFromTo(string before, string now) => T($"{before} → {now}", $"{before} → {now}");
    public string ReportFired(string id, string title) => T($"{id} fired: {title}", $"{id}, тревога: {title}");
    public string ReportResolved(string id, string title) => T($"{id} is over: {title}", $"{id} закрыт: {title}");
    public string ReportDriftBegan(string column) => T($"{column} drifts", $"{column}: начался дрейф");
    public string ReportDriftEnded(string column) => T($"{column} drifts no more", $"{column}: дрейф прекратился");
    public string ReportFinish(string id, string title) => T($"{id} is taken and still open: {title}.", $"{id} принят и ещё открыт: {title}.");
    public string ReportSaveBudget(string objective) => T($"The error budget of {objective} burns or is spent: find what makes its events bad before anything else is changed.", $"Бюджет ошибок цели {objective} сгорает или исчерпан: найдите причину плохих событий, прежде чем менять что-то ещё.");
    public string ReportFindLabels => T("Outcomes are missing: ask the pipeline that brings them.", "Не приходят исходы: проверьте, кто их поставляет.");

    // schedules
    public string ReportSchedulesMean => T("sent in the morning of each model's zone, by an e-mail channel", "отправляются утром по часам модели через почтовый канал");
    public string NoSchedules => T("No report is sent by itself", "Ни один отчёт не отправляется сам");
    public string SchedulesHead(int n) => N(n, "report is sent by itself", "reports are sent by themselves", "отчёт отправляется сам", "отчёта отправляются сами", "отчётов отправляются сами");
    public string SchedulesWord => T("Schedules", "Расписания");
    public string ScheduleOff => T("off", "выключено");
    public string NoMailChannel => T("No e-mail channel is on.", "Нет включённого почтового канала.");
    public string NewSchedule => T("New schedule", "Новое расписание");
    public string ScheduleName => T("Name", "Имя");
    public string ScheduleModels => T("Models", "Модели");
    public string ScheduleModelsHint => T("commas between; empty for all", "через запятую; пусто — все");
    public string ScheduleEvery => T("Every", "Период");
    public string ScheduleAt => T("At", "Во сколько");
    public string ScheduleChannel => T("E-mail channel", "Почтовый канал");
    public string ScheduleLanguage => T("Language", "Язык");
    public string ScheduleLast => T("Last sent", "Последняя отправка");
    public string ScheduleRefused => T("The schedule was not saved.", "Расписание не сохранено.");
    public string SaveSchedule => T("Save schedule", "Сохранить расписание");
    public string DeleteSchedule(string name) => T($"Delete {name}", $"Удалить {name}");
    public string SendNow => T("Send now", "Отправить сейчас");
    public string EverybodyWord => T("everybody", "все");
    public string ReadReport(string model) => T($"Report of {model}", $"Отчёт: {model}");
    public string ReadReportsNow => T("Reports to read now", "Отчёты, которые можно прочесть сейчас");
}
