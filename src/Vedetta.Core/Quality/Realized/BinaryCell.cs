using System.Globalization;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Histogram;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Labelled scores of a binary model. Beyond a million rows scores fall into a histogram, decisions stay exact.</summary>
/// <param name="threshold">An edge of the histogram.</param>
internal sealed class BinaryCell(double threshold) : QualityCell
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _labels = [];
    private readonly List<sbyte> _decisions = [];
    private readonly long[] _counts = new long[4];
    private LabelledHistogram? _histogram;
    private bool _isDecided;

    /// <inheritdoc/>
    public override QualityCell Empty() => new BinaryCell(threshold);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IReadOnlyList<PerformanceMetric> metrics)
    {
        if (_histogram is not { } histogram)
            return WindowMetrics.Binary(CollectionsMarshal.AsSpan(_scores), CollectionsMarshal.AsSpan(_labels), _isDecided, _isDecided ? CollectionsMarshal.AsSpan(_decisions) : [], metrics);
        var confusion = _isDecided ? Confusion.Of(tp: _counts[3], fp: _counts[1], tn: _counts[0], fn: _counts[2]) : (Confusion?)null;
        return [.. new BinaryPerformance(histogram.ToScores(), confusion).Measure(metrics).Select(pair => KeyValuePair.Create(pair.Key, Bounded(histogram, pair.Key, pair.Value)))];
    }

    /// <inheritdoc/>
    protected override ulong Add(DecodedRows rows, int row, ulong idHash)
    {
        var (score, label, decision) = (rows.Score[row], rows.Truth[row] == 1, (sbyte)rows.Predicted[row]);
        _isDecided |= decision >= 0;
        if (decision >= 0) _counts[(decision > 0 ? 1 : 0) + (label ? 2 : 0)]++;
        if (_histogram is { } histogram) histogram.Add(score, label);
        else
        {
            _scores.Add(score);
            _labels.Add(label);
            _decisions.Add(decision);
            if (_scores.Count > ExactRows) Spill();
        }

        return BitConverter.DoubleToUInt64Bits(score) ^ ((ulong)(decision + 2) << 2) ^ (label ? 1UL : 0);
    }

    /// <inheritdoc/>
    protected override bool TryTakeRows(QualityCell other)
    {
        if (other is not BinaryCell { _histogram: null } that || _histogram is not null) return false;
        _scores.AddRange(that._scores);
        _labels.AddRange(that._labels);
        _decisions.AddRange(that._decisions);
        for (var i = 0; i < _counts.Length; i++) _counts[i] += that._counts[i];
        _isDecided |= that._isDecided;
        return true;
    }

    private void Spill()
    {
        var scores = CollectionsMarshal.AsSpan(_scores);
        var finite = false;
        foreach (var score in scores) finite |= double.IsFinite(score);
        _histogram = finite ? LabelledHistogram.FromReference(scores, LabelledHistogram.DefaultEdges, threshold) : new LabelledHistogram([threshold]);
        for (var i = 0; i < _scores.Count; i++) _histogram.Add(_scores[i], _labels[i]);
        _scores.Clear();
        _labels.Clear();
        _decisions.Clear();
        (_scores.Capacity, _labels.Capacity, _decisions.Capacity) = (0, 0, 0);
    }

    // Ranks of rows inside one span of the histogram are not known; sums of losses are.
    private static MetricValue Bounded(LabelledHistogram histogram, PerformanceMetric metric, MetricValue value) => metric switch
    {
        PerformanceMetric.RocAuc => Of(HistogramMetrics.RocAuc(histogram), value, static a => a),
        PerformanceMetric.Gini => Of(HistogramMetrics.RocAuc(histogram), value, static a => (2 * a) - 1),
        PerformanceMetric.KsScore => Of(HistogramMetrics.KsScore(histogram), value, static a => a),
        PerformanceMetric.AveragePrecision => Of(HistogramMetrics.AveragePrecision(histogram), value, static a => a),
        PerformanceMetric.Brier when value.Value is not null => value with { Value = HistogramMetrics.Brier(histogram) },
        PerformanceMetric.LogLoss when value.Value is not null => value with { Value = HistogramMetrics.LogLoss(histogram) },
        PerformanceMetric.MeanScore => value with { Value = HistogramMetrics.MeanScore(histogram) },
        PerformanceMetric.Ece or PerformanceMetric.Mce or PerformanceMetric.CalibrationSlope or PerformanceMetric.CalibrationIntercept or PerformanceMetric.CalibrationInTheLarge =>
            value with { Note = value.Note ?? string.Create(CultureInfo.InvariantCulture, $"from a histogram of {histogram.Edges.Length:N0} edges: each score is known within its span") },
        _ => value,
    };

    private static MetricValue Of(BoundedMetric? bounded, MetricValue value, Func<double, double> scale)
    {
        if (bounded is not { Measured: { Value: { } measured } of } known) return value;
        var note = string.Create(CultureInfo.InvariantCulture, $"from a histogram: the exact value lies between {scale(known.BoundLow):0.000000} and {scale(known.BoundHigh):0.000000}");
        return new MetricValue(scale(measured), of.Interval is { } interval ? new Interval(scale(interval.Low), scale(interval.High)) : null, of.N, note);
    }
}
