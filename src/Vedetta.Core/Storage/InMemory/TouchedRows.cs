namespace Vedetta.Core.Storage.InMemory;

/// <summary>Finds the quarters of an hour whose predictions, or their outcomes, are new. Guarded by the store.</summary>
internal static class TouchedRows
{
    private const long Quarter = 900_000_000;

    public static List<DateTimeOffset> Of(ModelRows rows, long afterSequence)
    {
        var outcomes = rows.Outcomes.Where(part => part.Sequence > afterSequence).SelectMany(part => part.Rows.IdHash).ToHashSet();
        var quarters = new SortedSet<long>();
        foreach (var part in rows.Stored.Where(part => part.Reference is null))
        {
            for (var row = 0; row < part.Rows.Count; row++)
                if (part.Sequence > afterSequence || outcomes.Contains(part.Rows.IdHash[row])) quarters.Add(part.Rows.At[row] / Quarter);
        }

        return [.. quarters.Select(quarter => DateTimeOffset.UnixEpoch.AddMicroseconds(quarter * Quarter))];
    }
}
