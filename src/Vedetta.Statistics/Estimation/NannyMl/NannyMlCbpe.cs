namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>
/// CBPE by the definitions of NannyML 0.13, for those who migrate: its rule of calibration, rounding, sampling errors,
/// thresholds and business value per predicted class. Vedetta's own are in <see cref="Binary.BinaryEstimator"/>.
/// </summary>
public sealed class NannyMlCbpe
{
    private readonly NannyMlRows _reference;
    private readonly NannyMlOptions _options;
    private readonly double[,]? _worth;
    private readonly List<Metric> _metrics = [];

    private NannyMlCbpe(NannyMlRows reference, IReadOnlyList<NannyMlCalibration> calibrations, IReadOnlyList<(int From, int To)> chunks, NannyMlOptions options)
    {
        (_reference, _options, Calibrations) = (reference, options, calibrations);
        _worth = Worth(options, reference.Binary ? 2 : reference.Classes.Count);
        var labels = reference.Classes.Select(c => c.Labels!).ToArray();
        var confusion = NannyMlConfusion.Of(reference, labels, 0, reference.Count);
        foreach (var name in options.Metrics)
            Add(name, confusion);
        foreach (var metric in _metrics)
        {
            double[] realized = [.. chunks.Select(c => metric.Of(reference, labels, true, c.From, c.To))];
            metric.Band = NannyMlBand.Of(realized, metric.Lowest, metric.Highest);
        }
    }

    /// <summary>Whether and how each class is calibrated.</summary>
    public IReadOnlyList<NannyMlCalibration> Calibrations { get; }

    /// <summary>Learns from a labelled reference and its chunks.</summary>
    /// <exception cref="ArgumentException">The reference lacks labels, or a metric is not one of NannyML's.</exception>
    public static NannyMlCbpe Fit(NannyMlRows reference, IReadOnlyList<(int From, int To)> chunks, NannyMlOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(options);
        if (!reference.Labelled)
            throw new ArgumentException("The reference has no labels; this estimation learns from them.", nameof(reference));
        return new NannyMlCbpe(reference, [.. reference.Classes.Select(c => NannyMlCalibration.Fit(c.Scores, c.Labels!))], chunks, options);
    }

