namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string HeartbeatsWord => T("Heartbeats of pipelines", "Сигналы конвейеров");
    public string HeartbeatsMean => T("when one does not come, an incident opens for engineering", "если сигнал не пришёл, открывается инцидент для эксплуатации");
    public string NoHeartbeats => T("No pipeline is expected to say that it lives", "Ни один конвейер не обязан подавать сигнал");
    public string NoHeartbeatsNext => T("A nightly load or a job of labels can say after each run that it lives; when it falls silent, an incident opens. It is expected by the form below or by PUT /v1/heartbeats/NAME, and sends POST /v1/heartbeats/NAME.", "Ночная загрузка или поставка исходов может после каждого запуска подавать сигнал; если он пропал, открывается инцидент. Ожидание включает форма ниже или PUT /v1/heartbeats/ИМЯ, а сигнал подаёт POST /v1/heartbeats/ИМЯ.");
    public string HeartbeatsWell(int n) => T($"{N(n, "heartbeat is", "heartbeats are", "", "", "")} expected, none is missing", $"Сигналов ожидается: {Format.Count(n)}, ни один не пропал");
    public string HeartbeatsMissing(int n, int of) => T($"{Format.Count(n)} of {N(of, "heartbeat", "heartbeats", "", "", "")} did not come", $"Пропало сигналов: {Format.Count(n)} из {Format.Count(of)}");
    public string ExpectHeartbeat => T("Expect a heartbeat", "Ожидать сигнал");
    public string ChangeHeartbeat(string name) => T($"Edit {name}", $"Изменить {name}");
    public string DeleteHeartbeat(string name) => T($"Delete {name}", $"Удалить {name}");
    public string ItRan(string name) => T($"It ran: {name}", $"Сигнал есть: {name}");
    public string ItRanWord => T("It ran", "Сигнал есть");
    public string EditWord => T("Edit", "Изменить");
    public string DeleteWord => T("Delete", "Удалить");
    public string GraceWord => T("Grace", "Отсрочка");
    public string DurationHint => T("Durations: 30m, 1h, 1d or ISO 8601. Without a grace a tenth of the period is allowed.", "Сроки: 30m, 1h, 1d или ISO 8601. Без отсрочки допускается десятая часть периода.");
    public string HeartbeatRunbook => T("What to do when it does not come: a text or an address", "Что делать, если сигнал не пришёл: текст или адрес");
    public string SaveHeartbeat => T("Save heartbeat", "Сохранить сигнал");
    public string HeartbeatRefused => T("The heartbeat was not saved.", "Сигнал не сохранён.");
    public string ExpectedEvery => T("Every", "Каждые");
    public string LastBeat => T("Last", "Последний");
    public string DueBy => T("Due by", "Не позже");
    public string MissingWord => T("Missing", "Пропал");
    public string HeartbeatExpected => T("Expected", "Ожидается");
    public string HeartbeatMissing(string name) => T($"The heartbeat of {name} did not come", $"Сигнал {name} не пришёл");
}
