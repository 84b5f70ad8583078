using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Against => T("Against", "Против");
    public string Method => T("Method", "Метод");
    public string Segment => T("Segment", "Сегмент");
    public string WindowCount(int n, WindowSize size) => size switch
    {
        WindowSize.Hour => N(n, "hour", "hours", "час", "часа", "часов"),
        WindowSize.Day => N(n, "day", "days", "день", "дня", "дней"),
        WindowSize.Week => N(n, "week", "weeks", "неделя", "недели", "недель"),
        WindowSize.Month => N(n, "month", "months", "месяц", "месяца", "месяцев"),
        WindowSize.Year => N(n, "year", "years", "год", "года", "лет"),
        _ => N(n, "window", "windows", "окно", "окна", "окон"),
    };

    // overview
    public string SinceMoment(string moment) => T($"since {moment}", $"с {moment}");
    public string HealthyHead(int monitors, int columns) => T($": {Format.Count(monitors)} readings of {columns} columns, none beyond its threshold", $": показаний {Format.Count(monitors)} по {columns} столбцам, порог не превышен ни разу");
    public string SilentHead(string gap) => T($": no events for {gap}", $": событий нет уже {gap}");
    public string NothingJudged => T(": nothing could be judged yet", ": пока нечего судить");
    public string LiveVersion(string version) => T($"{version} live", $"в работе {version}");
    public string OwnedBy(string owner) => T($"Owner {owner}", $"Ответственный {owner}");
    public string OwnerMissing => T("No owner", "Нет ответственного");
    public string LanesTitle(int bad, int of, string first) => bad == 0
        ? T($"None of {of} columns is beyond its threshold in the latest window", $"Ни один из {of} столбцов не превышает порог в последнем окне")
        : T($"{bad} of {of} columns {(bad == 1 ? "is" : "are")} beyond the threshold in the latest window; farthest {first}", $"За порогом в последнем окне {bad} из {of} столбцов; дальше всех {first}");
    public string TrafficPer(WindowSize size) => T($"Traffic per {Of(size)}", $"Поток, {Of(size)}");
    public string TrafficName => T("rows", "строки");
    public string DriftLane => T("Drift, × threshold", "Дрейф, × порога");
    public string ScoreLane => T("Score, median", "Скор, медиана");
    public string PredictionLane => T("Prediction, median", "Прогноз, медиана");
    public string ScoreWas(string value) => T($"reference {value}", $"эталон {value}");
    public string MedianWord => T("median", "медиана");
    public string MiddleEighty => T("10 – 90 %", "10 – 90 %");
    public string OpenAndResolved(int open, int resolved) => T($"{open} open", $"{N(open, "", "", "открыт", "открыто", "открыто")}");
    public string ResolvedInSpan(int n) => T($"{n} resolved", $"{N(n, "", "", "закрыт", "закрыто", "закрыто")}");
    public string AllIncidents => T("All incidents", "Все инциденты");
    public string WholeHeatMap => T("Whole heat-map", "Вся тепловая карта");
    public string KeyExcess => T("excess below ½, ½–1, 1–2, 2–4, above 4", "превышение до ½, ½–1, 1–2, 2–4, выше 4");
    public string KeyHatched => T("hatched: not judged", "штриховка: нет решения");
    public string WhyVerdict => T("Why this verdict", "Почему такой вердикт");
    public string NotHealthyOf(int bad, int all) => T($"{bad} of {all} readings are not healthy, worst first", $"не в норме {bad} из {all} показаний, худшие сначала");
    public string WhatToDo => T("What to do", "Что делать");
    public string AllMonitors => T("All monitors", "Все мониторы");
    public string StepTake(string id) => T($"Take {id}: nobody has acknowledged it.", $"Примите {id}: его ещё никто не взял.");
    public string StepLook(string column, string excess) => T($"Look at {column}, {excess} its threshold: what changed, and since when.", $"Посмотрите {column}, {excess} порога: что изменилось и когда.");
    public string StepSilent => T("Ask what sends the events: the job, the key, the network. Nothing is judged until they come.", "Проверьте отправителя: задание, ключ, сеть. Пока событий нет, судить нечего.");
    public string StepReference(string version) => T($"Upload a reference for {version}: without its own it is compared with an earlier one.", $"Загрузите эталон для {version}: без своего сравнение идёт с более ранним.");
    public string StepOwner => T("Name an owner, so that somebody is asked.", "Назначьте ответственного, чтобы было кого спросить.");
    public string StepNothing => T("Nothing. The next evaluation comes by itself.", "Ничего. Следующая проверка пройдёт сама.");
    public string StepFew => T("Wait for more rows, or ask for longer windows.", "Дождитесь строк или возьмите окна длиннее.");
    public string MarkVersion(string version, string day) => T($"{version} from {day}", $"{version} с {day}");
    public string MarkIncident(string id, string day) => T($"{id}, {day}", $"{id}, {day}");
    public string NoEventsTitle(string model) => T($"{model} has no events yet", $"У {model} ещё нет событий");
    public string NoEventsCause => T("It was described, but no prediction has come. Send one; the pages open by themselves.", "Модель описана, но предсказаний ещё не было. Отправьте первое, и страницы откроются сами.");
    public string LastEventWas(string at) => T($"Last event {at}", $"Последнее событие {at}");

    // drift
    public string DriftHeadFar(int far, int of, string names) => T($"{far} of {of} columns {(far == 1 ? "is" : "are")} beyond the threshold: {names}", $"За порогом {far} из {of} столбцов: {names}");
    public string DriftHeadCalm(int of) => T($"None of {of} columns is beyond its threshold", $"Ни один из {of} столбцов не превышает порог");
    public string DriftHeadNone => T("Nothing could be judged in this span", "В этом периоде судить не о чем");
    public string NotAndUndecided(int calm, int undecided, string day) => T($"{calm} not, {undecided} undecided ({day})", $"{calm} нет, {undecided} не решено ({day})");
    public string Ordered => T("Outputs first, then by importance × excess", "Сначала выходы, затем вес × превышение");
    public string HeatTitle(string method, string baseline) => T($"Excess per column and window, {method} against {baseline}", $"Превышение по столбцам и окнам, {method}, база: {baseline}");
    public string ShowAsNumbers => T("Show as numbers", "Показать числами");
    public string HeatHint => T("column, window", "столбец, окно");
    public string Hatched => T("Hatched: not judged", "Штриховка: нет решения");
    public string Now => T("now", "сейчас");
    public string Few => T("few", "мало");
    public string NoReferenceTitle => T("There is nothing to compare with", "Сравнивать не с чем");
    public string NoReferenceCause => T("The model has no reference and too few rows to make a grid of their own.", "У модели нет эталона, а строк мало, чтобы построить сетку по ним.");
    public string NoReferenceNext => T("Upload the rows the model was trained or accepted on; 200 live rows also do.", "Загрузите строки, на которых модель обучали или принимали; хватит и 200 живых строк.");

    // one column
    public string BackToAll => T("close", "закрыть");
    public string TimesThreshold(string excess, string threshold) => T($"{excess} the threshold of {threshold}", $"{excess} порога {threshold}");
    public string DistributionTitle(string was, string now) => T($"Median {now}, reference {was}", $"Медиана {now}, эталон {was}");
    public string DistributionOf(string window) => T($"Values of {window}", $"Значения, {window}");
    public string CategoriesTitle(int fresh, int gone) => (fresh, gone) switch
    {
        (0, 0) => T("The same categories, in other shares", "Те же категории, другие доли"),
        (_, 0) => N(fresh, "new category", "new categories", "новая категория", "новые категории", "новых категорий"),
        (0, _) => N(gone, "category vanished", "categories vanished", "категория исчезла", "категории исчезли", "категорий исчезли"),
        _ => N(fresh, "new category", "new categories", "новая категория", "новые категории", "новых категорий") + ", " + T($"{gone} vanished", $"исчезло {gone}"),
    };
    public string Category => T("Category", "Категория");
    public string Change => T("Change, pp", "Изменение, пп");
    public string NewWord => T("new", "новая");
    public string VanishedWord => T("vanished", "исчезла");
    public string ReferenceAbove => T("Reference above, now below", "Сверху эталон, снизу сейчас");
    public string GapTitle(string at, string points) => T($"Cumulative shares differ most at {at}: {points} pp", $"Накопленные доли расходятся сильнее всего при {at}: {points} пп");
    public string GapKey => T("share below x, now minus reference", "доля ниже x, сейчас минус эталон");
    public string MissingTitle(string now, string most, string day) => T($"Missing {now} now, at most {most} ({day})", $"Пропусков {now}, не более {most} ({day})");
    public string QuantilesTitle(string now, string least, string most) => T($"Median {now} now, between {least} and {most} in this span", $"Медиана {now}, за период от {least} до {most}");
    public string MeanBand => T("mean, 10 – 90 %", "среднее, 10 – 90 %");
    public string Band => "10 – 90 %";
    public string HistoryTitle(string method, string value, string day) => T($"Over time: {method} {value} on {day}", $"Во времени: {method} {value}, {day}");
    public string ItsThreshold => T("its threshold", "порога");
    public string Formula => T("formula and assumptions", "формула и допущения");
    public string IntervalWord => T("Interval", "Интервал");
    public string PValue => T("p-value", "p-значение");
    public string RowsNowAndThen(string now, string then) => T($"{now} now, {then} in the baseline", $"{now} сейчас, {then} в базе");
    public string WarningCritical(string warning, string critical) => T($"{warning} warning, {critical} critical", $"{warning} внимание, {critical} критично");
    public string NinetyFive => T("95 %", "95 %");
    public string Quantile => T("Quantile", "Квантиль");
    public string Revised(string first, string at) => T($"first read as {first} on {at}; late rows changed it", $"сначала {first} ({at}); поздние строки изменили");
    public string NoSuchColumn(string column) => T($"No column is named {column}", $"Столбца {column} нет");
    public string NewCategoriesTitle(string now) => T($"New categories in {now} of rows now", $"Новые категории: {now} строк");
    public string TooFewForChart => T("No rows in this window", "В этом окне нет строк");
    public string Share => T("Share", "Доля");
    public string RangeOf => T("Values", "Значения");
}
