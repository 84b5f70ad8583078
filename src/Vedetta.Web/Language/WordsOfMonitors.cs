using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string NewMonitor => T("New monitor", "Новый монитор");
    public string NewMonitorHead(string model) => T($"A new monitor of {model}: try it on history, then switch it on", $"Новый монитор для {model}: сначала проверьте на истории, потом включайте");
    public string NewMonitorMeans => T("Empty fields take what is usual for the metric", "Пустые поля берут обычное для показателя");
    public string ManagedMeans => T("Made by default; once you save it, it is yours", "Создан по умолчанию; после сохранения он ваш");
    public string IsOn => T("Switched on", "Включён");
    public string IsOff => T("Switched off", "Выключен");
    public string SwitchOn => T("Switch on", "Включить");
    public string SwitchOff => T("Switch off", "Выключить");
    public string SwitchedOn => T("Switched on: it is evaluated, and people are told", "Включён: вычисляется, и о нём сообщают");
    public string Delete => T("Delete…", "Удалить…");
    public string DeleteReally(string name) => T($"Delete {name} and its readings", $"Удалить {name} и его показания");
    public string DeleteMonitorMeans => T("Its readings go with it, incidents stay. A deleted default monitor does not come back.", "Показания уйдут вместе с ним, инциденты останутся. Удалённый монитор по умолчанию не вернётся.");
    public string MonitorRefused(int n) => T($"It was not accepted: {N(n, "field is", "fields are", "", "", "")} wrong", $"Не принято: {N(n, "", "", "поле неверно", "поля неверны", "полей неверны")}");
    public string WhatIsMeasured => T("What is measured", "Что измеряется");
    public string FromWhereItAlarms => T("From where it alarms", "Когда тревога");
    public string WhoIsTold => T("Who is told", "Кому сообщают");
    public string UsualOfMetric => T("usual for the metric", "обычное для показателя");
    public string MethodHint => T("of drift, outliers, streams and quality", "для дрейфа, выбросов, потоков и качества");
    public string ColumnsHint => T("commas between; * for every column; empty for the whole model", "через запятую; * — все столбцы; пусто — вся модель");
    public string AllTheRows => T("all rows", "все строки");
    public string WarningFrom => T("Warning from", "Внимание от");
    public string CriticalFrom => T("Critical from", "Критично от");
    public string SmallestSampleLong => T("Smallest sample, rows", "Наименьшая выборка, строк");
    public string FalseAlarms => T("False alarms in one window", "Ложных тревог в окне");
    public string PatienceAll => T("Must stay bad for", "Должно держаться");
    public string PatienceWarning => T("A mere warning for", "Одно внимание держится");
    public string AtOnce => T("fires at once", "тревога сразу");
    public string NextSays => T("until the next window says the same", "пока следующее окно не скажет то же");
    public string CalmFor => T("Over when healthy for", "Прошло, если норма держится");
    public string OneHealthyWindow => T("one healthy window", "одно окно в норме");
    public string RunLengthLong => T("Stream: values between false alarms", "Поток: значений между ложными тревогами");
    public string ThresholdsMean => T("A verdict needs an effect beyond its threshold and more than noise at this number of rows; the columns of one monitor are corrected together.", "Вердикту нужен эффект за порогом и больше шума при этом числе строк; столбцы одного монитора поправляются вместе.");
    public string TryOn => T("History", "История");
    public string TryIt => T("Try it on history", "Проверить на истории");
    public string MakeMonitor => T("Make the monitor", "Создать монитор");
    public string SaveMonitor => T("Save", "Сохранить");
    public string LargestExcess => T("largest excess", "наибольшее превышение");
    public string TryHead(int incidents, int windows, WindowSize size) => windows == 0
        ? T("There is no history to try it on", "Нет истории для проверки")
        : incidents == 0
            ? T($"It would not have fired once in {WindowCount(windows, size)}", $"За {WindowCount(windows, size)} тревоги не было бы ни разу")
            : T($"It would have fired {(incidents == 1 ? "once" : $"{Format.Count(incidents)} times")} in {WindowCount(windows, size)}", $"За {WindowCount(windows, size)} тревога была бы {N(incidents, "", "", "раз", "раза", "раз")}");
    public string TryFacts(int windows, int judged, int bad) => T($"{Format.Count(judged)} of {N(windows, "window", "windows", "", "", "")} judged, {Format.Count(bad)} beyond a threshold", $"Решено {Format.Count(judged)} из {N(windows, "", "", "окна", "окон", "окон")}, за порогом {Format.Count(bad)}");
    public string TryRate(string perMonth) => T($"About {perMonth} incidents in thirty days at this rule.", $"Примерно {perMonth} инцидента за тридцать дней при этом правиле.");
    public string TryUndecided => T("No window had enough rows or a baseline: lower the smallest sample or take longer windows.", "Ни в одном окне не хватило строк или базы: уменьшите выборку или возьмите окна длиннее.");
    public string TryChart => T("Largest excess of each window; shaded where an incident would have been open", "Наибольшее превышение в окне; закрашено, где был бы открыт инцидент");
    public string OfLabels => T("Where labels are needed", "Если нужны метки");
    public string OfLabelsMean => T("Only metrics of quality and of labels read these.", "Это читают только показатели качества и меток.");
    public string OutcomeOne => T("Outcome", "Исход");
    public string PopulationWord => T("Population", "Чьи строки");
    public string ComparedBy => T("Compared by", "Сравнение");
    public string LeastCoverage => T("Least share of labels", "Наименьшая доля меток");

    public string NameOf(Core.Quality.Population population) => population switch
    {
        Core.Quality.Population.Approved => T("approved", "одобренные"),
        Core.Quality.Population.Reviewed => T("reviewed", "проверенные"),
        _ => T("all", "все"),
    };

    public string NameOf(Core.Quality.Comparison compare) => compare switch
    {
        Core.Quality.Comparison.Corridor => T("corridor of the reference", "коридор эталона"),
        Core.Quality.Comparison.Quantile => T("quantiles of the reference", "квантили эталона"),
        Core.Quality.Comparison.Absolute => T("absolute limits", "абсолютные пределы"),
        Core.Quality.Comparison.Relative => T("change against the baseline", "изменение против базы"),
        _ => Snake(compare.ToString()),
    };

    public string Trying => T("Judging history by the new rule", "История проверяется новым правилом");
    public string TryingMeans => T("Usually a second or two; comparing whole rows takes longer. Nothing is kept.", "Обычно секунда-другая; сравнение целых строк дольше. Ничего не сохраняется.");
    public string EvaluationLate(string length) => T($"Monitors last ran {length} ago", $"Мониторы вычислялись {length} назад");
    public string NumbersOf(string moment) => T($"Rows have come since; verdicts are of {moment}.", $"Строки с тех пор пришли; вердикты — на {moment}.");
    public string TryNothing => T("No rows lie in this span.", "В этом периоде нет строк.");
    public string WouldHaveFired => T("Incidents it would have opened", "Инциденты, которые он открыл бы");
    public string WouldHaveFiredNote => T("the latest first; the patience of the rule is taken into account", "последние сначала; терпение правила учтено");
    public string TwoWays => T("Here or as code:", "Здесь или как код:");
}
