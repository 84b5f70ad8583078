using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Cohorts;

/// <summary>
/// Readings of one series outcome by prediction, brought up to date from the outcomes stored since it was last read. It
/// keeps the predictions with the smallest id hashes and at most <see cref="MostReadings"/> readings, so its memory is bounded: beyond that
/// the share it keeps is halved. Not thread-safe.
/// </summary>
internal sealed class SeriesBook(string outcome)
{
    /// <summary>Most readings kept.</summary>
    public const int MostReadings = 1_500_000;

    private readonly Dictionary<ulong, List<SeriesReading>> _readings = [];
    private long _count;

    /// <summary>Name of the outcome.</summary>
    public string Outcome => outcome;

    /// <summary>Predictions with a hash up to this are kept.</summary>
    public ulong HashUpTo { get; private set; } = ulong.MaxValue;

    /// <summary>Share of the predictions that is kept.</summary>
    public double Share => HashUpTo == ulong.MaxValue ? 1 : HashUpTo / (double)ulong.MaxValue;

    /// <summary>The last commit that was read.</summary>
    public long Sequence { get; private set; }

    /// <summary>Every prediction's readings, in no order.</summary>
    public IEnumerable<List<SeriesReading>> All => _readings.Values;

    /// <summary>Readings of a prediction in the order of their moments; empty when there are none.</summary>
    public ReadOnlySpan<SeriesReading> Of(ulong idHash) => _readings.TryGetValue(idHash, out var readings) ? CollectionsMarshal.AsSpan(readings) : [];

    /// <summary>Reads what was stored since.</summary>
    public async ValueTask UpdateAsync(IEventStore events, ModelId model, CancellationToken cancel)
    {
        var touched = new HashSet<ulong>();
        await foreach (var batch in events.ScanOutcomesAsync(model, Sequence, cancel))
        {
            Add(batch, touched);
            if (_count > MostReadings) Halve();
        }

        foreach (var hash in touched)
            if (_readings.TryGetValue(hash, out var readings) && readings.Count > 1) Order(readings);
    }

    private void Add(OutcomeBatch batch, HashSet<ulong> touched)
    {
        var code = -1;
        for (var i = 0; i < batch.Outcome.Dictionary.Count; i++)
            if (batch.Outcome.Dictionary[i] == outcome) code = i;
        var codes = batch.Outcome.Codes;
        for (var row = 0; row < batch.Count; row++)
        {
            Sequence = Math.Max(Sequence, batch.Sequence[row]);
            if (codes[row] != code || code < 0 || batch.IdHash[row] > HashUpTo || !double.IsFinite(batch.Value[row])) continue;
            ref var readings = ref CollectionsMarshal.GetValueRefOrAddDefault(_readings, batch.IdHash[row], out var known);
            readings ??= new List<SeriesReading>(2);
            if (known) touched.Add(batch.IdHash[row]);
            readings.Add(new SeriesReading(batch.At[row], (float)batch.Value[row]));
            _count++;
        }
    }

    // A later value of the same moment replaces the earlier one; the sort is stable, so the last of equals came last.
    private static void Order(List<SeriesReading> readings)
    {
        var kept = readings.Select((reading, i) => (reading, i)).OrderBy(each => each.reading.At).ThenBy(each => each.i)
            .GroupBy(each => each.reading.At).Select(group => group.Last().reading).ToList();
        readings.Clear();
        readings.AddRange(kept);
    }

    private void Halve()
    {
        while (_count > MostReadings / 2)
        {
            HashUpTo /= 2;
            foreach (var hash in _readings.Keys.Where(hash => hash > HashUpTo).ToList())
            {
                _count -= _readings[hash].Count;
                _readings.Remove(hash);
            }
        }
    }
}

/// <summary>One value of a series.</summary>
/// <param name="At">Its moment, microseconds since 1970.</param>
/// <param name="Value">The value.</param>
internal readonly record struct SeriesReading(long At, float Value);
