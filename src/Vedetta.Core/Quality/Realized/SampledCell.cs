using System.Globalization;
using System.Runtime.InteropServices;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>
/// Labelled rows of a model with several classes or of a regression: all of them up to a million; beyond, the million whose id
/// hashes are smallest, which are a fair sample in whatever order rows came.
/// </summary>
internal abstract class SampledCell : QualityCell
{
    private readonly List<ulong> _hashes = [];
    private ulong _upTo = ulong.MaxValue;
    private long _seen;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IReadOnlyList<PerformanceMetric> metrics)
    {
        if (_seen > _hashes.Count || _hashes.Count > ExactRows) Thin();
        var values = MeasureRows(metrics);
        if (_seen <= ExactRows) return values;
        var note = string.Create(CultureInfo.InvariantCulture, $"from {_hashes.Count:N0} of {_seen:N0} labelled rows, chosen by the hashes of their ids");
        return [.. values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Note = pair.Value.Note is { } told ? $"{told}; {note}" : note }))];
    }

    /// <inheritdoc/>
    protected sealed override ulong Add(DecodedRows rows, int row, ulong idHash)
    {
        _seen++;
        if (idHash <= _upTo)
        {
            _hashes.Add(idHash);
            Keep(rows, row);
            if (_hashes.Count >= 2 * ExactRows) Thin();
        }

        return Content(rows, row);
    }

    /// <inheritdoc/>
    protected sealed override bool TryTakeRows(QualityCell other)
    {
        if (other is not SampledCell that || that._seen > that._hashes.Count || _seen > _hashes.Count || !TryKeepAll(that)) return false;
        _hashes.AddRange(that._hashes);
        _seen += that._seen;
        return true;
    }

    /// <summary>Appends all rows of another cell; false where the two do not fit.</summary>
    protected abstract bool TryKeepAll(SampledCell other);

    /// <summary>Appends a row.</summary>
    protected abstract void Keep(DecodedRows rows, int row);

    /// <summary>Keeps only these rows, given in order.</summary>
    protected abstract void Select(List<int> rows);

    /// <summary>The content of a row as bits.</summary>
    protected abstract ulong Content(DecodedRows rows, int row);

    /// <summary>Measures the rows kept.</summary>
    protected abstract IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> MeasureRows(IReadOnlyList<PerformanceMetric> metrics);

    /// <summary>Moves the rows of these places to the front and forgets the rest.</summary>
    protected static void Select<T>(List<T> values, List<int> rows, int width)
    {
        if (values.Count == 0) return;
        var span = CollectionsMarshal.AsSpan(values);
        for (var i = 0; i < rows.Count; i++) span.Slice(rows[i] * width, width).CopyTo(span[(i * width)..]);
        CollectionsMarshal.SetCount(values, rows.Count * width);
    }

    private void Thin()
    {
        if (_hashes.Count <= ExactRows) return;
        ulong[] sorted = [.. _hashes];
        Array.Sort(sorted);
        _upTo = sorted[ExactRows - 1];
        var kept = new List<int>(ExactRows);
        for (var i = 0; i < _hashes.Count; i++)
            if (_hashes[i] <= _upTo) kept.Add(i);
        Select(_hashes, kept, 1);
        Select(kept);
    }
}
