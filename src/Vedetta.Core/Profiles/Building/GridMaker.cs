using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Makes grids and reference profiles from rows.</summary>
internal static class GridMaker
{
    /// <summary>What rows fix: the grid of each numeric column, the categories of each other one.</summary>
    public static VersionGrids Make(ProfilePlan plan, string version, IReadOnlyList<PredictionBatch> batches)
    {
        var grids = new Dictionary<string, NumericGrid>(StringComparer.Ordinal);
        var known = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var column in plan.Columns)
        {
            if (column.Source == ColumnSource.Errors) continue;
            if (column.Numeric)
            {
                var parts = batches.Select(b => column.Numbers(b)).ToList();
                var all = new double[parts.Sum(p => p.Length)];
                var at = 0;
                foreach (var part in parts)
                {
                    part.Span.CopyTo(all.AsSpan(at));
                    at += part.Length;
                }

                if (all.AsSpan().ContainsAnyFinite()) grids[column.Name] = NumericGrid.FromReference(all);
            }
            else
            {
                var set = Categories(column, batches);
                if (set.Count > 0) known[column.Name] = set;
            }
        }

        return new VersionGrids(version, grids, known);
    }

    /// <summary>Profiles of a reference by segment: the whole set as one span.</summary>
    public static Dictionary<DeltaKey, ProfileDelta> Profile(ProfilePlan plan, string version, IReadOnlyList<PredictionBatch> batches, SegmentValues segments)
    {
        // All rows of a reference belong to its version and to one span, whatever they say themselves.
        var whole = new ReferenceBuilder(plan, version, segments);
        foreach (var batch in batches) whole.Add(batch);
        return whole.Deltas;
    }

    /// <summary>
    /// The grids of a model without a reference: each column's from its first values, at least 200 and at most those of
    /// 20,000 rows. Null while no column has enough.
    /// </summary>
    public static async ValueTask<VersionGrids?> ProvisionalAsync(ProfilePlan plan, VersionGrids? known, IEventStore events, CancellationToken cancel)
    {
        var values = plan.Columns.Where(c => c.Numeric && known?.Grids.ContainsKey(c.Name) != true).ToDictionary(c => c, _ => new NumericBuffer());
        var open = values.Keys.ToList();
        if (open.Count == 0) return known;
        long rows = 0;
        await foreach (var batch in events.ScanAsync(plan.State.Id, new RowScan(), cancel))
        {
            foreach (var column in open) Collect(values[column], column.Numbers(batch).Span);
            rows += batch.Count;
            open.RemoveAll(c => values[c].Count >= GridSet.RowsNeeded);
            if (open.Count == 0 || rows >= ScanLimit) break;
        }

        var grids = new Dictionary<string, NumericGrid>(known?.Grids ?? VersionGrids.None.Grids, StringComparer.Ordinal);
        foreach (var (column, numbers) in values)
            if (numbers.Count >= GridSet.RowsNeeded) grids[column.Name] = NumericGrid.FromReference(numbers.Values);
        return grids.Count == 0 ? null : new VersionGrids("", grids, VersionGrids.None.Known);
    }

    /// <summary>The provisional grids that the very first rows of a model give.</summary>
    public static VersionGrids? Provisional(ProfilePlan plan, PredictionBatch first)
    {
        var grids = new Dictionary<string, NumericGrid>(StringComparer.Ordinal);
        foreach (var column in plan.Columns.Where(c => c.Numeric))
        {
            var values = new NumericBuffer();
            Collect(values, column.Numbers(first).Span);
            if (values.Count >= GridSet.RowsNeeded) grids.Add(column.Name, NumericGrid.FromReference(values.Values));
        }

        return grids.Count == 0 ? null : new VersionGrids("", grids, VersionGrids.None.Known);
    }

    // A column that has not come in so many rows waits for the next rebuild.
    private const long ScanLimit = 5_000_000;

    private static void Collect(NumericBuffer target, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (target.Count >= GridSet.RowsUsed) return;
            if (double.IsFinite(value)) target.Add(value);
        }
    }

    /// <summary>Reads the whole reference of a version into memory.</summary>
    public static async ValueTask<List<PredictionBatch>> ReferenceAsync(IEventStore events, ModelId model, string version, CancellationToken cancel)
    {
        var batches = new List<PredictionBatch>();
        await foreach (var batch in events.ScanAsync(model, new RowScan(Reference: version), cancel))
        {
            var copy = new PredictionBatch();
            BatchCopy.Append(copy, batch, Numbers(batch.Count));
            batches.Add(copy);
        }

        return batches;
    }

    /// <summary>0, 1, 2 ...</summary>
    public static int[] Numbers(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++) rows[i] = i;
        return rows;
    }

    private static bool ContainsAnyFinite(this Span<double> values)
    {
        foreach (var value in values)
            if (double.IsFinite(value)) return true;
        return false;
    }

    private static HashSet<string> Categories(PlannedColumn column, IReadOnlyList<PredictionBatch> batches)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var buffer in batches.Select(column.Categories))
        {
            if (buffer is null) continue;
            foreach (var code in buffer.Codes)
                if (code >= 0) set.Add(buffer.Dictionary[code]);
        }

        return set;
    }

    private sealed class ReferenceBuilder(ProfilePlan plan, string version, SegmentValues segments)
    {
        private readonly ProfileBuilder _builder = new(plan, segments);

        public Dictionary<DeltaKey, ProfileDelta> Deltas => _builder.Deltas;

        public void Add(PredictionBatch batch)
        {
            var copy = new PredictionBatch();
            BatchCopy.Append(copy, batch, Numbers(batch.Count));
            copy.Version.Clear();
            for (var i = 0; i < copy.Count; i++)
            {
                copy.Version.Add(version);
                copy.At[i] = 0;
            }

            _builder.Add(copy);
        }
    }
}
