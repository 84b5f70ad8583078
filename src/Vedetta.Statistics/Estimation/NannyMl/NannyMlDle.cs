using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>
/// Direct loss estimation by the definitions of NannyML 0.13: one boosted regressor of the loss for each metric, fitted to
/// the whole reference, with its sampling errors and thresholds. Its regressor is LightGBM, ours our own with the same
/// settings: estimates agree to about two per cent, everything else to the digit.
/// </summary>
public sealed class NannyMlDle
{
    private static readonly string[] Known = ["mae", "mape", "mse", "rmse", "msle", "rmsle"];
    private readonly List<(string Name, BoostedTrees Trees, NannyMlBand Band, double[] Losses)> _metrics = [];

    private NannyMlDle()
    {
    }

    /// <summary>Learns from a labelled reference and its chunks.</summary>
    /// <param name="features">What the model saw.</param>
    /// <param name="predictions">What it predicted, without missing ones.</param>
    /// <param name="labels">What was true, without missing ones.</param>
    /// <param name="chunks">Chunks of the reference.</param>
    /// <param name="options">Metrics: mae, mape, mse, rmse, msle, rmsle.</param>
    /// <exception cref="ArgumentException">Another metric, or a value is missing.</exception>
    public static NannyMlDle Fit(LearningTable features, double[] predictions, double[] labels, IReadOnlyList<(int From, int To)> chunks, NannyMlOptions options) =>
        Fit(features, predictions, labels, chunks, options, BoostingOptions.Default);

    internal static NannyMlDle Fit(LearningTable features, double[] predictions, double[] labels, IReadOnlyList<(int From, int To)> chunks, NannyMlOptions options, BoostingOptions boosting)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        Check(predictions, "prediction", nameof(predictions));
        Check(labels, "label", nameof(labels));
        var dle = new NannyMlDle();
        var inputs = Inputs(features, predictions);
        foreach (var name in options.Metrics)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"'{name}' is no metric of this estimation; allowed are {string.Join(", ", Known)}.", nameof(options));
            var losses = Losses(name, predictions, labels);
            var trees = BoostedTrees.Fit(inputs, losses, BoostingLoss.SquaredError, boosting);
            var band = NannyMlBand.Of([.. chunks.Select(c => Metric(name, losses.AsSpan(c.From, c.To - c.From)))], 0, null);
            dle._metrics.Add((name, trees, band, losses));
        }
        return dle;
    }

    /// <summary>Estimates the chunks of rows.</summary>
    /// <param name="features">What the model saw.</param>
    /// <param name="predictions">What it predicted, without missing ones.</param>
    /// <param name="labels">What was true; null when not known.</param>
    /// <param name="chunks">The chunks.</param>
    public IReadOnlyList<NannyMlChunk> Estimate(LearningTable features, double[] predictions, double[]? labels, IReadOnlyList<(int From, int To)> chunks)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(chunks);
        Check(predictions, "prediction", nameof(predictions));
        var inputs = Inputs(features, predictions);
        var values = _metrics.ConvertAll(m =>
        {
            var expected = Array.ConvertAll(m.Trees.Predict(inputs), e => Math.Max(0, e));
            var realized = labels is null ? null : Losses(m.Name, predictions, labels);
            return chunks.Select(c => m.Band.Value(
                m.Name,
                Metric(m.Name, expected.AsSpan(c.From, c.To - c.From)),
                SamplingError(m.Name, m.Losses, c.To - c.From),
                realized is null ? null : Metric(m.Name, realized.AsSpan(c.From, c.To - c.From)))).ToArray();
        });
        return [.. chunks.Select((c, i) => new NannyMlChunk(c.From, c.To, [.. values.Select(v => v[i])]))];
    }

    private static double SamplingError(string metric, double[] losses, int rows)
    {
        var variance = NannyMlSamplingError.Variance(losses);
        return metric is "rmse" or "rmsle" ? Math.Sqrt(variance / (4 * rows * losses.Average())) : Math.Sqrt(variance) / Math.Sqrt(rows);
    }

    private static double Metric(string metric, ReadOnlySpan<double> losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
            sum += loss;
        return metric is "rmse" or "rmsle" ? Math.Sqrt(sum / losses.Length) : sum / losses.Length;
    }

    private static double[] Losses(string metric, double[] predictions, double[] labels)
    {
        var losses = new double[predictions.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            var error = Math.Abs(predictions[i] - labels[i]);
            losses[i] = metric switch
            {
                "mae" => error,
                "mape" => error / Math.Max(double.BitIncrement(1) - 1, Math.Abs(labels[i])),
                "mse" or "rmse" => error * error,
                _ => Math.Pow(Math.Log(1 + predictions[i]) - Math.Log(1 + labels[i]), 2),
            };
        }
        return losses;
    }

    private static LearningTable Inputs(LearningTable features, double[] predictions) => new([.. features.Columns, LearningColumn.Numeric("prediction of the model", predictions)]);

    private static void Check(double[] values, string what, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        var missing = Array.FindIndex(values, v => !double.IsFinite(v));
        if (missing >= 0)
            throw new ArgumentException($"Row {missing} has no {what}; this compatibility mode takes rows with all of them only.", name);
    }
}
