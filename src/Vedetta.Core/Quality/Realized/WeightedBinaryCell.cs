using System.Runtime.InteropServices;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Labelled scores of a binary model whose rows are weighted by their probability of inclusion.</summary>
internal sealed class WeightedBinaryCell : SampledCell
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _labels = [];
    private readonly List<sbyte> _decisions = [];
    private readonly List<double> _weights = [];
    private bool _isDecided;

    /// <inheritdoc/>
    public override QualityCell Empty() => new WeightedBinaryCell();

    /// <inheritdoc/>
    protected override void Keep(DecodedRows rows, int row)
    {
        _scores.Add(rows.Score[row]);
        _labels.Add(rows.Truth[row] == 1);
        _decisions.Add((sbyte)rows.Predicted[row]);
        _weights.Add(rows.Weight[row]);
        _isDecided |= rows.Predicted[row] >= 0;
    }

    /// <inheritdoc/>
    protected override bool TryKeepAll(SampledCell other)
    {
        if (other is not WeightedBinaryCell that) return false;
        _scores.AddRange(that._scores);
        _labels.AddRange(that._labels);
        _decisions.AddRange(that._decisions);
        _weights.AddRange(that._weights);
        _isDecided |= that._isDecided;
        return true;
    }

    /// <inheritdoc/>
    protected override void Select(List<int> rows)
    {
        Select(_scores, rows, 1);
        Select(_labels, rows, 1);
        Select(_decisions, rows, 1);
        Select(_weights, rows, 1);
    }

    /// <inheritdoc/>
    protected override ulong Content(DecodedRows rows, int row) =>
        BitConverter.DoubleToUInt64Bits(rows.Score[row]) ^ ((ulong)(rows.Predicted[row] + 2) << 2) ^ (rows.Truth[row] == 1 ? 1UL : 0);

    /// <inheritdoc/>
    protected override IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> MeasureRows(IReadOnlyList<PerformanceMetric> metrics) => WindowMetrics.Binary(
        CollectionsMarshal.AsSpan(_scores), CollectionsMarshal.AsSpan(_labels), _isDecided, _isDecided ? CollectionsMarshal.AsSpan(_decisions) : [], metrics, CollectionsMarshal.AsSpan(_weights));
}
