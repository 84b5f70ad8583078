using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Joins predictions with outcomes in memory. Guarded by the store.</summary>
internal static class JudgedRows
{
    /// <summary>Predictions whose outcome first became known in the span, in the order of that.</summary>
    public static JudgedBatch Of(ModelRows rows, string outcome, Window span)
    {
        var first = new Dictionary<ulong, (OutcomeBatch Rows, int Row)>();
        foreach (var (part, row) in Named(rows, outcome))
            if (!first.TryGetValue(part.IdHash[row], out var known) || Compare(part, row, known.Rows, known.Row) < 0) first[part.IdHash[row]] = (part, row);
        var batch = new JudgedBatch();
        foreach (var (hash, (part, row)) in first.Where(each => span.Contains(InMemoryEventStore.Moment(each.Value.Rows.At[each.Value.Row])))
            .OrderBy(each => each.Value.Rows.At[each.Value.Row]).ThenBy(each => each.Key))
        {
            if (rows.Find(hash) is not { } prediction) continue;
            batch.IdHash.Add(hash);
            batch.KnownAt.Add(part.At[row]);
            Append(part.Label, row, batch.Label);
            batch.Value.Add(part.Value[row]);
            Append(prediction.Rows.Version, prediction.Row, batch.Version);
            Append(prediction.Rows.Prediction, prediction.Row, batch.Prediction);
            batch.PredictedValue.Add(prediction.Rows.PredictedValue[prediction.Row]);
            batch.Score.Add(prediction.Rows.Score[prediction.Row]);
            batch.Count++;
        }

        return batch;
    }

    /// <summary>First and last moment of outcomes that are new, or whose prediction is, since a commit.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last)? Changed(ModelRows rows, string outcome, long afterSequence)
    {
        var predictions = rows.Stored.Where(part => part.Reference is null && part.Sequence > afterSequence).SelectMany(part => part.Rows.IdHash).ToHashSet();
        var moments = Named(rows, outcome).Where(each => each.Rows.Sequence[each.Row] > afterSequence || predictions.Contains(each.Rows.IdHash[each.Row]))
            .Select(each => each.Rows.At[each.Row]).ToList();
        return moments.Count == 0 ? null : (InMemoryEventStore.Moment(moments.Min()), InMemoryEventStore.Moment(moments.Max()));
    }

    private static IEnumerable<(OutcomeBatch Rows, int Row)> Named(ModelRows rows, string outcome)
    {
        foreach (var (_, part) in rows.Outcomes)
            for (var row = 0; row < part.Count; row++)
                if (string.Equals(part.Outcome[row], outcome, StringComparison.Ordinal)) yield return (part, row);
    }

    private static int Compare(OutcomeBatch a, int rowA, OutcomeBatch b, int rowB)
    {
        var byTime = a.At[rowA].CompareTo(b.At[rowB]);
        return byTime != 0 ? byTime : string.CompareOrdinal(a.Label[rowA], b.Label[rowB]);
    }

    private static void Append(CategoryBuffer from, int row, CategoryBuffer to) => to.Add(from[row]);
}
