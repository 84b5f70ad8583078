namespace Vedetta.Web.Language;

public sealed partial class Words
{
#pragma warning disable CS1591 // the words are their own documentation
    public string SkipToContent => T("Skip to content", "Перейти к содержанию");
    public string Screens => T("Screens", "Экраны");
    public string Path => T("Path", "Путь");
    public string Fleet => T("Fleet", "Модели");
    public string Overview => T("Overview", "Обзор");
    public string Drift => T("Drift", "Дрейф");
    public string Incidents => T("Incidents", "Инциденты");
    public string Monitors => T("Monitors", "Мониторы");
    public string Methods => T("Methods", "Методы");
    public string Setup => T("Setup", "Подключение");
    public string Correlations => T("Correlations", "Корреляции");
    public string Traffic => T("Traffic", "Поток");
    public string RejectedInput => T("Rejected input", "Отклонённые данные");
    public string Settings => T("Settings", "Настройки");
    public string SystemPage => T("System", "Система");
    public string AccessPage => T("Keys and people", "Ключи и люди");
    public string Silences => T("Silences", "Заглушения");
    public string Platform => T("Platform", "Платформа");
    public string LightOrDark => T("Light or dark", "Светлая или тёмная");
    public string Commands => T("Commands", "Команды");
    public string AllKeys => T("All keys", "Все клавиши");
    public string OtherLanguage => T("По-русски", "In English");
    public string SignOut => T("Sign out", "Выйти");
    public string SingleKeysOff => T("Turn single keys off", "Отключить одиночные клавиши");
    public string SingleKeysOn => T("Turn single keys on", "Включить одиночные клавиши");
    public string Close => T("Close", "Закрыть");
    public string GoTo(string page) => T($"Go to {page}", $"Перейти: {page}");
    public string TypeToFind => T("Type a page, model, column or monitor", "Страница, модель, столбец или монитор");
    public string KeyFilter => T("Filter", "Фильтр");
    public string KeyNextRow => T("Next, previous row", "Следующая, предыдущая строка");
    public string KeyOpen => T("Open", "Открыть");
    public string KeyBack => T("Close, go up", "Закрыть, на уровень выше");
    public string KeyWindow => T("Earlier, later window", "Раньше, позже");
    public string KeyCells => T("Move over the heat-map", "По тепловой карте");
    public string KeyHelp => T("These keys", "Эти клавиши");
    public string NeedsScript => T("Charts need JavaScript; the same numbers are under “Show as table”.", "Графикам нужен JavaScript; те же числа есть в таблице.");
    public string ShowAsTable => T("Show as table", "Показать таблицей");
    public string HideTable => T("Hide table", "Скрыть таблицу");
    public string Earlier => T("Earlier", "Раньше");
    public string Later => T("Later", "Позже");
    public string Apply => T("Apply", "Применить");
    public string From => T("From", "С");
    public string To => T("To", "По");
    public string All => T("all", "все");
    public string Next => T("Next", "Дальше");
    public string Previous => T("Previous", "Назад");
    public string PageOf(int page, int pages) => T($"Page {page} of {pages}", $"Страница {page} из {pages}");
    public string LastDays(int n) => N(n, "day", "days", "день", "дня", "дней");
    public string Everything => T("Everything stored", "Всё, что хранится");
    public string Theme => T("Theme", "Тема");
}
