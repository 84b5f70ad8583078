namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string NeverRejected => T("No row was ever rejected", "Ни одна строка не отклонялась");
    public string NeverRejectedCause => T("A row is rejected only when it cannot be read, says nothing, lies before 1970 or more than a day ahead, or breaks a column that is set to reject.", "Строку отклоняют, только если её нельзя прочесть, в ней ничего нет, она раньше 1970 года или более чем на день впереди либо нарушает столбец с режимом «отклонять».");
    public string RulesOfColumns => T("Rules of the columns", "Правила столбцов");
    public string RejectedHead(long ever, string code, string? field) => code.Length == 0
        ? T($"{N(ever, "row was", "rows were", "", "", "")} rejected since the model began", $"С начала работы модели отклонено {N(ever, "", "", "строка", "строки", "строк")}")
        : T($"{N(ever, "row was", "rows were", "", "", "")} rejected; lately most of all {code}{(field is null ? "" : $" in {field}")}", $"Отклонено {N(ever, "", "", "строка", "строки", "строк")}; в последнее время чаще всего {code}{(field is null ? "" : $" в поле {field}")}");
    public string RejectedKept(int n) => T($"The latest {Format.Count(n)} are kept to be read", $"Для чтения хранятся последние: {Format.Count(n)}");
    public string LatestOne(string moment) => T($"Latest {moment}", $"Последняя {moment}");
    public string NothingStored => T("A rejected row is in no profile and no reading", "Отклонённая строка не входит ни в один профиль и показание");
    public string NoneKept => T("None of them is kept any more", "Ни одна больше не хранится");
    public string NoneKeptCause => T("Quarantine is bounded: the oldest rows go first. The counts stay.", "Карантин ограничен: старые строки уходят первыми. Счётчики остаются.");
    public string NoneFound => T("No kept row is like that", "Таких строк среди хранимых нет");
    public string NoneFoundCause => T("The filter looks at the rows that are still kept.", "Отбор смотрит на строки, которые ещё хранятся.");
    public string RejectedRows => T("Rejected rows, the latest first", "Отклонённые строки, последние сначала");
    public string FoundOf(int n, int of) => T($"{Format.Count(n)} of {Format.Count(of)}", $"{Format.Count(n)} из {Format.Count(of)}");
    public string ReceivedAt => T("Received", "Получена");
    public string WhatIsWrong => T("What is wrong", "Что не так");
    public string AsSent => T("as it was sent", "как прислано");
    public string NotShown => T("Not shown: it cannot be read as a row, so its personal columns cannot be masked.", "Не показано: это не читается как строка, и личные столбцы нельзя скрыть.");
    public string Reasons => T("Reasons", "Причины");
    public string OfKept => T("of the rows kept", "среди хранимых");
    public string SinceTheBeginning => T("Since the model began", "С начала работы модели");
    public string FilterById => T("Filter by id", "Отбор по id");

    /// <summary>What to do about rows rejected for a reason.</summary>
    public string AdviceFor(string code) => code switch
    {
        "wrong_type" or "unreadable_number" => T("Send the type the schema says: numbers as JSON numbers, not as texts. If the column changed its meaning, change its type in the settings.", "Присылайте тип из схемы: числа числами JSON, а не текстом. Если столбец изменил смысл, смените его тип в настройках."),
        "out_of_range" => T("Look at the value first: a unit may have changed. If the range is too narrow, widen it, or let the column flag instead of reject.", "Сначала посмотрите на значение: могла смениться единица. Если диапазон узок, расширьте его или пусть столбец отмечает, а не отклоняет."),
        "not_allowed" or "wrong_value" => T("A category that the schema does not allow: add it to the allowed values, or mend the sender.", "Категория не из разрешённых: добавьте её в список или исправьте отправителя."),
        "missing_value" or "violates_schema" => T("A required column is empty. Send it, or make the column optional.", "Обязательный столбец пуст. Присылайте его или сделайте необязательным."),
        "missing_column" => T("The file lacks a column that is needed. Look at its header.", "В файле нет нужного столбца. Посмотрите на заголовок."),
        "time_too_late" => T("The event lies more than a day ahead: look at the sender's clock and at the zone of its times.", "Событие более чем на день впереди: проверьте часы отправителя и пояс времени."),
        "time_too_early" => T("The event lies before 1970: an empty time is often written as 0 or 1900.", "Событие раньше 1970 года: пустое время часто пишут как 0 или 1900."),
        "unreadable_time" => T("Write times as RFC 3339 with an offset, for example 2026-01-31T10:00:00Z.", "Пишите время по RFC 3339 со смещением, например 2026-01-31T10:00:00Z."),
        "malformed_json" => T("The row is no JSON. Often a line break inside a text, or NaN, which JSON does not know; send null.", "Строка не JSON. Часто это перевод строки внутри текста или NaN, которого в JSON нет; присылайте null."),
        "malformed_csv" or "wrong_cell_count" => T("The line has other cells than the header. Quote texts that hold commas or line breaks.", "В строке не столько ячеек, сколько в заголовке. Берите в кавычки тексты с запятыми и переводами строк."),
        "row_too_large" => T("One row is larger than a row may be. Leave out what no monitor reads.", "Строка больше допустимого. Уберите то, что не читает ни один монитор."),
        "empty_row" => T("A prediction needs a feature, a score or a prediction.", "Предсказанию нужен признак, скор или прогноз."),
        "duplicate_key" => T("The same field stands twice in one row.", "Одно поле стоит в строке дважды."),
        "missing_id" => T("An outcome needs the id of its prediction.", "Исходу нужен id его предсказания."),
        "id_too_long" => T("Shorten the ids; they are kept with every row.", "Сократите id; они хранятся с каждой строкой."),
        _ => T("Read what is wrong beside the row; mend the sender and send the row again with the same id.", "Прочтите рядом со строкой, что не так; исправьте отправителя и пришлите строку снова с тем же id."),
    };
}
