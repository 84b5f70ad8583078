namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string OpenWord => T("open", "открыто");
    public string ModelCount(int n) => N(n, "model", "models", "модель", "модели", "моделей");
    public string CountCritical(int n) => T($"{Format.Count(n)} critical", $"{Format.Count(n)} критично");
    public string CountWarning(int n) => T($"{Format.Count(n)} with a warning", $"{Format.Count(n)} требуют внимания");
    public string CountSilent(int n) => T($"{Format.Count(n)} silent", Form(n, "", "", $"{n} молчит", $"{n} молчат", $"{n} молчат"));
    public string CountUndecided(int n) => T($"{Format.Count(n)} undecided", $"{Format.Count(n)} не решено");
    public string CountHealthy(int n) => T($"{Format.Count(n)} healthy", $"{Format.Count(n)} в норме");
    public string AllHealthy(int n) => n == 1
        ? T("The one model is healthy", "Единственная модель в норме")
        : T($"All {Format.Count(n)} models are healthy", $"Все {N(n, "", "", "модель", "модели", "моделей")} в норме");
    public string Evaluated(string at, string? next) => next is null ? T($"Evaluated {at}", $"Проверено {at}") : T($"Evaluated {at}, next {next}", $"Проверено {at}, снова {next}");
    public string NotEvaluated => T("Not evaluated yet", "Ещё не проверено");
    public string FilterModels => T("Filter by name, owner, state", "Имя, ответственный, состояние");
    public string FilterLabel => T("Filter models", "Отбор моделей");
    public string ModelsWorstFirst => T("Models, worst first", "Модели, худшие сначала");
    public string TrafficWeek => T("Traffic, 7 days", "Поток, 7 дней");
    public string LastHour => T("now /h", "сейчас /ч");
    public string WorstDrift => T("Worst drift", "Худший дрейф");
    public string MonitorsBad => T("Monitors", "Мониторы");
    public string MonitorsHint => T("not healthy of all", "не в норме из всех");
    public string OpenIncidents => T("Incidents", "Инциденты");
    public string OpenIncidentsOf(string model) => T($"open incidents of {model}", $"открытые инциденты {model}");
    public string Sparkline(string now, bool hot) => hot
        ? T($"traffic of 7 days, {now} rows in the last hour, outside the usual band", $"поток за 7 дней, {now} строк за последний час, вне обычной полосы")
        : T($"traffic of 7 days, {now} rows in the last hour", $"поток за 7 дней, {now} строк за последний час");
    public string MoveOpenFilter(string part) => part switch { "move" => T("move", "строки"), "open" => T("open", "открыть"), _ => T("filter", "отбор") };
    public string NobodyMatches(string filter) => T($"No model matches “{filter}”", $"Ни одна модель не подходит под «{filter}»");
    public string NobodyMatchesNext => T("The filter looks at names, titles, owners and states.", "Отбор смотрит на имена, названия, ответственных и состояния.");
    public string ShowAllModels => T("Show all models", "Показать все модели");
    public string NoModels => T("No model is known yet", "Пока нет ни одной модели");
    public string NoModelsCause => T("A model appears here by itself with its first prediction, or when it is described by the API.", "Модель появится здесь сама с первым предсказанием или когда её опишут через API.");
    public string ConnectModel => T("Connect a model", "Подключить модель");
    public string LatestIncidents => T("Latest incidents", "Последние инциденты");
    public string NoIncidentsYet => T("No incident was ever opened.", "Инцидентов ещё не было.");
    public string WaitingForPerson => T("Waiting for a person", "Ждут человека");
    public string NothingWaits => T("Nothing waits for you.", "Вас ничто не ждёт.");
    public string NotAcknowledged(int n) => N(n, "incident", "incidents", "инцидент", "инцидента", "инцидентов");
    public string NotAcknowledgedText => T("firing and not acknowledged; take them, the worst first.", "в тревоге и не приняты; начните с худших.");
    public string SilentModelsText => T("without events for longer than usual; check what sends them.", "без событий дольше обычного; проверьте отправителя.");
    public string NoOwnerText => T("without an owner; nobody is asked about them.", "без ответственного; спросить не у кого.");
    public string Usual(string low, string high) => T($"usual {low} – {high}", $"обычно {low} – {high}");
    public string InZone(string zone) => T($"times in {zone}", $"время: {zone}");
    public string AndMore(int n) => T($"and {n} more", $"и ещё {n}");
    public string LastEventWord => T("Last event", "Последнее событие");
    public string DayHint => T("of the latest 24 hours", "за последние 24 часа");
    public string WeekHint => T("of the latest seven days, against the seven before", "за последние семь дней против предыдущих семи");
    public string DecisionsWeek => T("Decisions, 7 d", "Решений, 7 д");
    public string AgainstWeekBefore => T("Against the week before", "Против прошлой недели");
    public string PercentagePoints => T("\u00A0pp", "\u00A0пп");
    public string NoOwner => T("no owner", "никто");
}
