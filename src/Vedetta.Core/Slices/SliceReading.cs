using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Slices;

/// <summary>Reads the rows of one search. Not thread-safe.</summary>
internal sealed class SliceReading(
    IEventStore events, ModelState state, IReadOnlyList<SliceBins> bins, SliceLoss loss, OutcomeDefinition? outcome, string? version, DateTimeOffset? asOf, DateTimeOffset now)
{
    private readonly ModelId _model = state.Id;

    /// <summary>The rows of the span that have a value: for outcomes the mature ones.</summary>
    public async ValueTask<SliceCollector> CurrentAsync(Window span, long expected, CancellationToken cancel)
    {
        var rows = new SliceCollector(bins, version);
        var upTo = HashUpTo(expected);
        var due = outcome?.Maturity?.DueColumn is { } name ? StoredOf(ColumnFamily.Feature, name) : null;
        var ordinals = OrdinalsOf(due);
        if (outcome is null)
        {
            await foreach (var batch in events.ScanAsync(_model, new RowScan(Span: span, Columns: ordinals, HashUpTo: upTo == ulong.MaxValue ? null : upTo), cancel))
                rows.Add(batch, row => loss.Of(batch, row, null, double.NaN), null, upTo);
            return rows;
        }

        await foreach (var batch in events.ScanLabelledAsync(_model, new LabelledScan([outcome.Name], span, asOf, ordinals), cancel))
        {
            var (predictions, known) = (batch.Rows, batch.Outcomes[0]);
            var dueAt = due is null ? null : predictions.FindColumn(due.Ordinal)?.Numbers;
            rows.Add(predictions, row => IsMature(predictions, row, known.KnownAt[row], dueAt) ? loss.Of(predictions, row, known.Label[row], known.Value[row]) : double.NaN, predictions.IdHash, upTo);
        }

        return rows;
    }

    /// <summary>The labelled reference, or the span of the same length before; null when neither has rows with a value.</summary>
    public async ValueTask<(SliceRows? Rows, string? Name)> BaselineAsync(Window span, ReferenceSet? reference, long expected, CancellationToken cancel)
    {
        if (reference is not null && (outcome is null || StoredOf(ColumnFamily.Outcome, outcome.Name) is not null))
        {
            var rows = await ReferenceAsync(reference, cancel);
            if (rows.Valued > 0) return (rows.Finish(), "reference");
        }

        var earlier = await CurrentAsync(new Window(span.From - (span.To - span.From), span.From), expected, cancel);
        return earlier.Valued > 0 ? (earlier.Finish(), "previous") : (null, null);
    }

    private async ValueTask<SliceCollector> ReferenceAsync(ReferenceSet reference, CancellationToken cancel)
    {
        var rows = new SliceCollector(bins, version: null);
        var label = outcome is null ? null : StoredOf(ColumnFamily.Outcome, outcome.Name);
        var upTo = HashUpTo(reference.Rows);
        await foreach (var batch in events.ScanAsync(_model, new RowScan(Reference: reference.OfVersion, Columns: OrdinalsOf(label), HashUpTo: upTo == ulong.MaxValue ? null : upTo), cancel))
        {
            var known = label is null ? null : batch.FindColumn(label.Ordinal);
            rows.Add(batch, row => loss.Of(batch, row, known?.Categories?[row], NumberOf(known, row)), null, upTo);
        }

        return rows;
    }

    private static double NumberOf(BatchColumn? column, int row) =>
        column?.Numbers is { } numbers ? numbers[row]
        : column?.Categories?[row] is { } text && double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;

    private bool IsMature(PredictionBatch batch, int row, long knownAt, Ingestion.Buffers.NumericBuffer? due)
    {
        if (knownAt == long.MinValue) return false;
        var from = due is not null && double.IsFinite(due[row]) ? due[row] : batch.At[row];
        return from + ((outcome!.Maturity?.After ?? TimeSpan.Zero).Ticks / TimeSpan.TicksPerMicrosecond) <= (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    private StoredColumn? StoredOf(ColumnFamily family, string name) =>
        state.Catalog.FirstOrDefault(column => column.Family == family && string.Equals(column.Name, name, StringComparison.Ordinal));

    private int[] OrdinalsOf(StoredColumn? more)
    {
        var ordinals = bins.SelectMany(bin => (int[])[bin.Column.Ordinal, bin.Column.Former]).Where(ordinal => ordinal >= 0);
        return [.. (more is null ? ordinals : ordinals.Append(more.Ordinal)).Distinct().Order()];
    }

    private static ulong HashUpTo(long expected) => Samples.RowSampler.HashUpTo(SliceReader.MostRows, expected) ?? ulong.MaxValue;
}
