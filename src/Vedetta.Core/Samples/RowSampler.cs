using System.Collections.Concurrent;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Samples;

/// <summary>
/// Bounded samples of rows for methods that need whole rows: the rows with the smallest id hashes of a window, or with the
/// smallest row hashes of a reference. The same rows are taken in whatever order they came, and the store passes over the
/// others by itself, so that a large window costs one filtered scan. Thread-safe.
/// </summary>
public sealed class RowSampler(IModelStore models, IEventStore events)
{
    /// <summary>Most rows of a sample unless told otherwise.</summary>
    public const int UsualRows = 5_000;

    private const int ReferencesKept = 16;
    private readonly ConcurrentDictionary<ReferenceKey, RowSample> _references = new();

    /// <summary>A sample of the rows of one or several windows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windows">Spans of event time that do not overlap.</param>
    /// <param name="version">Only this version; null for all.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="population">Rows in them, as the profiles count them: tells how far the scan has to go.</param>
    /// <param name="rows">Most rows of the sample.</param>
    /// <param name="cancel">Stops the scan.</param>
    public async ValueTask<RowSample> OfWindowsAsync(
        ModelDefinition model, IReadOnlyList<Window> windows, string? version, SegmentKey segment, long population, int rows, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var columns = await ColumnsAsync(model, cancel);
        var ordinals = columns.OrdinalsOf(columns.Watched, segment);
        for (var upTo = HashUpTo(rows, population); ; upTo = null)
        {
            var smallest = new SmallestHashes(columns, version, segment, rows);
            foreach (var window in windows)
            {
                await foreach (var batch in events.ScanAsync(model.Id, new RowScan(Span: window, Columns: ordinals, HashUpTo: upTo), cancel))
                    smallest.Add(batch, batch.IdHash);
            }

            // Fewer than wanted although there are more: hashes of few rows may lie unevenly, or rows were deleted since they were counted.
            if (upTo is null || smallest.Count >= rows) return smallest.Finish(Math.Max(population, smallest.Seen));
        }
    }

    /// <summary>A sample of the reference of a version; kept in memory, because references never change.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">The version whose own reference it is.</param>
    /// <param name="segment">Which rows.</param>
    /// <param name="population">Rows of the reference that belong to the segment.</param>
    /// <param name="rows">Most rows of the sample.</param>
    /// <param name="cancel">Stops the scan.</param>
    public async ValueTask<RowSample> OfReferenceAsync(ModelDefinition model, string version, SegmentKey segment, long population, int rows, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var key = new ReferenceKey(model.Id, model.CreatedAt, model.Revision, version, segment, population, rows);
        if (_references.TryGetValue(key, out var known)) return known;
        var sample = await ReadReferenceAsync(model, version, segment, population, rows, cancel);
        if (_references.Count >= ReferencesKept) _references.Clear();
        return _references[key] = sample;
    }

    private async ValueTask<RowSample> ReadReferenceAsync(ModelDefinition model, string version, SegmentKey segment, long population, int rows, CancellationToken cancel)
    {
        // Rows that say the same share a hash: many of them would come all or none. Then their places decide, which a reference keeps for ever.
        const double DistinctEnough = 0.9;
        var columns = await ColumnsAsync(model, cancel);
        var scan = new RowScan(Reference: version, Columns: columns.OrdinalsOf(columns.Watched, segment));
        for (var upTo = HashUpTo(rows, population); ; upTo = null)
        {
            var smallest = new SmallestHashes(columns, null, segment, rows);
            await foreach (var batch in events.ScanAsync(model.Id, scan with { HashUpTo = upTo }, cancel)) smallest.Add(batch, batch.RowHash);
            if (upTo is not null && smallest.Count < rows) continue;
            if (population > rows && smallest.Distinct < DistinctEnough * smallest.Count) break;
            return smallest.Finish(Math.Max(population, smallest.Seen));
        }

        return await ByPlaceAsync(model, scan, new SmallestHashes(columns, null, segment, rows), population, cancel);
    }

    private async ValueTask<RowSample> ByPlaceAsync(ModelDefinition model, RowScan scan, SmallestHashes smallest, long population, CancellationToken cancel)
    {
        var place = 0UL;
        await foreach (var batch in events.ScanAsync(model.Id, scan, cancel))
        {
            var hashes = new ulong[batch.Count];
            for (var row = 0; row < hashes.Length; row++) hashes[row] = XxHash64.Mix(place++);
            smallest.Add(batch, hashes);
        }

        return smallest.Finish(Math.Max(population, smallest.Seen));
    }

    /// <summary>Up to which hash about a twentieth more than the wanted rows lie; null for all hashes.</summary>
    internal static ulong? HashUpTo(int rows, long population)
    {
        // Six standard deviations of a binomial count: in one of a billion windows the scan is made again without a limit.
        var share = (rows + (6 * Math.Sqrt(rows)) + 10) / Math.Max(1, population);
        return share >= 1 ? null : (ulong)(share * ulong.MaxValue);
    }

    private async ValueTask<SampledColumns> ColumnsAsync(ModelDefinition model, CancellationToken cancel) =>
        new(new ModelState(model, await models.CatalogAsync(model.Id, cancel), []));

    private readonly record struct ReferenceKey(ModelId Model, DateTimeOffset CreatedAt, long Revision, string Version, SegmentKey Segment, long Population, int Rows);
}
