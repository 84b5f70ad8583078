namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Distances of two rows of shares with the floor and the base left to the caller.</summary>
internal static class Shares
{
    /// <summary>Shares of counts over a total.</summary>
    public static double[] Of(ReadOnlySpan<long> counts, double total)
    {
        var shares = new double[counts.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = counts[i] / total;
        return shares;
    }

    /// <summary>Shares below the floor raised to it, nothing renormalised.</summary>
    public static double[] Clip(ReadOnlySpan<double> shares, double floor)
    {
        var clipped = shares.ToArray();
        for (var i = 0; i < clipped.Length; i++)
            clipped[i] = Math.Max(clipped[i], floor);
        return clipped;
    }

    /// <summary>sum (r - c) ln(r / c); the shares must be above zero.</summary>
    public static double Psi(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
            sum += (reference[i] - current[i]) * Math.Log(reference[i] / current[i]);
        return sum;
    }

    /// <summary>sum r ln(r / c), both as they are.</summary>
    public static double Kl(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
            sum += reference[i] == 0 ? 0 : reference[i] * Math.Log(reference[i] / current[i]);
        return sum;
    }

    /// <summary>Jensen-Shannon distance in nats of two rows that each sum to one.</summary>
    public static double JensenShannon(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (r, c) = (reference[i], current[i]);
            var middle = (r + c) / 2;
            sum += (r == 0 ? 0 : r * Math.Log(r / middle)) + (c == 0 ? 0 : c * Math.Log(c / middle));
        }
        return Math.Sqrt(Math.Max(0, sum / 2));
    }

    /// <summary>Norm of the difference of square roots over sqrt 2.</summary>
    public static double Hellinger(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var gap = Math.Sqrt(reference[i]) - Math.Sqrt(current[i]);
            sum += gap * gap;
        }
        return Math.Sqrt(sum / 2);
    }

    /// <summary>Largest absolute difference.</summary>
    public static double Largest(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double largest = 0;
        for (var i = 0; i < reference.Length; i++)
            largest = Math.Max(largest, Math.Abs(reference[i] - current[i]));
        return largest;
    }

    /// <summary>The row divided by its sum.</summary>
    public static double[] Normalised(ReadOnlySpan<double> shares)
    {
        double sum = 0;
        foreach (var share in shares)
            sum += share;
        var result = shares.ToArray();
        for (var i = 0; i < result.Length; i++)
            result[i] /= sum;
        return result;
    }
}
