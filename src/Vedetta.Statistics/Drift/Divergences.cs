namespace Vedetta.Statistics.Drift;

/// <summary>Distances of two rows of counts over the same bins. Formulas follow docs/statistics/divergences.md.</summary>
internal static class Divergences
{
    /// <summary>Shares below this are raised to it in PSI and KL, without renormalising.</summary>
    public const double Floor = 1e-4;

    /// <summary>Population stability index: sum (c - r) ln(c / r) over floored shares.</summary>
    public static double Psi(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var r = Math.Max(reference[i] / n, Floor);
            var c = Math.Max(current[i] / m, Floor);
            sum += (c - r) * Math.Log(c / r);
        }
        return sum;
    }

    /// <summary>Kullback-Leibler divergence of the current side from the reference in nats: sum c ln(c / r) over floored shares.</summary>
    public static double Kl(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var r = Math.Max(reference[i] / n, Floor);
            var c = Math.Max(current[i] / m, Floor);
            sum += c * Math.Log(c / r);
        }
        return Math.Max(0, sum);
    }

    /// <summary>Jensen-Shannon distance, base 2: 0 to 1.</summary>
    public static double JensenShannon(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (r, c) = (reference[i] / n, current[i] / m);
            var middle = (r + c) / 2;
            if (r > 0)
                sum += r * Math.Log(r / middle);
            if (c > 0)
                sum += c * Math.Log(c / middle);
        }
        return Math.Sqrt(Math.Max(0, sum / 2 / Math.Log(2)));
    }

    /// <summary>Hellinger distance sqrt(1 - sum sqrt(r c)): 0 to 1.</summary>
    public static double Hellinger(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var gap = Math.Sqrt(reference[i] / n) - Math.Sqrt(current[i] / m);
            sum += gap * gap;
        }
        return Math.Sqrt(sum / 2);
    }

    /// <summary>Total variation: half the sum of absolute differences of shares.</summary>
    public static double TotalVariation(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
            sum += Math.Abs((reference[i] / n) - (current[i] / m));
        return sum / 2;
    }

    /// <summary>Largest absolute difference of shares.</summary>
    public static double Largest(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double largest = 0;
        for (var i = 0; i < reference.Length; i++)
            largest = Math.Max(largest, Math.Abs((reference[i] / n) - (current[i] / m)));
        return largest;
    }

    /// <summary>Likelihood-ratio statistic of the two-sample table: 2 sum o ln(o / e) over both sides.</summary>
    public static double G(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            double pooled = reference[i] + current[i];
            if (reference[i] > 0)
                sum += reference[i] * Math.Log(reference[i] * (n + m) / (n * pooled));
            if (current[i] > 0)
                sum += current[i] * Math.Log(current[i] * (n + m) / (m * pooled));
        }
        return Math.Max(0, 2 * sum);
    }

    /// <summary>
    /// Chi-square distance with both sides weighted equally, sum (r - c)^2 / ((r + c) / 2), less what noise alone gives;
    /// a quarter of it is the square of Cramer's V of two sides of equal size.
    /// </summary>
    public static double BalancedV(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, int levels)
    {
        var (n, m) = (Total(reference), Total(current));
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (r, c) = (reference[i] / n, current[i] / m);
            if (r + c > 0)
                sum += (r - c) * (r - c) / ((r + c) / 2);
        }
        return Math.Sqrt(Math.Max(0, sum - ((levels - 1) * ((1 / n) + (1 / m))))) / 2;
    }

    private static double Total(ReadOnlySpan<long> counts)
    {
        double total = 0;
        foreach (var count in counts)
            total += count;
        return total;
    }
}
