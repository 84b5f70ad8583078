using Vedetta.Core.ServiceMetrics;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string ServiceMetricsWord => T("The service, as Prometheus measures it", "Сервис по данным Prometheus");
    public string NoServiceMetrics => T("Processor and memory of the service are not known here", "Процессор и память сервиса здесь неизвестны");
    public string NoServiceMetricsMean => T("Queries to an existing Prometheus put processor, memory, saturation and availability on the same time axis.", "Запросы к вашему Prometheus поставят процессор, память, насыщение и доступность на ту же ось времени.");
    public string EditQueries => T("Edit queries", "Изменить запросы");
    public string EditQueriesMean => T("each gives one series; $window is the length of a window; a row without a name is not used", "каждый даёт один ряд; $window — длина окна; строка без имени не используется");
    public string SaveQueries => T("Save queries", "Сохранить запросы");
    public string QueriesRefused => T("The queries were not saved.", "Запросы не сохранены.");

    public string Of(ServiceUnit unit) => unit switch
    {
        ServiceUnit.Share => T("share", "доля"),
        ServiceUnit.Bytes => T("bytes", "байты"),
        ServiceUnit.Milliseconds => T("milliseconds", "миллисекунды"),
        _ => T("number", "число"),
    };
}
