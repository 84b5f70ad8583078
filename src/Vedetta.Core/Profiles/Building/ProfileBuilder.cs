using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Adds batches to deltas by version, hour and segment. Not thread-safe.</summary>
internal sealed class ProfileBuilder(ProfilePlan plan, SegmentValues segments)
{
    private readonly List<int> _picked = [];
    private int[] _counts = [];

    /// <summary>The plan it builds by.</summary>
    public ProfilePlan Plan { get; private set; } = plan;

    /// <summary>What was built since the last <see cref="Take"/>.</summary>
    public Dictionary<DeltaKey, ProfileDelta> Deltas { get; private set; } = [];

    /// <summary>Rough memory of the deltas, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Values that have segments of their own.</summary>
    public SegmentValues Segments => segments;

    /// <summary>Names of columns that ever had a value here.</summary>
    public HashSet<string> Built { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the deltas and begins anew.</summary>
    public Dictionary<DeltaKey, ProfileDelta> Take()
    {
        var taken = Deltas;
        (Deltas, Bytes) = ([], 0);
        return taken;
    }

    /// <summary>Puts deltas back that could not be stored.</summary>
    public void Return(Dictionary<DeltaKey, ProfileDelta> deltas)
    {
        foreach (var (key, delta) in deltas)
        {
            if (Deltas.TryGetValue(key, out var mine)) mine.MergeSameHour(delta);
            else Deltas.Add(key, delta);
        }
    }

    /// <summary>Goes on under an edited plan.</summary>
    public void Continue(ProfilePlan edited) => Plan = edited;

    /// <summary>Adds every row; returns the hours touched.</summary>
    public IReadOnlyList<DateTimeOffset> Add(PredictionBatch batch)
    {
        if (batch.Count == 0) return [];
        var groups = RowGroups.Cut(batch, Plan.State.Zone);
        var columns = Plan.Columns.Select(c => new ColumnRows(c, batch)).ToArray();
        var correlated = Correlated(batch);
        var hours = new HashSet<DateTimeOffset>();
        foreach (var (version, hour, rows) in groups)
        {
            hours.Add(hour);
            var grids = Plan.Grids.For(Plan.State, version);
            AddRows(new DeltaKey(version, SegmentKey.All, hour), rows, grids, columns, correlated);
            foreach (var segment in Plan.Segments)
                foreach (var (value, picked) in Partition(segment, batch, rows))
                    AddRows(new DeltaKey(version, segments.KeyOf(segment.Name, value), hour), picked, grids, columns, correlated: null);
        }

        return [.. hours];
    }

    private void AddRows(DeltaKey key, int[] rows, VersionGrids grids, ColumnRows[] columns, ReadOnlyMemory<double>[]? correlated)
    {
        if (!Deltas.TryGetValue(key, out var delta)) Deltas.Add(key, delta = new ProfileDelta());
        foreach (var column in columns)
        {
            if (!column.HasValues(rows)) continue;
            if (!delta.Columns.TryGetValue(column.Planned.Name, out var profile))
            {
                delta.Columns.Add(column.Planned.Name, profile = column.Planned.Empty(grids));
                Bytes += SizeOf(profile);
                Built.Add(column.Planned.Name);
            }

            column.AddTo(profile, rows, ref _counts, _picked);
        }

        if (correlated is null) return;
        if (delta.Correlation is null)
        {
            delta.Correlation = new CorrelationProfile(Plan.Correlated);
            Bytes += 48L * Plan.Correlated.Count * Plan.Correlated.Count / 2;
        }

        delta.Correlation.Add(correlated, rows);
    }

    private ReadOnlyMemory<double>[]? Correlated(PredictionBatch batch)
    {
        if (Plan.Correlated.Count < 2) return null;
        double[]? absent = null;
        var columns = new ReadOnlyMemory<double>[Plan.Correlated.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Plan.Find(Plan.Correlated[i])?.Numbers(batch) ?? default;
            if (!columns[i].IsEmpty) continue;
            if (absent is null)
            {
                absent = new double[batch.Count];
                Array.Fill(absent, NumericValue.Missing);
            }

            columns[i] = absent;
        }

        return columns;
    }

    private static IEnumerable<(string Value, int[] Rows)> Partition(PlannedColumn segment, PredictionBatch batch, int[] rows)
    {
        if (segment.Categories(batch) is not { } buffer) return [("", rows)];
        var byCode = new Dictionary<int, List<int>>();
        foreach (var row in rows)
        {
            // Missing and invalid values share the empty segment.
            var code = Math.Max(buffer.Codes[row], CategoryBuffer.Missing);
            if (!byCode.TryGetValue(code, out var list)) byCode.Add(code, list = []);
            list.Add(row);
        }

        return byCode.Select(c => (c.Key < 0 ? "" : buffer.Dictionary[c.Key], c.Value.ToArray()));
    }

    private static long SizeOf(ColumnProfile profile) =>
        profile is NumericProfile numeric ? 1500 + (24L * (numeric.Grid?.Edges.Length ?? 0)) + (numeric.Fine is null ? 0 : 8100) : 800;
}
