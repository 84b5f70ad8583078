namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string SystemWell(double rowsPerSecond, string queue) => rowsPerSecond is > 0 and < 1
        ? T($"Vedetta is well: {Format.Number(rowsPerSecond * 60)} rows a minute, the queue {queue} full", $"Vedetta в порядке: {Format.Number(rowsPerSecond * 60)} строк в минуту, очередь заполнена на {queue}")
        : T($"Vedetta is well: {Format.Number(rowsPerSecond)} rows a second, the queue {queue} full", $"Vedetta в порядке: {Format.Number(rowsPerSecond)} строк в секунду, очередь заполнена на {queue}");
    public string DiskLow(string free) => T($"The disk is nearly full: {free} left. Free some space or shorten retention", $"Диск почти полон: осталось {free}. Освободите место или сократите срок хранения");
    public string QueueFull(string filled) => T($"The queue before the writer is {filled} full; beyond it requests are sent away", $"Очередь перед записью заполнена на {filled}; дальше запросы отсылаются обратно");
    public string ShedRequests(long n) => T($"{N(n, "request was", "requests were", "", "", "")} sent away in the last hour because the queue was full; senders repeat them", $"За час отослано обратно {N(n, "", "", "запрос", "запроса", "запросов")}: очередь была полна; отправители повторят");
    public string FailedRequests(long n) => T($"{N(n, "request with rows", "requests with rows", "", "", "")} failed in the last hour", $"За час не удалось {N(n, "", "", "запрос", "запроса", "запросов")} со строками");
    public string EvaluationFailed(int n) => T($"Monitors of {N(n, "model", "models", "", "", "")} could not be evaluated; the next run tries again", $"Не вычислены мониторы: {N(n, "", "", "модель", "модели", "моделей")}; следующий проход повторит");
    public string ChannelFailed(string channel, int n) => T($"Channel {channel} gave up {N(n, "notification", "notifications", "", "", "")}", $"Канал {channel}: не доставлено {N(n, "", "", "оповещение", "оповещения", "оповещений")}");
    public string ErrorsLately => T("Errors were logged in the last hour", "За последний час в журнале есть ошибки");
    public string RunsFor(string length) => T($"Runs for {length}", $"Работает {length}");
    public string MemoryAndCpu(string memory, string cpu, int processors) => T($"{memory} of memory, {cpu} of one of {N(processors, "processor", "processors", "", "", "")} on average", $"Память {memory}, в среднем {cpu} одного процессора (всего {processors})");
    public string RowsPerSecondWord => T("Rows a second, 5 min", "Строк в секунду, 5 мин");
    public string QueueWord => T("Rows in the queue", "Строк в очереди");
    public string RejectedHour => T("Rejected, 1 h", "Отклонено, 1 ч");
    public string LastEvaluation => T("Last evaluation took", "Последнее вычисление");
    public string StoreSize => T("Store", "Хранилище");
    public string InMemoryWord => T("in memory", "в памяти");
    public string FreeOf(string free) => T($"{free} free", $"свободно {free}");
    public string OnTheirWay => T("Notifications on their way", "Оповещений в пути");
    public string IntakeTitle(long rows, long requests) => T($"{N(rows, "row", "rows", "", "", "")} stored in {N(requests, "request", "requests", "", "", "")} in the last hour", $"За час сохранено {N(rows, "", "", "строка", "строки", "строк")} из {N(requests, "", "", "запроса", "запросов", "запросов")}");
    public string StoredPerMinute => T("stored per minute", "сохранено в минуту");
    public string StoredWord => T("stored", "сохранено");
    public string SlowestWord => T("slowest", "дольше всех");
    public string SlowestTitle(string ms) => T($"The slowest acknowledgement of the hour took {ms}", $"Самое долгое подтверждение за час: {ms}");
    public string ModelsAndLag => T("Models", "Модели");
    public string LagMeans => T("lag: from the event to its arrival, of the latest row", "задержка: от события до прихода последней строки");
    public string LastReceivedWord => T("Received", "Получено");
    public string LagWord => T("Lag", "Задержка");
    public string EvaluatedWord => T("Evaluated", "Вычислено");
    public string Ago(string length) => T($"{length} ago", $"{length} назад");
    public string NoEvaluationYet => T("No monitors ran since the start", "С запуска мониторы не вычислялись");
    public string NoEvaluationYetCause => T("They run when rows come or a window closes.", "Они вычисляются, когда приходят строки или закрывается окно.");
    public string EvaluationRuns => T("Runs of the monitors", "Проходы мониторов");
    public string Took => T("Took", "Заняло");
    public string ModelsWord => T("Models", "Модели");
    public string WindowsWord => T("Windows", "Окна");
    public string FailedWord => T("failed", "не удалось");
    public string NoChannels => T("No channel is configured: nobody is told", "Каналов нет: никому не сообщают");
    public string NoChannelsCause => T("Make one on the page Channels or with PUT /v1/channels/{name}; incidents are recorded all the same.", "Создайте на странице «Каналы» или через PUT /v1/channels/{name}; инциденты записываются в любом случае.");
    public string ChannelsWord => T("Channels", "Каналы");
    public string Waiting => T("waiting", "ждут");
    public string LastAnswer => T("Last answer", "Последний ответ");
    public string NoTroubles => T("No warning and no error since the start", "С запуска ни предупреждений, ни ошибок");
    public string NoTroublesCause => T("Those that come are shown here; the log of the program keeps them all.", "Появятся — будут здесь; журнал программы хранит все.");
    public string TroublesWord => T("Latest warnings and errors", "Последние предупреждения и ошибки");
    public string TroublesNote => T("since the start; the log of the program has them all", "с запуска; в журнале программы есть все");
    public string Part => T("Part", "Часть");
    public string WhatItSaid => T("What it said", "Что сообщила");
    public string Times => T("Times", "Раз");
    public string ErrorWord => T("Error", "Ошибка");
    public string WarningWord => T("Warning", "Предупреждение");
    public string LastHourByMinute => T("The last hour by minute", "Последний час по минутам");
    public string Minute => T("Minute", "Минута");
    public string RequestsWord => T("requests", "запросы");
}
