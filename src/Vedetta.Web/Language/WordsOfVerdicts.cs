using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string Model => T("Model", "Модель");
    public string Version => T("Version", "Версия");
    public string Owner => T("Owner", "Ответственный");
    public string State => T("State", "Состояние");
    public string Silent => T("Silent", "Молчит");
    public string NoEvents => T("No events", "Нет событий");
    public string Value => T("Value", "Значение");
    public string Limit => T("Threshold", "Порог");
    public string ThresholdWord => T("threshold", "порог");
    public string Since => T("Since", "С");
    public string Verdict => T("Verdict", "Вердикт");
    public string Monitor => T("Monitor", "Монитор");
    public string Column => T("Column", "Столбец");
    public string Window => T("Window", "Окно");
    public string Rows => T("Rows", "Строки");
    public string Excess => T("Excess", "Превышение");
    public string WithinNoise => T("within noise", "в пределах шума");
    public string WithinNoiseHint(string excess) => T($"{excess} its threshold, but not more than chance gives with so few rows", $"{excess} порога, но не больше случайного при таком числе строк");
    public string Missing => T("missing", "пропуск");
    public string Reference => T("reference", "эталон");
    public string NotJudged => T("not judged", "нет решения");
    public string Importance => T("Imp.", "Вес");
    public string ImportanceLong => T("Importance, % of the decision", "Вес в решении, %");

    public string Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Healthy => T("Healthy", "В норме"),
        VerdictKind.Warning => T("Warning", "Внимание"),
        VerdictKind.Critical => T("Critical", "Критично"),
        _ => T("Undecided", "Не решено"),
    };

    public string Of(Severity severity) => severity == Severity.Critical ? T("critical", "критично") : T("warning", "внимание");

    public string Of(IncidentState state) => state switch
    {
        IncidentState.Pending => T("Pending", "Назревает"),
        IncidentState.Firing => T("Firing", "Тревога"),
        IncidentState.Acknowledged => T("Acknowledged", "Принят"),
        _ => T("Resolved", "Закрыт"),
    };

    public string Of(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift => T("drift", "дрейф"),
        MonitorMetric.DriftShare => T("share of drifted columns", "доля сместившихся столбцов"),
        MonitorMetric.Missing => T("missing", "пропуски"),
        MonitorMetric.OutOfRange => T("out of range", "вне диапазона"),
        MonitorMetric.TypeErrors => T("type errors", "ошибки типа"),
        MonitorMetric.NewCategories => T("new categories", "новые категории"),
        MonitorMetric.VanishedCategories => T("vanished categories", "исчезнувшие категории"),
        MonitorMetric.Distinct => T("distinct values", "разные значения"),
        MonitorMetric.Constant => T("constant", "постоянное значение"),
        MonitorMetric.Correlation => T("correlation", "корреляция"),
        MonitorMetric.Duplicates => T("duplicates", "повторы"),
        MonitorMetric.Volume => T("volume", "объём"),
        MonitorMetric.Silence => T("silence of data", "молчание данных"),
        MonitorMetric.Freshness => T("freshness", "свежесть"),
        MonitorMetric.Outliers => T("outliers", "выбросы"),
        MonitorMetric.Stream => T("stream of values", "поток значений"),
        MonitorMetric.EstimatedPerformance => T("estimated quality", "оценка качества"),
        MonitorMetric.Staleness => T("age of the model", "возраст модели"),
        MonitorMetric.Activity => T("activity", "активность"),
        MonitorMetric.LowConfidence => T("unsure predictions", "неуверенные прогнозы"),
        MonitorMetric.Performance => T("realized quality", "качество по исходам"),
        MonitorMetric.Business => T("business metric", "бизнес-показатель"),
        MonitorMetric.SloBurn => T("burn of the error budget", "расход бюджета ошибок"),
        MonitorMetric.Calibration => T("calibration", "калибровка"),
        MonitorMetric.LabelDelay => T("delay of outcomes, days", "задержка исходов, дни"),
        MonitorMetric.LabelCoverage => T("coverage by outcomes", "покрытие исходами"),
        _ => Snake(metric.ToString()),
    };

    public string Of(BaselineKind baseline) => baseline switch
    {
        BaselineKind.Reference => T("reference", "эталон"),
        BaselineKind.Previous => T("previous window", "прошлое окно"),
        BaselineKind.Trailing => T("trailing windows", "последние окна"),
        BaselineKind.LastWeek => T("a week before", "неделю назад"),
        BaselineKind.PreviousVersion => T("previous version", "прошлая версия"),
        _ => T("a year before", "год назад"),
    };

    public string Of(WindowSize size) => size switch
    {
        WindowSize.Hour => T("hour", "час"),
        WindowSize.Day => T("day", "день"),
        WindowSize.Week => T("week", "неделя"),
        WindowSize.Month => T("month", "месяц"),
        WindowSize.Year => T("year", "год"),
        _ => T("whole span", "весь период"),
    };

    public string Of(Audience audience) => audience switch
    {
        Audience.DataScience => T("data science", "анализ данных"),
        Audience.Engineering => T("engineering", "эксплуатация"),
        _ => T("business", "бизнес"),
    };

    public string TypeOf(Core.Models.ColumnType type) => type switch
    {
        Core.Models.ColumnType.Numeric => T("numeric", "числовой"),
        Core.Models.ColumnType.Categorical => T("categorical", "категории"),
        Core.Models.ColumnType.Boolean => T("boolean", "да/нет"),
        _ => T("timestamp", "время"),
    };

    /// <summary>A method by the name statisticians give it.</summary>
    public string MethodName(string? method) => method switch
    {
        null or "" => "",
        "auto" => T("recommended test", "рекомендуемый тест"),
        "psi" => "PSI",
        "ks" => "KS",
        "chi2" => "χ²",
        "js" => "JS",
        "kl" => "KL",
        "tvd" => "TVD",
        "mmd" => "MMD",
        "wasserstein" => "Wasserstein",
        "hellinger" => "Hellinger",
        "energy" => T("energy distance", "энергетическое расстояние"),
        "classifier" => T("classifier", "классификатор"),
        "pca_reconstruction" => T("PCA reconstruction", "восстановление по PCA"),
        "mahalanobis" => T("Mahalanobis distance", "расстояние Махаланобиса"),
        "isolation_forest" => T("isolation forest", "изолирующий лес"),
        "knn" => "kNN",
        "pca_residual" => T("PCA residual", "остаток PCA"),
        "adwin" => "ADWIN",
        "ddm" => "DDM",
        "eddm" => "EDDM",
        "hddm_a" => "HDDM-A",
        "hddm_w" => "HDDM-W",
        "fhddm" => "FHDDM",
        "wstd" => "WSTD",
        "kswin" => "KSWIN",
        "page_hinkley" => T("Page-Hinkley", "Пейдж-Хинкли"),
        "cusum" => "CUSUM",
        "ewma" => "EWMA",
        "shewhart" => T("Shewhart chart", "карта Шухарта"),
        "sprt" => "SPRT",
        "e_detector" => T("e-detector", "e-детектор"),
        "confidence_sequence" => T("confidence sequence", "доверительная последовательность"),
        _ => method,
    };

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
