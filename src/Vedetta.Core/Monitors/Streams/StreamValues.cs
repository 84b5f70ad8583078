using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>The values of one stream in a span, in the order a detector takes them.</summary>
/// <param name="At">Moments, microseconds since 1970 UTC.</param>
/// <param name="Values">A value per moment; NaN where the row has none.</param>
internal sealed record StreamPart(long[] At, double[] Values);

/// <summary>Reads the values of rows in the order of event time; rows of one moment in the order of their id hashes. Not thread-safe.</summary>
internal sealed class StreamValues(ModelId model, SampledColumns columns, IEventStore events, string? version, SegmentKey segment, string approved)
{
    private const string Decision = "decision";

    /// <summary>The values of columns in a span; one scan for all of them.</summary>
    public async ValueTask<IReadOnlyList<StreamPart>> ReadAsync(IReadOnlyList<string> names, Window span, CancellationToken cancel)
    {
        var planned = names.Select(columns.Find).OfType<PlannedColumn>().ToArray();
        var segmentColumn = columns.SegmentOf(segment);
        var (at, hash) = (new List<long>(), new List<ulong>());
        var values = names.Select(_ => new List<double>()).ToArray();
        var scan = new RowScan(Span: span, Columns: columns.OrdinalsOf(planned, segment));
        await foreach (var batch in events.ScanAsync(model, scan, cancel))
        {
            var rows = Pick(batch, segmentColumn);
            foreach (var row in rows)
            {
                at.Add(batch.At[row]);
                hash.Add(batch.IdHash[row]);
            }

            for (var i = 0; i < names.Count; i++) Take(batch, columns.Find(names[i]), rows, values[i]);
        }

        var order = Enumerable.Range(0, at.Count).OrderBy(i => at[i]).ThenBy(i => hash[i]).ToArray();
        long[] moments = [.. order.Select(i => at[i])];
        return [.. values.Select(column => new StreamPart(moments, [.. order.Select(i => column[i])]))];
    }

    private List<int> Pick(PredictionBatch batch, PlannedColumn? segmentColumn)
    {
        var inSegment = segmentColumn?.Categories(batch);
        var rows = new List<int>(batch.Count);
        for (var row = 0; row < batch.Count; row++)
        {
            if (version is not null && !string.Equals(batch.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
            if (segmentColumn is not null && !string.Equals(inSegment?[row] ?? "", segment.Value, StringComparison.Ordinal)) continue;
            rows.Add(row);
        }

        return rows;
    }

    private void Take(PredictionBatch batch, PlannedColumn? column, List<int> rows, List<double> into)
    {
        if (column is { Name: Decision })
        {
            foreach (var row in rows) into.Add(batch.Decision[row] is { } decision ? (string.Equals(decision, approved, StringComparison.Ordinal) ? 1 : 0) : double.NaN);
            return;
        }

        var numbers = column is null ? default : column.Numbers(batch);
        foreach (var row in rows) into.Add(row < numbers.Length ? numbers.Span[row] : double.NaN);
    }
}
