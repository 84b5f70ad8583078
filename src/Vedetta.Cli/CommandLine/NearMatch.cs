namespace Vedetta.Cli.CommandLine;

/// <summary>Finds the name a person probably meant.</summary>
internal static class NearMatch
{
    /// <summary>The nearest name, when a third of the word at most was typed wrong; null otherwise.</summary>
    public static string? Of(string word, IEnumerable<string> names)
    {
        var nearest = names.Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant()))).OrderBy(x => x.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, Math.Max(word.Length, nearest.Name.Length) / 3) ? nearest.Name : null;
    }

    /// <summary>A question to append to a message; empty when nothing is near.</summary>
    public static string Question(string word, IEnumerable<string> names) => Of(word, names) is { } near ? $"; did you mean '{near}'?" : "";

    // Changed, added, left out and swapped letters (optimal string alignment, Damerau 1964).
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
