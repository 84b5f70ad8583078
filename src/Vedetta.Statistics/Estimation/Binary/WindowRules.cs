using System.Globalization;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>When a window is too small or too one-sided for a verdict on a metric.</summary>
internal static class WindowRules
{
    /// <summary>The reason, or null.</summary>
    public static string? Undecided(EstimatedMetric metric, CellExpectation cells, EstimationOptions options)
    {
        if (cells.Rows < options.MinimumRows)
            return string.Create(CultureInfo.InvariantCulture, $"{cells.Rows:0} scored rows; {options.MinimumRows} are needed");
        if (DividesByPositives(metric) && cells.Positives < options.MinimumClass)
            return string.Create(CultureInfo.InvariantCulture, $"{cells.Positives:0.#} positives are expected; {options.MinimumClass:0} are needed");
        if (DividesByNegatives(metric) && cells.Negatives < options.MinimumClass)
            return string.Create(CultureInfo.InvariantCulture, $"{cells.Negatives:0.#} negatives are expected; {options.MinimumClass:0} are needed");
        return metric is EstimatedMetric.Precision or EstimatedMetric.F1 && cells.PredictedPositive == 0 ? "no row is predicted positive" : null;
    }

    private static bool DividesByPositives(EstimatedMetric metric) =>
        metric is EstimatedMetric.RocAuc or EstimatedMetric.Gini or EstimatedMetric.AveragePrecision or EstimatedMetric.Recall or EstimatedMetric.F1;

    private static bool DividesByNegatives(EstimatedMetric metric) =>
        metric is EstimatedMetric.RocAuc or EstimatedMetric.Gini or EstimatedMetric.AveragePrecision or EstimatedMetric.Specificity;
}
