using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Slices;

/// <summary>Takes rows one batch after the other and keeps their bins and values. Not thread-safe.</summary>
internal sealed class SliceCollector(IReadOnlyList<SliceBins> bins, string? version)
{
    private readonly List<byte>[] _codes = [.. bins.Select(_ => new List<byte>())];
    private readonly List<double> _values = [];
    private readonly List<int> _wanted = [];

    /// <summary>Rows shown, of the version.</summary>
    public long Seen { get; private set; }

    /// <summary>Rows of them with a value.</summary>
    public long Valued { get; private set; }

    /// <summary>Takes the rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="valueOf">Value of a row; NaN leaves it out.</param>
    /// <param name="hashes">The hashes that decide which rows are kept; null keeps all.</param>
    /// <param name="upTo">Largest hash kept.</param>
    public void Add(PredictionBatch batch, Func<int, double> valueOf, IReadOnlyList<ulong>? hashes, ulong upTo)
    {
        _wanted.Clear();
        for (var row = 0; row < batch.Count; row++)
        {
            if (version is not null && !string.Equals(batch.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
            Seen++;
            var value = valueOf(row);
            if (!double.IsFinite(value)) continue;
            Valued++;
            if (hashes is not null && hashes[row] > upTo) continue;
            _wanted.Add(row);
            _values.Add(value);
        }

        for (var i = 0; i < bins.Count; i++) bins[i].Add(batch, _wanted, _codes[i]);
    }

    /// <summary>The rows for a search.</summary>
    public SliceRows Finish() => new([.. bins.Select((bin, i) => bin.Finish(_codes[i]))], [.. _values]);
}
