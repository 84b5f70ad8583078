using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>Decisions against the cut-off on one side of it.</summary>
/// <param name="Eligible">Applications the rule decides this way.</param>
/// <param name="Overridden">Those decided the other way by a person.</param>
public readonly record struct OverrideSide(long Eligible, long Overridden)
{
    /// <summary>Share overridden; null where nobody was eligible.</summary>
    public double? Share => Eligible > 0 ? (double)Overridden / Eligible : null;

    /// <summary>Its 95 % interval (modified Wilson); null where nobody was eligible.</summary>
    public Interval? Interval => Eligible > 0 ? Proportion.ModifiedWilson(Overridden, Eligible) : null;

    /// <summary>
    /// Whether the share rose against another period: the interval of the difference (Newcombe) lies above 0. False where
    /// either is empty.
    /// </summary>
    public bool RoseSince(OverrideSide before) =>
        Eligible > 0 && before.Eligible > 0 && Proportion.Newcombe(Overridden, Eligible, before.Overridden, before.Eligible).Low > 0;
}

/// <summary>Overrides of a cut-off by people.</summary>
/// <param name="LowSide">Approved although the rule declines.</param>
/// <param name="HighSide">Declined although the rule approves.</param>
/// <param name="LowSideBad">Labels of the low-side overrides.</param>
/// <param name="Within">Labels of those approved as the rule says, for comparison.</param>
public sealed record Overrides(OverrideSide LowSide, OverrideSide HighSide, SwapCell LowSideBad, SwapCell Within)
{
    /// <summary>Difference of the bad rates, low-side overrides less the others, with its 95 % interval (Newcombe); null without labels on a side.</summary>
    public (double Difference, Interval Interval)? ExcessRisk => LowSideBad.Labelled > 0 && Within.Labelled > 0
        ? (LowSideBad.BadRate!.Value - Within.BadRate!.Value, Proportion.Newcombe(LowSideBad.Bad, LowSideBad.Labelled, Within.Bad, Within.Labelled))
        : null;

    /// <summary>Counts decisions.</summary>
    /// <param name="rule">Whether the rule approves, one a row.</param>
    /// <param name="decision">Whether it was approved.</param>
    /// <param name="bad">What became of it; null while unknown.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Overrides Of(ReadOnlySpan<bool> rule, ReadOnlySpan<bool> decision, ReadOnlySpan<bool?> bad)
    {
        var set = SwapSet.Of(rule, decision, bad);
        return new Overrides(
            new OverrideSide(set.SwapIn.Rows + set.BothOut.Rows, set.SwapIn.Rows),
            new OverrideSide(set.SwapOut.Rows + set.BothIn.Rows, set.SwapOut.Rows),
            set.SwapIn, set.BothIn);
    }
}
