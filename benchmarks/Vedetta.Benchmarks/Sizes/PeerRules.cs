using MathNet.Numerics;
using Vedetta.Statistics.Drift;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>Verdicts of two other tools as their sources define them, stated anew: Evidently 0.7.21 and whylogs 1.6.0.</summary>
internal static class PeerRules
{
    private const int SmallReference = 1000;

    /// <summary>Kolmogorov-Smirnov p at most 0.05 up to 1,000 reference rows, else Wasserstein over the deviation at least 0.1.</summary>
    public static bool EvidentlyNumeric(NumericSample reference, NumericSample current)
    {
        if (reference.Rows <= SmallReference) return Comparison.Of(DriftMethod.Ks, reference, current).PValue <= 0.05;
        double deviation = Math.Sqrt(reference.Moments.SquaredDeviations / reference.Moments.Count);
        return Wasserstein(reference.Sorted, current.Sorted) / Math.Max(deviation, 0.001) >= 0.1;
    }

    /// <summary>Chi-square of the current counts against the reference shares up to 1,000 reference rows (p below 0.05), else Jensen-Shannon distance in nats of at least 0.1.</summary>
    public static bool EvidentlyCategorical(long[] reference, long[] current)
    {
        double n = reference.Sum();
        double m = current.Sum();
        if (n > SmallReference) return JensenShannon(reference, n, current, m) >= 0.1;
        double x2 = 0;
        int levels = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            if (reference[i] + current[i] == 0) continue;
            double expected = reference[i] * m / n;
            x2 += (current[i] - expected) * (current[i] - expected) / expected;
            levels++;
        }

        return Tail(x2, levels - 1) < 0.05;
    }

    /// <summary>Chi-square of the current counts against reference shares taken as exactly known, in whole expected counts (p below 0.05).</summary>
    public static bool WhylogsCategorical(long[] reference, long[] current)
    {
        double n = reference.Sum();
        double m = current.Sum();
        double x2 = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            if (reference[i] + current[i] == 0) continue;
            double expected = Math.Floor(reference[i] / n * m);
            double gap = current[i] - expected;
            x2 += expected == 0 ? gap == 0 ? 0 : double.PositiveInfinity : gap * gap / expected;
        }

        return Tail(x2, current.Count(c => c > 0) - 1) < 0.05;
    }

    private static double Tail(double x2, int dof) =>
        dof < 1 ? 1 : double.IsFinite(x2) ? SpecialFunctions.GammaUpperRegularized(dof / 2.0, x2 / 2) : 0;

    private static double JensenShannon(long[] reference, double n, long[] current, double m)
    {
        double sum = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            (double p, double q) = (reference[i] / n, current[i] / m);
            double middle = (p + q) / 2;
            sum += Term(p, middle) + Term(q, middle);
        }

        return Math.Sqrt(Math.Max(0, sum / 2));

        static double Term(double share, double middle) => share > 0 ? share * Math.Log(share / middle) : 0;
    }

    private static double Wasserstein(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        (int i, int j) = (0, 0);
        (double stepA, double stepB) = (1.0 / a.Length, 1.0 / b.Length);
        double sum = 0;
        double at = Math.Min(a[0], b[0]);
        while (i < a.Length && j < b.Length)
        {
            double next = Math.Min(a[i], b[j]);
            sum += Math.Abs((i * stepA) - (j * stepB)) * (next - at);
            at = next;
            if (a[i] == next) i++;
            else j++;
        }

        for (; i < a.Length; i++)
        {
            sum += Math.Abs((i * stepA) - 1) * (a[i] - at);
            at = a[i];
        }

        for (; j < b.Length; j++)
        {
            sum += Math.Abs(1 - (j * stepB)) * (b[j] - at);
            at = b[j];
        }

        return sum;
    }
}
