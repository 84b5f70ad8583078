namespace Vedetta.Core.Monitors;

/// <summary>Finds what somebody meant who mistyped a name. Pure.</summary>
internal static class NearName
{
    /// <summary>The allowed name with the fewest edits, if they are at most a third of its letters; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> allowed)
    {
        var best = allowed.Select(word => (Word: word, Edits: Edits(name, word))).OrderBy(each => each.Edits).ThenBy(each => each.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Edits <= Math.Max(1, best.Word.Length / 3) ? best.Word : null;
    }

    // Insertions, deletions and replacements (Levenshtein), one row of the table at a time.
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
