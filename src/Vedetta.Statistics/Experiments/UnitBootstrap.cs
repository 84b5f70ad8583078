using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Experiments;

/// <summary>
/// Bootstrap that draws whole units (customers, not their events), so that what belongs together stays together
/// (Efron and Tibshirani 1993).
/// </summary>
public static class UnitBootstrap
{
    /// <summary>
    /// Interval of the difference of ratios of sums, treatment less control, bias-corrected and accelerated (BCa, Efron
    /// 1987; the acceleration by a jackknife over units). Null below ten units in an arm, or where a denominator sums to 0.
    /// </summary>
    /// <param name="control">Numerator and denominator per unit; a denominator of 1 gives a mean.</param>
    /// <param name="treatment">The same for the other arm.</param>
    /// <param name="draws">Bootstrap samples.</param>
    /// <param name="seed">Seed: the same data give the same interval.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static (double Difference, Interval Interval)? RatioDifference(
        ReadOnlySpan<(double Above, double Below)> control, ReadOnlySpan<(double Above, double Below)> treatment, int draws = 2000, ulong seed = 20_260_101, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        var (a, b) = (Sums.Of(control), Sums.Of(treatment));
        if (control.Length < 10 || treatment.Length < 10 || a.Below == 0 || b.Below == 0)
            return null;
        var difference = b.Ratio - a.Ratio;
        var random = new SeededRandom(seed);
        var found = new List<double>(draws);
        for (var i = 0; i < draws; i++)
        {
            var (first, second) = (Drawn(control, ref random), Drawn(treatment, ref random));
            if (first.Below != 0 && second.Below != 0)
                found.Add(second.Ratio - first.Ratio);
        }
        found.Sort();
        var below = (found.Count(f => f < difference) + (0.5 * found.Count(f => f == difference))) / found.Count;
        if (below is <= 0 or >= 1)
            return (difference, new Interval(found[0], found[^1]));
        var bias = Normal.InvCDF(0, 1, below);
        var acceleration = Acceleration(control, a, treatment, b);
        return (difference, new Interval(At((1 - confidence) / 2), At((1 + confidence) / 2)));

        double At(double share)
        {
            var z = bias + Normal.InvCDF(0, 1, share);
            var corrected = Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
            return Quantiles.Linear(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found), Math.Clamp(corrected, 0, 1));
        }
    }

    private static Sums Drawn(ReadOnlySpan<(double Above, double Below)> units, ref SeededRandom random)
    {
        var sums = default(Sums);
        for (var i = 0; i < units.Length; i++)
        {
            var unit = units[(int)(random.NextDouble() * units.Length)];
            sums = new Sums(sums.Above + unit.Above, sums.Below + unit.Below);
        }
        return sums;
    }

    private static double Acceleration(ReadOnlySpan<(double Above, double Below)> control, Sums a, ReadOnlySpan<(double Above, double Below)> treatment, Sums b)
    {
        var (squares, cubes) = (0.0, 0.0);
        Influence(control, a, -1, ref squares, ref cubes);
        Influence(treatment, b, 1, ref squares, ref cubes);
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    // Influence of a unit on a ratio of sums is (above - ratio x below) / sum below.
    private static void Influence(ReadOnlySpan<(double Above, double Below)> units, Sums sums, int sign, ref double squares, ref double cubes)
    {
        foreach (var (above, below) in units)
        {
            var influence = sign * (above - (sums.Ratio * below)) / sums.Below;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }
    }

    private readonly record struct Sums(double Above, double Below)
    {
        public double Ratio => Above / Below;

        public static Sums Of(ReadOnlySpan<(double Above, double Below)> units)
        {
            var (above, below) = (0.0, 0.0);
            foreach (var unit in units)
            {
                above += unit.Above;
                below += unit.Below;
            }
            return new Sums(above, below);
        }
    }
}
