using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Statistics.Performance;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string QualityEstimated => T("Quality estimated", "Качество: оценка");
    public string QualityRealized => T("Quality realized", "Качество: факт");
    public string QualityLane(string metric) => T($"Quality, {metric}", $"Качество, {metric}");
    public string Performance => T("Performance", "Качество");
    public string RealizedWord => T("realized", "фактическое");
    public string EstimatedWord => T("estimated without labels", "оценка без меток");
    public string EstimatedOfLabelled => T("estimated, labelled rows only", "оценка, только строки с меткой");
    public string RealizedKey => T("realized, 95 % band", "фактическое, полоса 95 %");
    public string EstimatedKey => T("estimated without labels, 95 % band", "оценка без меток, полоса 95 %");
    public string ArrivingKey => T("labels still arriving", "метки ещё приходят");
    public string LabelsComplete(string share) => T($"labels {share} complete", $"меток {share}");
    public string LabelsTooFew => T("labels under 30 %: not judged", "меток меньше 30 %: нет решения");
    public string ObservedWord => T("observed", "наблюдается");
    public string ExpectedRate => T("expected rate", "ожидаемая доля");
    public string PerfectKey => T("perfect", "идеал");
    public string NegativesPassed => T("negatives passed", "пройдено отрицательных");
    public string PositivesPassed => T("positives passed", "пройдено положительных");
    public string RocKey => T("up: one positive; right: one negative", "вверх: положительный; вправо: отрицательный");
    public string ChanceKey => T("chance", "случай");
    public string ThresholdAt(string value) => T($"threshold {value}", $"порог {value}");
    public string ThresholdName => T("threshold", "порог");
    public string CostPerRow => T("cost per prediction", "цена на один прогноз");
    public string Cheapest => T("cheapest", "дешевле всего");
    public string InUse => T("in use", "сейчас");
    public string MetricWord => T("Metric", "Метрика");
    public string MoreMetrics => T("More", "Ещё");
    public string Slice => T("Slice", "Срез");
    public string AllRows => T("All", "Все");
    public string CoverageWord => T("Labels", "Метки");
    public string LabelledN => T("labelled", "с меткой");
    public string Realized => T("Realized", "Фактическое");
    public string Estimated => T("Estimated", "Оценка");
    public string FirstRead => T("First read", "Сначала");
    public string Predicted => T("Predicted", "Прогноз");
    public string IsPositiveWord(string name) => T($"{name}: yes", $"{name}: да");
    public string IsNegativeWord(string name) => T($"{name}: no", $"{name}: нет");
    public string PositiveRow => T("Positive", "Положительный");
    public string NegativeRow => T("Negative", "Отрицательный");
    public string CostWord => T("Cost", "Цена");
    public string CostOfFalsePositive => T("Cost of a false positive", "Цена ложного положительного");
    public string CostOfFalseNegative => T("Cost of a false negative", "Цена ложного отрицательного");
    public string Sum => T("Sum", "Сумма");

    /// <summary>Whether a metric is a share, written as a percentage.</summary>
    public static bool IsRate(PerformanceMetric metric) => metric is PerformanceMetric.LabelRate or PerformanceMetric.PredictionRate or PerformanceMetric.Accuracy
        or PerformanceMetric.Precision or PerformanceMetric.Recall or PerformanceMetric.Specificity or PerformanceMetric.Mape;

    /// <summary>A metric by the name people give it.</summary>
    public string MetricName(PerformanceMetric metric) => metric switch
    {
        PerformanceMetric.RocAuc => "AUC",
        PerformanceMetric.Gini => T("Gini", "Джини"),
        PerformanceMetric.KsScore => "KS",
        PerformanceMetric.AveragePrecision => T("average precision", "средняя точность"),
        PerformanceMetric.Accuracy => T("accuracy", "доля верных"),
        PerformanceMetric.Precision => T("precision", "точность"),
        PerformanceMetric.Recall => T("recall", "полнота"),
        PerformanceMetric.Specificity => T("specificity", "специфичность"),
        PerformanceMetric.F1 => "F1",
        PerformanceMetric.F1Macro => T("F1, macro", "F1, макро"),
        PerformanceMetric.F1Weighted => T("F1, weighted", "F1, взвешенная"),
        PerformanceMetric.LogLoss => T("log loss", "логарифмическая потеря"),
        PerformanceMetric.Brier or PerformanceMetric.BrierMulti => T("Brier", "Брайер"),
        PerformanceMetric.Ece => "ECE",
        PerformanceMetric.LabelRate => T("label rate", "доля положительных"),
        PerformanceMetric.MeanScore => T("mean score", "средний скор"),
        PerformanceMetric.PredictionRate => T("share predicted positive", "доля положительных прогнозов"),
        PerformanceMetric.Mae => "MAE",
        PerformanceMetric.Rmse => "RMSE",
        PerformanceMetric.Mape => "MAPE",
        PerformanceMetric.R2 => "R²",
        PerformanceMetric.Bias => T("bias", "смещение"),
        PerformanceMetric.MedianAe => T("median absolute error", "медиана ошибки"),
        PerformanceMetric.PrecisionMacro => T("precision, macro", "точность, макро"),
        PerformanceMetric.RecallMacro => T("recall, macro", "полнота, макро"),
        PerformanceMetric.RocAucOvrMacro => T("AUC, one against the rest", "AUC, один против остальных"),
        _ => PerformanceMetrics.Name(metric),
    };

    /// <summary>A metric by the name people give it, from its name in the API; the same text where there is no such metric.</summary>
    public string MetricName(string name) => PerformanceMetrics.TryParse(name, task: null, out var metric, out _) ? MetricName(metric) : name;

    /// <summary>A metric's value in its unit.</summary>
    public string MetricValue(PerformanceMetric metric, double? value) => IsRate(metric) ? Format.Percent(value) : Format.Number(value);

    /// <summary>The interval of a metric's value in brackets; empty without one.</summary>
    public string MetricInterval(PerformanceMetric metric, double? low, double? high) => low is null || high is null ? ""
        : IsRate(metric) ? $"[{Format.Percent(low).Replace("\u00A0%", "", StringComparison.Ordinal)}, {Format.Percent(high).Replace("\u00A0%", "", StringComparison.Ordinal)}]"
        : $"[{Format.Number(low)}, {Format.Number(high)}]";

    public string RealizedIn(string window) => T($" realized in {window}", $", фактически, {window}");
    public string EstimatedIn(string window) => T($" estimated for {window}", $", оценка, {window}");
    public string AndEstimatedIn(string window) => T($" estimated for {window}", $" по оценке, {window}");
    public string NotTrusted => T("not trusted", "оценке нельзя верить");
    public string LabelledOf(string labelled, string n) => T($", {labelled} of {n} predictions labelled", $", с меткой {labelled} из {n}");
    public string NoQualityTitle => T("How good the model is cannot be told yet", "О качестве модели пока нельзя судить");
    public string NoQualityCause => T("No labels have come, and no reference carries labels to learn an estimate from.", "Меток ещё нет, и нет эталона с метками, по которому можно научиться оценивать.");
    public string NoQualityNext => T("Send outcomes as they become known, or upload a reference whose rows carry a label.", "Присылайте исходы, когда они станут известны, или загрузите эталон, строки которого несут метку.");
    public string OutcomeFact(string outcome, string? known) => known is null ? T($"Outcome {outcome}", $"Исход {outcome}") : T($"Outcome {outcome}, known {known}", $"Исход {outcome}, известен {known}");
    public string MaturityOf(MaturityRule rule) => rule.DueColumn is { } due
        ? T($"{Format.Length(rule.After)} after {due}", $"через {Format.Length(rule.After)} после {due}")
        : T($"{Format.Length(rule.After)} after the event", $"через {Format.Length(rule.After)} после события");
    public string PopulationOf(Population population) => population switch
    {
        Population.Approved => T("approved predictions", "одобренные прогнозы"),
        Population.Reviewed => T("reviewed predictions", "проверенные прогнозы"),
        _ => T("all predictions with a label", "все прогнозы с меткой"),
    };
    /// <summary>A population whose rows are weighted back to all that had a chance.</summary>
    public string PopulationOf(Population population, string? inclusion) => inclusion is null ? PopulationOf(population) : population switch
    {
        Population.Approved => T($"approved predictions, re-weighted by {inclusion} to all that could have been approved", $"одобренные прогнозы, взвешены по {inclusion} до всех, кого могли одобрить"),
        Population.Reviewed => T($"reviewed predictions, re-weighted by {inclusion} to all that could have been reviewed", $"проверенные прогнозы, взвешены по {inclusion} до всех, кого могли проверить"),
        _ => T($"predictions with a label, re-weighted by {inclusion} to all that could have had one", $"прогнозы с меткой, взвешены по {inclusion} до всех, у кого она могла быть"),
    };
    public string PopulationFact(string population) => T($"Realized of {population}", $"Фактическое: {population}");
    public string TrustGood(int windows, int misses) => windows == 0
        ? T("No labels have tested the estimate yet", "Метки ещё не проверили оценку")
        : misses == 0
            ? T($"Labels bore the estimate out in all {windows} windows compared, on the same rows", $"Метки подтвердили оценку во всех сравнённых окнах ({windows}), по тем же строкам")
            : T($"Labels lay outside the interval in {misses} of {windows} windows compared, not enough to contradict it", $"Метки вышли за интервал в {misses} из {windows} окон: этого мало, чтобы опровергнуть её");
    public string TrustLost(string since, string window, int windows, int misses) => T(
        $"Do not rely on the estimate: not trusted since {since}, when the labels of {window} came; outside the interval in {misses} of {windows} windows",
        $"На оценку полагаться нельзя с {since}, когда пришли метки за {window}: вне интервала {misses} из {windows} окон");
    public string TransferredFact(string version) => T($"Estimated with the calibrator of {version}: this version has no labelled reference of its own (transferred)", $"Оценка калибратором {version}: у этой версии нет своего эталона с метками (перенос)");
    public string EstimatesWaiting(int n) => T($"{N(n, "window is", "windows are", "", "", "")} still being estimated; reload in a moment", $"Ещё оценивается {N(n, "", "", "окно", "окна", "окон")}; обновите страницу через минуту");
    public string OverTimeTitle(string metric) => T($"{metric}, realized and estimated", $"{metric}: фактическое и оценка");
    public string OverTimeOnlyEstimated(string metric) => T($"{metric}, estimated: no labels yet", $"{metric}: оценка, меток ещё нет");
    public string OverTimeOnlyRealized(string metric) => T($"{metric}, realized", $"{metric}: фактическое");
    public string SlicesTitle(string column) => T($"By {column}", $"По {column}");
    public string WeakestSlice(string slice, string value) => T($"{slice} is the weakest slice: {value}", $"Слабейший срез: {slice}, {value}");
    public string CalibrationTitleGood => T("The score promises what comes", "Скор обещает то, что происходит");
    public string CalibrationTitle(string expected, string observed) => T($"Expected {expected}, observed {observed}", $"Ожидалось {expected}, наблюдается {observed}");
    public string RankTitle(string share, string? interval) => T($"A positive outranks a negative {share} times in 100: the area under the path", $"Положительный выше отрицательного в {share} случаях из 100: площадь под путём");
    public string DecisionsTitle(string threshold, string cost) => T($"At the threshold of {threshold} wrong decisions cost {cost} per prediction", $"При пороге {threshold} неверные решения стоят {cost} на прогноз");
    public string CostTitle(string threshold, string cost) => T($"A threshold of {threshold} would cost the least: {cost} per prediction", $"Дешевле всего порог {threshold}: {cost} на прогноз");
    public string LabelledRowsOnly(string labelled, string rows) => T($"{labelled} labelled of {rows} predictions in this span; rows without a label are not in it", $"{labelled} с меткой из {rows} прогнозов периода; строки без метки не входят");
    public string GroupOf => T("Group", "Группа");
    public string ExpectedShare => T("Expected", "Ожидается");
    public string Observed => T("Observed", "Наблюдается");
    public string CaughtWord => T("Recall", "Полнота");
    public string PrecisionWord => T("Precision", "Точность");
    public string CheapestThreshold => T("Cheapest threshold", "Самый дешёвый порог");
    public string ComparedTitle(int windows) => T($"Estimate against labels, {N(windows, "window", "windows", "", "", "")}, the same rows", $"Оценка против меток, {N(windows, "", "", "окно", "окна", "окон")}, те же строки");
    public string Inside => T("inside", "внутри");
    public string Outside => T("outside", "вне");
    public string IntervalOfEstimate => T("Interval", "Интервал");
    public string ShowAt => T("Show", "Показать");
}
