namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string HeartbeatsWord => T("Heartbeats of pipelines", "Сигналы конвейеров");
    public string HeartbeatsMean => T("when one does not come, an incident opens for engineering", "если сигнал не пришёл, открывается инцидент для эксплуатации");
    public string NoHeartbeats => T("No pipeline is expected to say that it lives", "Ни один конвейер не обязан подавать сигнал");
    public string NoHeartbeatsNext => T("PUT /v1/heartbeats/NAME expects one, POST /v1/heartbeats/NAME sends it: the guide on heartbeats shows how.", "PUT /v1/heartbeats/ИМЯ включает ожидание, POST /v1/heartbeats/ИМЯ подаёт сигнал: см. руководство о сигналах.");
    public string ExpectedEvery => T("Every", "Каждые");
    public string LastBeat => T("Last", "Последний");
    public string DueBy => T("Due by", "Не позже");
    public string MissingWord => T("Missing", "Пропал");
    public string HeartbeatExpected => T("Expected", "Ожидается");
    public string HeartbeatMissing(string name) => T($"The heartbeat of {name} did not come", $"Сигнал {name} не пришёл");
}
