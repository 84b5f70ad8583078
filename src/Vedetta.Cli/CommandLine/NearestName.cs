namespace Vedetta.Cli.CommandLine;

/// <summary>Guesses which of several names was meant.</summary>
internal static class NearestName
{
    /// <summary>A question to add to a complaint, such as <c>; did you mean 'income'?</c>; empty when nothing is near.</summary>
    public static string Guess(string typed, IEnumerable<string> names)
    {
        var nearest = names.Select(name => (Name: name, Distance: Distance(typed, name))).OrderBy(n => n.Distance).FirstOrDefault();
        return nearest.Name is { } meant && nearest.Distance <= Math.Max(1, typed.Length / 3) ? $"; did you mean '{meant}'?" : "";
    }

    // Letters to insert, drop, replace or swap with a neighbour, case aside.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var same = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])) best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }

        return table[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
