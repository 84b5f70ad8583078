using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Labelled rows of a model that predicts a number.</summary>
internal sealed class RegressionCell : SampledCell
{
    private readonly List<double> _labels = [];
    private readonly List<double> _predictions = [];
    private readonly List<double> _weights = [];

    /// <inheritdoc/>
    public override QualityCell Empty() => new RegressionCell();

    /// <inheritdoc/>
    protected override void Keep(DecodedRows rows, int row)
    {
        _labels.Add(rows.TruthValue[row]);
        _predictions.Add(rows.PredictedValue[row]);
        if (rows.Weight.Length > 0) _weights.Add(rows.Weight[row]);
    }

    /// <inheritdoc/>
    protected override bool TryKeepAll(SampledCell other)
    {
        if (other is not RegressionCell that) return false;
        _labels.AddRange(that._labels);
        _predictions.AddRange(that._predictions);
        _weights.AddRange(that._weights);
        return true;
    }

    /// <inheritdoc/>
    protected override void Select(List<int> rows)
    {
        Select(_labels, rows, 1);
        Select(_predictions, rows, 1);
        Select(_weights, rows, 1);
    }

    /// <inheritdoc/>
    protected override ulong Content(DecodedRows rows, int row) =>
        BitConverter.DoubleToUInt64Bits(rows.TruthValue[row]) ^ XxHash64.Mix(BitConverter.DoubleToUInt64Bits(rows.PredictedValue[row]));

    /// <inheritdoc/>
    protected override IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> MeasureRows(IReadOnlyList<PerformanceMetric> metrics) =>
        WindowMetrics.Regression(CollectionsMarshal.AsSpan(_predictions), CollectionsMarshal.AsSpan(_labels), metrics, CollectionsMarshal.AsSpan(_weights));
}
