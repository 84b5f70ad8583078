using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>Applications that two rules treat alike or differently.</summary>
/// <param name="Rows">Applications.</param>
/// <param name="Labelled">Those with a label.</param>
/// <param name="Bad">Bad ones among those.</param>
public readonly record struct SwapCell(long Rows, long Labelled, long Bad)
{
    /// <summary>Bad rate of the labelled; null without any.</summary>
    public double? BadRate => Labelled > 0 ? (double)Bad / Labelled : null;

    /// <summary>Its 95 % interval (modified Wilson); null without labels.</summary>
    public Interval? Interval => Labelled > 0 ? Proportion.ModifiedWilson(Bad, Labelled) : null;
}

/// <summary>
/// Swap set of a champion and a challenger rule. Those swapped in were declined by the champion: unless some of them were
/// approved at random, their labels come from elsewhere or are inferred, and the reader must be told which.
/// </summary>
/// <param name="BothIn">Approved by both.</param>
/// <param name="SwapIn">Approved by the challenger alone.</param>
/// <param name="SwapOut">Approved by the champion alone.</param>
/// <param name="BothOut">Approved by neither.</param>
public sealed record SwapSet(SwapCell BothIn, SwapCell SwapIn, SwapCell SwapOut, SwapCell BothOut)
{
    /// <summary>All applications.</summary>
    public long Rows => BothIn.Rows + SwapIn.Rows + SwapOut.Rows + BothOut.Rows;

    /// <summary>Share the champion approves; null without applications.</summary>
    public double? ChampionApproval => Rows > 0 ? (double)(BothIn.Rows + SwapOut.Rows) / Rows : null;

    /// <summary>Share the challenger approves; null without applications.</summary>
    public double? ChallengerApproval => Rows > 0 ? (double)(BothIn.Rows + SwapIn.Rows) / Rows : null;

    /// <summary>Sorts applications into the four cells.</summary>
    /// <param name="champion">Whether the champion approves, one a row.</param>
    /// <param name="challenger">Whether the challenger approves.</param>
    /// <param name="bad">What became of it; null while unknown.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static SwapSet Of(ReadOnlySpan<bool> champion, ReadOnlySpan<bool> challenger, ReadOnlySpan<bool?> bad)
    {
        if (challenger.Length != champion.Length || bad.Length != champion.Length)
            throw new ArgumentException($"There are {champion.Length}, {challenger.Length} and {bad.Length} values where one a row is needed.", nameof(challenger));
        var cells = new SwapCell[4];
        for (var i = 0; i < champion.Length; i++)
        {
            ref var cell = ref cells[(champion[i] ? 0 : 1) + (challenger[i] ? 0 : 2)];
            cell = new SwapCell(cell.Rows + 1, cell.Labelled + (bad[i] is null ? 0 : 1), cell.Bad + (bad[i] == true ? 1 : 0));
        }
        return new SwapSet(cells[0], cells[1], cells[2], cells[3]);
    }
}
