using Vedetta.Core.Time;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
#pragma warning disable CS1591 // the words are their own documentation
    public string Cohorts => T("Cohorts", "Когорты");
    public string Cohort => T("Cohort", "Когорта");
    public string CohortOutcome => T("Outcome", "Исход");
    public string CohortBy => T("By", "По");
    public string AgeIn => T("Age in", "Возраст в");
    public string CohortRows => T("Rows", "Строк");
    public string KnownOn => T("Known on", "Известное на");
    public string KnownNow => T("now", "сейчас");
    public string EveryRow => T("all", "все");
    public string UsualRate => T("usual", "обычно");
    public string RateObserved => T("observed", "наблюдается");
    public string RateExpected => T("expected", "ожидалось");
    public string RateExpectedByScore => T("expected by the score", "ожидалось по скору");
    public string NotMatured => T("not yet mature", "ещё не созрело");
    public string BadFrom => T("Bad from", "Плохо с");
    public string WeekOf(string day) => T($"The week of {day}", $"Неделя с {day}");
    public string ForecastOf(string cohort) => T($"{cohort}, forecast", $"{cohort}, прогноз");
    public string OfPeriod(WindowSize size) => size == WindowSize.Month ? T("month", "месяцам") : T("week", "неделям");
    public string StepName(WindowSize size) => size == WindowSize.Month ? T("months", "месяцах") : T("weeks", "неделях");
    public string AgeOf(int age, WindowSize step) => step == WindowSize.Month ? N(age, "month", "months", "месяц", "месяца", "месяцев") : N(age, "week", "weeks", "неделя", "недели", "недель");
    public string AgeName(int age, WindowSize step) => AgeOf(age, step);

    private string AfterAge(int age, WindowSize step) => step == WindowSize.Month ? N(age, "month", "months", "месяца", "месяцев", "месяцев") : N(age, "week", "weeks", "недели", "недель", "недель");

    public string SideName(string side, WindowSize step)
    {
        var at = side.LastIndexOf('@');
        return at > 0 && int.TryParse(side.AsSpan(at + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var age)
            ? T($"{side[..at]} after {AfterAge(age, step)}", $"{side[..at]} после {AfterAge(age, step)}")
            : side;
    }

    public string CohortHead(string cohort, string outcome, string ratio, int age, WindowSize step) =>
        T($"{cohort}: {outcome} {ratio} the usual after {AfterAge(age, step)}", $"{cohort}: {outcome} {ratio} обычного после {AfterAge(age, step)}");
    public string CohortHeadCalm(string outcome, string cohort) =>
        T($"{outcome}: no cohort stands out; {cohort}, the latest compared,", $"{outcome}: ни одна когорта не выделяется; последняя сравнимая — {cohort}:");
    public string CohortHeadNone(string outcome) => T($"{outcome}: no cohort is old enough to compare", $"{outcome}: сравнивать рано, ни одна когорта не созрела");
    public string AgainstUsual(string usual) => T($"against {usual}", $"против {usual}");
    public string NoCohortsTitle => T("This model has no outcome whose cohorts can be counted", "У модели нет исходов, по которым считаются когорты");
    public string NoCohortsCause => T("Cohorts need a class outcome of a binary model, such as label or default_90, or a series of payment buckets.", "Когортам нужен исход-класс бинарной модели, например label или default_90, или ряд просрочек.");
    public string NoCohortsNext => T("Describe it under outcomes of the model, with its maturity, and send it as it becomes known.", "Опишите его в outcomes модели вместе со сроком созревания и присылайте, когда он станет известен.");
    public string NothingKnown => T("Nothing is known of these rows yet: no outcome of this span has come.", "Об этих строках ещё ничего не известно: исходов за этот период нет.");
    public string PopulationAll => T("Rates speak of all rows", "Доли — по всем строкам");
    public string PopulationOf(string decisions) => T($"Rates speak of rows with decision {decisions}: only they get outcomes", $"Доли — по строкам с решением {decisions}: исходы бывают только у них");
    public string MaturesAfter(string rule) => T($"A row counts {rule}", $"Строка засчитывается {rule}");
    public string AfterEvent(string length) => T($"{length} after its event", $"через {length} после события");
    public string AfterDue(string column, string length) => T($"{length} after {column}", $"через {length} после {column}");
    public string NotJudgedYet(string cohort, string share) => T($"{cohort} is not judged: {share} mature", $"{cohort} не судим: созрело {share}");
    public string UnlabelledRows(string n) => T($"{n} mature rows without an outcome count nowhere", $"{n} созревших строк без исхода не учтены");
    public string VintageTitle(string cohort, string rate, int age, WindowSize step) =>
        T($"At this pace {cohort} ends at {rate} after {AfterAge(age, step)}", $"Если так пойдёт, {cohort} придёт к {rate} после {AfterAge(age, step)}");
    public string VintagePlain(WindowSize step) => T($"Share gone bad by age in {StepName(step)}", $"Доля плохих по возрасту в {StepName(step)}");
    public string OtherCohorts => T("other cohorts", "остальные когорты");
    public string LadderRange(string low, string high) => T($"Chain ladder; between {low} and {high} when any one older cohort is left out, which is no confidence interval", $"Цепная лестница; от {low} до {high}, если убрать любую из старших когорт; это не доверительный интервал");
    public string LinkTitle(string r, string early, string late) => T($"{early} tells {late}: correlation {r}", $"{early} говорит о {late}: корреляция {r}");
    public string LinkUnclear(string early, string late) => T($"Whether {early} tells {late} is not certain", $"Говорит ли {early} о {late}, пока неясно");
    public string LinkFew(string early, string late) => T($"{early} against {late}: too few whole cohorts", $"{early} против {late}: мало целых когорт");
    public string LinkTold(string cohort, string late, string rate) => T($"{cohort} would come to {late} of {rate}", $"{cohort} придёт к {late}: {rate}");
    public string LinkOutside => T("outside what the line has seen", "вне того, что видела прямая");
    public string NoLink => T("An early outcome and a late one, each whole for three cohorts, are needed.", "Нужны ранний и поздний исходы, целые хотя бы у трёх когорт.");
    public string LinksTable => T("How early does it tell?", "Как рано это видно?");
    public string EarlySide => T("Early", "Рано");
    public string LateSide => T("Late", "Поздно");
    public string CohortsUsed => T("Cohorts", "Когорт");
    public string LinkCorrelation => T("Correlation", "Корреляция");
    public string TriangleTitle(string outcome) => T($"{outcome}, share of rows gone bad by age", $"{outcome}, доля плохих по возрасту");
    public string TriangleNote => T("hatched: not yet reached by the whole cohort; warm: certainly above the median of the same age", "штриховка: возраст ещё не достигнут всей когортой; тёплое: уверенно выше медианы того же возраста");
    public string DaysTitle(string outcome) => T($"{outcome} by day of the event", $"{outcome} по дню события");
    public string DaysNote => T("mature rows with a known outcome, 95 % band; days with fewer than 20 are not drawn", "созревшие строки с известным исходом, полоса 95 %; дни, где их меньше 20, не показаны");
    public string SegmentsTitle(string cohort) => T($"{cohort}, by segment", $"{cohort} по сегментам");
    public string SegmentsNote => T("Mature rows with a known outcome. Choose a cohort by its name in the triangle.", "Созревшие строки с известным исходом. Когорту выбирают по имени в треугольнике.");
    public string NoSegments => T("The model has no segments: mark a column with segment: true.", "У модели нет сегментов: отметьте столбец segment: true.");
    public string RollTitle(string outcome) => T($"{outcome}: where each bucket goes by the next reading", $"{outcome}: куда уходит каждая группа к следующему чтению");
    public string RollTimeTitle => T("Share that became worse, by period of the reading", "Доля ухудшившихся по периоду чтения");
    public string Roll(int bucket) => T($"from {bucket}", $"из {bucket}");
    public string Bucket => T("Bucket", "Группа");
    public string BucketCured => T("Cured", "Вылечено");
    public string BucketWorse => T("Worse", "Хуже");
    public string ToBucket(int bucket, bool last) => last ? $"→ {bucket}+" : $"→ {bucket}";
    public string ExportTriangle => T("Triangle as CSV", "Треугольник в CSV");
    public string ExportLinks => T("Links as CSV", "Связи в CSV");
    public string ExportSegments => T("Segments as CSV", "Сегменты в CSV");
    public string ExportDays => T("Days as CSV", "Дни в CSV");
    public string ExportRolls => T("Roll rates as CSV", "Перекаты в CSV");
    public string RareValues => T("other values", "остальные значения");
    public string CohortLoans => T("Rows", "Строк");
    public string CohortDayWord => T("Day", "День");
}
