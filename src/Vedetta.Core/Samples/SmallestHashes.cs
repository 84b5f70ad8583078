using Vedetta.Core.Ingestion;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Samples;

/// <summary>
/// Keeps the rows with the smallest hashes of all it is shown (bottom-k sampling): a simple random sample without
/// replacement as far as hashes are random, and the same one in whatever order the rows come. Not thread-safe.
/// </summary>
internal sealed class SmallestHashes
{
    private readonly int _rows;
    private readonly PlannedColumn[] _columns;
    private readonly PlannedColumn? _segment;
    private readonly string _segmentValue;
    private readonly string? _version;
    private readonly List<double>?[] _numbers;
    private readonly List<string?>?[] _categories;
    private List<ulong> _hashes = [];
    private ulong _largest = ulong.MaxValue;

    public SmallestHashes(SampledColumns columns, string? version, SegmentKey segment, int rows)
    {
        _rows = rows;
        _columns = [.. columns.Watched];
        _version = version;
        (_segment, _segmentValue) = (columns.SegmentOf(segment), segment.Value);
        _numbers = [.. _columns.Select(column => column.Numeric ? new List<double>() : null)];
        _categories = [.. _columns.Select(column => column.Numeric ? null : new List<string?>())];
    }

    /// <summary>Rows kept.</summary>
    public int Count => _hashes.Count;

    /// <summary>Rows of the version and segment that were shown.</summary>
    public long Seen { get; private set; }

    /// <summary>Different hashes among the rows kept.</summary>
    public int Distinct => _hashes.Distinct().Count();

    /// <summary>Shows it rows, each with the hash that decides.</summary>
    public void Add(PredictionBatch batch, IReadOnlyList<ulong> hashes)
    {
        var picked = Pick(batch, hashes);
        if (picked.Count == 0) return;
        foreach (var row in picked) _hashes.Add(hashes[row]);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_numbers[i] is { } numbers) Take(_columns[i].Numbers(batch).Span, picked, numbers);
            else Take(_columns[i].Categories(batch), picked, _categories[i]!);
        }

        if (_hashes.Count > 4 * _rows) Cut();
    }

    /// <summary>The sample; the collection is not to be used any more.</summary>
    public RowSample Finish(long population)
    {
        Cut();
        var table = new List<LearningColumn>();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_numbers[i] is { } numbers)
            {
                if (numbers.Exists(value => !double.IsNaN(value))) table.Add(LearningColumn.Numeric(_columns[i].Name, [.. numbers]));
            }
            else if (_categories[i]!.Exists(value => value is not null))
            {
                table.Add(LearningColumn.Categorical(_columns[i].Name, _categories[i]!));
            }
        }

        return new RowSample(population, new LearningTable(table));
    }

    private List<int> Pick(PredictionBatch batch, IReadOnlyList<ulong> hashes)
    {
        var segment = _segment?.Categories(batch);
        var picked = new List<int>();
        for (var row = 0; row < batch.Count; row++)
        {
            if (_version is not null && !string.Equals(batch.Version[row] ?? "", _version, StringComparison.Ordinal)) continue;
            if (_segment is not null && !string.Equals(segment?[row] ?? "", _segmentValue, StringComparison.Ordinal)) continue;
            Seen++;
            if (hashes[row] <= _largest) picked.Add(row);
        }

        return picked;
    }

    private void Cut()
    {
        // Sorting is stable, so rows that say the same keep the order they are stored in.
        var order = Enumerable.Range(0, _hashes.Count).OrderBy(i => _hashes[i]).Take(_rows).ToArray();
        _hashes = [.. order.Select(i => _hashes[i])];
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_numbers[i] is { } numbers) Replace(numbers, order);
            else Replace(_categories[i]!, order);
        }

        if (_hashes.Count == _rows) _largest = _hashes[^1];
    }

    private static void Replace<T>(List<T> values, int[] order)
    {
        T[] kept = [.. order.Select(i => values[i])];
        values.Clear();
        values.AddRange(kept);
    }

    private static void Take(ReadOnlySpan<double> values, List<int> rows, List<double> into)
    {
        foreach (var row in rows) into.Add(row < values.Length ? values[row] : double.NaN);
    }

    private static void Take(Ingestion.Buffers.CategoryBuffer? values, List<int> rows, List<string?> into)
    {
        foreach (var row in rows) into.Add(values is not null && row < values.Count ? values[row] : null);
    }
}