    /// <summary>The same calibration with other settings.</summary>
    /// <exception cref="ArgumentException">A metric is not one of NannyML's.</exception>
    public NannyMlCbpe With(IReadOnlyList<(int From, int To)> chunks, NannyMlOptions options)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(options);
        return new NannyMlCbpe(_reference, Calibrations, chunks, options);
    }

    /// <summary>Chunks of so many rows; the last one keeps what is left.</summary>
    public static IReadOnlyList<(int From, int To)> Chunks(int rows, int size) =>
        [.. Enumerable.Range(0, (rows + size - 1) / size).Select(i => (i * size, Math.Min(rows, (i + 1) * size)))];

    /// <summary>Estimates the chunks of rows.</summary>
    public IReadOnlyList<NannyMlChunk> Estimate(NannyMlRows rows, IReadOnlyList<(int From, int To)> chunks)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(chunks);
        if (rows.Classes.Count != _reference.Classes.Count)
            throw new ArgumentException($"The rows have {rows.Classes.Count} classes, the reference {_reference.Classes.Count}.", nameof(rows));
        var chances = Chances(rows);
        var labels = rows.Labelled ? rows.Classes.Select(c => c.Labels!).ToArray() : null;
        return [.. chunks.Select(c => new NannyMlChunk(c.From, c.To, [.. _metrics.Select(m => m.Band!.Value(
            m.Name,
            m.Of(rows, chances, false, c.From, c.To),
            m.Error(c.To - c.From),
            labels is null ? null : m.Of(rows, labels, true, c.From, c.To)))]))];
    }

    private double[][] Chances(NannyMlRows rows)
    {
        var chances = rows.Classes.Select((c, k) => Calibrations[k].Apply(c.Scores)).ToArray();
        if (rows.Binary)
            return chances;
        chances = Array.ConvertAll(chances, c => (double[])c.Clone());
        for (var i = 0; i < rows.Count; i++)
        {
            var sum = chances.Sum(c => c[i]);
            foreach (var c in chances)
                c[i] = sum == 0 ? 1.0 / chances.Length : c[i] / sum;
        }
        return chances;
    }

    private void Add(string name, double[,] confusion)
    {
        switch (name)
        {
            case "confusion_matrix":
                AddCells(confusion);
                break;
            case "business_value":
                var worth = _worth ?? throw new ArgumentException("business_value needs what the cells of the confusion matrix are worth.", nameof(name));
                var perPrediction = _options.ValuePerPrediction;
                _metrics.Add(new Metric(name, null, null, (rows, chances, _, from, to) => NannyMlConfusion.Value(NannyMlConfusion.Of(rows, chances, from, to), worth, perPrediction), m => NannyMlConfusion.ValueError(confusion, worth, perPrediction, _reference.Binary, m)));
                break;
            case "average_precision":
                _metrics.Add(new Metric(name, 0, 1, MeanOverClasses(name), _ => null));
                break;
            case "accuracy":
                _metrics.Add(new Metric(name, 0, 1, Accuracy, m => NannyMlSamplingError.Of(name, _reference, m)));
                break;
            case "roc_auc" or "f1" or "precision" or "recall" or "specificity":
                _metrics.Add(new Metric(name, 0, 1, MeanOverClasses(name), m => NannyMlSamplingError.Of(name, _reference, m)));
                break;
            default:
                throw new ArgumentException($"'{name}' is no metric of this estimation; allowed are roc_auc, f1, average_precision, precision, recall, specificity, accuracy, confusion_matrix and business_value.", nameof(name));
        }
    }

    private void AddCells(double[,] confusion)
    {
        var how = _options.Confusion;
        var size = confusion.GetLength(0);
        for (var actual = 0; actual < size; actual++)
        {
            for (var predicted = 0; predicted < size; predicted++)
            {
                var (i, j) = (actual, predicted);
                var name = _reference.Binary ? BinaryCell(i, j) : $"true_{_reference.Classes[i].Name}_pred_{_reference.Classes[j].Name}";
                _metrics.Add(new Metric(
                    name,
                    0,
                    how == NannyMlNormalisation.None ? null : 1,
                    (rows, chances, _, from, to) => NannyMlConfusion.Normalised(NannyMlConfusion.Of(rows, chances, from, to), how)[i, j],
                    m => NannyMlConfusion.Error(confusion, how, i, j, m)));
            }
        }
    }

    private static string BinaryCell(int actual, int predicted) => (actual, predicted) switch
    {
        (0, 0) => "true_negative",
        (0, _) => "false_positive",
        (_, 0) => "false_negative",
        _ => "true_positive",
    };

    private static double Accuracy(NannyMlRows rows, double[][] chances, bool realized, int from, int to)
    {
        if (rows.Binary)
            return NannyMlMetrics.OfCells("accuracy", NannyMlMetrics.Cells(rows.Classes[0].Predicted, chances[0], from, to));
        return rows.Classes.Select((c, k) => NannyMlMetrics.Cells(c.Predicted, chances[k], from, to).Tp).Sum() / (to - from);
    }

    private static Func<NannyMlRows, double[][], bool, int, int, double> MeanOverClasses(string metric) => (rows, chances, realized, from, to) =>
        rows.Classes.Select((c, k) => metric switch
        {
            "roc_auc" => realized ? NannyMlMetrics.Realized(c.Scores, chances[k], from, to).Area : NannyMlMetrics.Ranked(c.Scores, chances[k], from, to).Area,
            "average_precision" => realized ? NannyMlMetrics.Realized(c.Scores, chances[k], from, to).AveragePrecision : NannyMlMetrics.Ranked(c.Scores, chances[k], from, to).AveragePrecision,
            _ => NannyMlMetrics.OfCells(metric, NannyMlMetrics.Cells(c.Predicted, chances[k], from, to)),
        }).Average();

    private static double[,]? Worth(NannyMlOptions options, int size)
    {
        if (options.CellValues is not { } given)
            return null;
        if (given.Count != size || given.Any(r => r.Count != size))
            throw new ArgumentException($"The values of the cells need {size} rows of {size} numbers.", nameof(options));
        var worth = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                worth[i, j] = given[i][j];
        }
        return worth;
    }

    private sealed class Metric(string name, double? lowest, double? highest, Func<NannyMlRows, double[][], bool, int, int, double> of, Func<int, double?> error)
    {
        public string Name => name;

        public double? Lowest => lowest;

        public double? Highest => highest;

        public Func<NannyMlRows, double[][], bool, int, int, double> Of => of;

        public Func<int, double?> Error => error;

        public NannyMlBand? Band { get; set; }
    }
}
