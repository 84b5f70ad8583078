namespace Vedetta.Statistics.Drift;

/// <summary>Settings of a comparison; the defaults are the measured recipe.</summary>
public sealed record DriftOptions
{
    /// <summary>The defaults.</summary>
    public static DriftOptions Default { get; } = new();

    /// <summary>Share of false alarms accepted; sparse tables are confirmed by permutation when p is at most five times this.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Columns judged together: with more of them the permutation confirmation draws more often.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Seed of the permutation confirmation; the counts of the table are mixed into it.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>
    /// Random splits drawn at most to confirm a sparse table: at least 1,999 and five times what Holm needs, at most
    /// 20,000. The permutation p is valid for any number; more only make it less coarse.
    /// </summary>
    public int PermutationDraws => (int)Math.Clamp(5 * Columns / Alpha, 1999, 20_000);

    /// <summary>A gamma-matched p below this needs no confirmation: no measured table was off by a factor that matters there.</summary>
    public double TrustedWithoutPermutation { get; init; } = 1e-6;

    /// <summary>Largest difference of shares from which a sparse table is confirmed; below it only its corrected PSI can matter.</summary>
    public double ConfirmFromDifference { get; init; } = 0.03;

    /// <summary>Corrected PSI from which a sparse table is confirmed; below it only its largest difference can matter.</summary>
    public double ConfirmFromPsi { get; init; } = 0.05;

    /// <summary>Reference share from which a single value of a numeric column is an atom with a level of its own.</summary>
    public double AtomShare { get; init; } = 0.05;

    /// <summary>A numeric column with at most this many distinct values on both sides together is compared as a table.</summary>
    public int TableLevels { get; init; } = 20;

    /// <summary>Confidence of the intervals of the statistics.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How numeric columns are cut for the methods over counts; auto keeps the deciles of its recipe.</summary>
    public BinRule Bins { get; init; } = BinRule.Quantiles;

    /// <summary>How many bins the quantiles or equal widths make: 2 to 1,000.</summary>
    public int BinCount { get; init; } = 10;

    /// <summary>The edges of <see cref="BinRule.FixedEdges"/>: finite and ascending; bins are (previous, edge], open at both ends.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>Base of the logarithms of kl and js; effects and thresholds stay on the usual base.</summary>
    public LogarithmBase Logarithm { get; init; } = LogarithmBase.Usual;

    /// <summary>
    /// Whether the statistic of wasserstein and energy is free of the column's unit: over the standard deviation of the
    /// reference, and over its largest possible value. Null for what is usual: wasserstein in the unit of the column,
    /// energy normed. Effects are always normed.
    /// </summary>
    public bool? Normed { get; init; }

    /// <summary>The p of ks counts orders exactly while both sides have at most this many values; beyond, it is asymptotic.</summary>
    public int ExactLimit { get; init; } = 500;
}
