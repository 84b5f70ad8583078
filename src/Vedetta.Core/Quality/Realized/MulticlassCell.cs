using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Labelled rows of a model with several classes.</summary>
/// <param name="decoder">Knows the classes.</param>
internal sealed class MulticlassCell(RowDecoder decoder) : SampledCell
{
    private readonly List<int> _labels = [];
    private readonly List<int> _predictions = [];
    private readonly List<double> _probabilities = [];
    private readonly List<double> _weights = [];
    private bool _isDecided;

    private RowDecoder Decoder => decoder;

    /// <inheritdoc/>
    public override QualityCell Empty() => new MulticlassCell(decoder);

    /// <inheritdoc/>
    protected override void Keep(DecodedRows rows, int row)
    {
        _labels.Add(rows.Truth[row]);
        _predictions.Add(rows.Predicted[row]);
        _isDecided |= rows.Predicted[row] >= 0;
        foreach (var column in rows.Probabilities) _probabilities.Add(column.Span[row]);
        if (rows.Weight.Length > 0) _weights.Add(rows.Weight[row]);
    }

    /// <inheritdoc/>
    protected override bool TryKeepAll(SampledCell other)
    {
        if (other is not MulticlassCell that || !decoder.HasClassesOf(that.Decoder)) return false;
        _labels.AddRange(that._labels);
        _predictions.AddRange(that._predictions);
        _probabilities.AddRange(that._probabilities);
        _weights.AddRange(that._weights);
        _isDecided |= that._isDecided;
        return true;
    }

    /// <inheritdoc/>
    protected override void Select(List<int> rows)
    {
        Select(_labels, rows, 1);
        Select(_predictions, rows, 1);
        Select(_probabilities, rows, decoder.Classes);
        Select(_weights, rows, 1);
    }

    /// <inheritdoc/>
    protected override ulong Content(DecodedRows rows, int row)
    {
        var bits = ((ulong)(rows.Truth[row] + 2) << 32) ^ (ulong)(rows.Predicted[row] + 2);
        foreach (var column in rows.Probabilities) bits = XxHash64.Mix(bits ^ BitConverter.DoubleToUInt64Bits(column.Span[row]));
        return bits;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> MeasureRows(IReadOnlyList<PerformanceMetric> metrics) =>
        decoder.Classes < 2
            ? [.. metrics.Select(metric => KeyValuePair.Create(metric, MetricValue.None("fewer than two classes are known")))]
            : WindowMetrics.Multiclass(decoder.Classes, CollectionsMarshal.AsSpan(_labels), _isDecided ? CollectionsMarshal.AsSpan(_predictions) : [], CollectionsMarshal.AsSpan(_probabilities), metrics, CollectionsMarshal.AsSpan(_weights));
}
