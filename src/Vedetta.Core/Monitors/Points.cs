namespace Vedetta.Core.Monitors;

/// <summary>How a point takes a newer reading. Pure.</summary>
public static class Points
{
    // Two orders of merging give moments that agree to 1e-12; a difference below this is not a change.
    private const double Tolerance = 1e-9;

    /// <summary>
    /// The point after a reading; the stored one itself when nothing changed. While its window is open a point is only a
    /// preview: what replaces it is the first reading, not a revision.
    /// </summary>
    /// <param name="stored">What was known; null at first.</param>
    /// <param name="key">Which point.</param>
    /// <param name="reading">The newer reading.</param>
    /// <param name="now">The present.</param>
    /// <param name="backfilled">Whether the window had long closed before its first evaluation.</param>
    public static Point Next(Point? stored, PointKey key, Reading reading, DateTimeOffset now, bool backfilled)
    {
        if (stored is null || stored.Reading.Completeness < 1)
            return stored is not null && Same(stored.Reading, reading) ? stored : new Point(key, reading, now, 0, null, now, backfilled);
        if (Same(stored.Reading, reading)) return stored;
        return stored with { Reading = reading, EvaluatedAt = now, Revision = stored.Revision + 1, First = stored.First ?? stored.Reading };
    }

    /// <summary>Whether two readings say the same, but for the last digits.</summary>
    public static bool Same(Reading a, Reading b) =>
        Near(a.Value, b.Value) && Near(a.Low, b.Low) && Near(a.High, b.High) && Near(a.PValue, b.PValue) && Near(a.Dof, b.Dof)
        && a.N == b.N && a.BaselineN == b.BaselineN && Near(a.Warning, b.Warning) && Near(a.Critical, b.Critical) && Near(a.Excess, b.Excess)
        && Near(a.Completeness, b.Completeness) && a.Verdict == b.Verdict;

    private static bool Near(double? a, double? b)
    {
        if (a is not { } x || b is not { } y) return a is null && b is null;
        return x.Equals(y) || Math.Abs(x - y) <= Tolerance * Math.Max(1e-3, Math.Max(Math.Abs(x), Math.Abs(y)));
    }
}
