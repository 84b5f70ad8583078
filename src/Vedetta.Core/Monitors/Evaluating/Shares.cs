namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Interval of a share. Pure.</summary>
internal static class Shares
{
    private const double Z95 = 1.959963984540054;

    /// <summary>95 % score interval of Wilson (1927): never leaves 0 to 1 and is sound for small counts.</summary>
    public static (double Low, double High) Wilson(long hits, long n)
    {
        if (n == 0) return (0, 1);
        var share = (double)hits / n;
        const double z2 = Z95 * Z95;
        var middle = (share + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z95 / (1 + (z2 / n)) * Math.Sqrt((share * (1 - share) / n) + (z2 / (4.0 * n * n)));
        return (hits == 0 ? 0 : Math.Max(0, middle - half), hits == n ? 1 : Math.Min(1, middle + half));
    }
}
