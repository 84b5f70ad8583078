using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>Values of a numeric column that carry so much of it that they are levels of their own.</summary>
internal sealed record Atoms(double[] Values, long[] Reference, long[] Current, bool Missing)
{
    public bool Any => Values.Length > 0 || Missing;
}

/// <summary>A test statistic with its p-value.</summary>
internal readonly record struct Tested(double Statistic, double PValue);

/// <summary>Bounds of a number; equal where it is exact.</summary>
internal readonly record struct Bounded(double Low, double High);

/// <summary>Both sides of a numeric column and everything the methods ask of them.</summary>
internal abstract class NumericPair
{
    public required long ReferenceRows { get; init; }

    public required long CurrentRows { get; init; }

    public required long ReferenceMissing { get; init; }

    public required long CurrentMissing { get; init; }

    /// <summary>Infinite values of the reference.</summary>
    public long ReferenceInfinities => N - ReferenceMoments.Count;

    /// <summary>Infinite values of the current side.</summary>
    public long CurrentInfinities => M - CurrentMoments.Count;

    /// <summary>Values of the reference, infinities included.</summary>
    public long N => ReferenceRows - ReferenceMissing;

    /// <summary>Values of the current side, infinities included.</summary>
    public long M => CurrentRows - CurrentMissing;

    public required Moments ReferenceMoments { get; init; }

    public required Moments CurrentMoments { get; init; }

    /// <summary>The single value of a side; null when it has none or several.</summary>
    public abstract double? ReferenceConstant { get; }

    public abstract double? CurrentConstant { get; }

    /// <summary>Where the numbers are bounds, what limits them; null where they are exact.</summary>
    public abstract string? Inexact { get; }

    /// <summary>Counts between the deciles of the reference.</summary>
    public abstract (long[] Reference, long[] Current) DecileBins();

    /// <summary>Counts of both sides in the bins (previous, edge], open at both ends.</summary>
    /// <param name="edges">Finite edges in ascending order.</param>
    public abstract (long[] Reference, long[] Current) Bins(ReadOnlySpan<double> edges);

    /// <summary>Quantile of the finite reference values at share p by linear interpolation.</summary>
    public abstract double ReferenceQuantile(double p);

    /// <summary>Smallest and largest finite reference value; NaN without any.</summary>
    public abstract (double Min, double Max) ReferenceRange { get; }

    public abstract LargestGap KolmogorovSmirnov();

    /// <summary>Finite values of a side in ascending order; from a profile each cell is one point at its mean.</summary>
    public abstract SortedCounts Points(bool current);

    /// <summary>Squared energy distance of the finite values and their mean distance across the sides.</summary>
    public abstract EnergyParts? Energy();

    /// <summary>Every value with its counts when both sides together have at most this many; otherwise null.</summary>
    public abstract (double[] Values, long[] Reference, long[] Current)? Table(int levels);

    public abstract Atoms FindAtoms(double share);

    public abstract long CountOf(double value, bool current);

    /// <summary>Anderson-Darling on the values that are no atoms; null with too few of them.</summary>
    public abstract Tested? AndersonDarling(Atoms? without, bool midranks);

    /// <summary>Wasserstein-1 distance of the finite values that are no atoms.</summary>
    public abstract Bounded? Wasserstein(Atoms? without);

    /// <summary>Counts in about ten bins of equal reference share, atoms left out.</summary>
    public abstract (long[] Reference, long[] Current) TenBins(Atoms without);

    /// <summary>The rank tests that need only the pooled order.</summary>
    public abstract RankSums Ranks();

    /// <summary>Standard deviation of the finite reference values that are no atoms (divisor n - 1).</summary>
    public double ReferenceDeviation(Atoms? without)
    {
        var moments = ReferenceMoments;
        for (var i = 0; i < (without?.Values.Length ?? 0); i++)
        {
            if (double.IsFinite(without!.Values[i]))
                moments.Add(without.Values[i], -without.Reference[i]);
        }
        return moments.StandardDeviation;
    }

    protected static (long[] Reference, long[] Current) CutInTen<TSteps>(TSteps steps, long n)
        where TSteps : struct, ISteps, allows ref struct
    {
        var reference = new long[10];
        var current = new long[10];
        long before = 0;
        while (steps.Next(out var a, out var b))
        {
            var bin = n == 0 ? 0 : (int)Math.Clamp((before + ((a - 1) / 2.0)) * 10 / n, 0, 9);
            reference[bin] += a;
            current[bin] += b;
            before += a;
        }
        return (reference, current);
    }
}
