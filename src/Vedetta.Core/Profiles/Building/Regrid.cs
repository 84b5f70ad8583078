using System.Diagnostics.CodeAnalysis;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Moves a profile that still knows every value to another grid.</summary>
internal static class Regrid
{
    private const long Limit = 2_000_000;

    /// <summary>The same rows on the grid of another profile; false when the values are only known as sketches or are too many.</summary>
    public static bool TryTo(NumericProfile profile, NumericProfile like, [NotNullWhen(true)] out NumericProfile? moved)
    {
        moved = null;
        if (profile.ExactCounts() is not { } values || profile.Rows > Limit || (profile.Fine is null) != (like.Fine is null)) return false;
        moved = new NumericProfile(like.Grid, like.Fine is { } fine ? new FineHistogram(fine.Low, fine.High) : null);
        Span<double> same = stackalloc double[256];
        foreach (var (value, count) in values) Repeat(moved, value, count, same);
        Repeat(moved, double.NaN, profile.NotANumber, same);
        Repeat(moved, double.PositiveInfinity, profile.PositiveInfinities, same);
        Repeat(moved, double.NegativeInfinity, profile.NegativeInfinities, same);
        moved.AddMissing(profile.Missing);
        moved.AddInvalid(profile.Invalid);
        moved.AddOutOfRange(profile.OutOfRange);
        return true;
    }

    private static void Repeat(NumericProfile profile, double value, long count, Span<double> scratch)
    {
        scratch.Fill(value);
        for (; count > 0; count -= scratch.Length) profile.Add(scratch[..(int)Math.Min(count, scratch.Length)]);
    }
}
