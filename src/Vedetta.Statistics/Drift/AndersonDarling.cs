namespace Vedetta.Statistics.Drift;

/// <summary>The two-sample Anderson-Darling test (Scholz and Stephens 1987), exact steps or midranks.</summary>
internal static class AndersonDarling
{
    private static readonly double LimitSigma = Math.Sqrt(2 * ((Math.PI * Math.PI) - 9) / 3);

    /// <summary>
    /// A2 of the steps: the sum over the order statistics where no step holds more than one value, the midrank form
    /// with ties (it is the one that keeps its size on binned data) or where it is asked for.
    /// </summary>
    public static double Statistic<TSteps>(TSteps steps, long n, long m, bool midranks)
        where TSteps : struct, ISteps, allows ref struct
    {
        double total = n + m;
        double before = 0;
        double currentBefore = 0;
        double ordered = 0;
        double midrank = 0;
        var ties = false;
        while (steps.Next(out var reference, out var current))
        {
            double size = reference + current;
            ties |= size > 1;
            var rank = before + (size / 2);
            var gap = (total * (currentBefore + (current / 2.0))) - (m * rank);
            var weight = (rank * (total - rank)) - (total * size / 4);
            if (weight > 0)
                midrank += size * gap * gap / weight;
            before += size;
            currentBefore += current;
            if (before < total)
            {
                gap = (total * currentBefore) - (m * before);
                ordered += size * gap * gap / (before * (total - before));
            }
        }
        return midranks || ties ? (total - 1) / total * midrank / n / m : ordered / n / m;
    }

    /// <summary>Standard deviation of A2 without change, for samples of n and m values.</summary>
    public static double Sigma(long n, long m)
    {
        double total = n + m;
        if (total < 4)
            return double.NaN;
        var f = (1.0 / n) + (1.0 / m);
        // The double sum g = sum over i of (H(N-1) - H(i)) / (N-i) has the closed form H(N-1)^2 - H(N)^2 + H2(N), because
        // sum over i of H(i) / (N-i) = H(N)^2 - H2(N).
        var h = Harmonic(total - 1);
        var g = HarmonicOfSquares(total) - (((2 * h) + (1 / total)) / total);
        var a = (4 * g) - 6 + ((10 - (6 * g)) * f);
        var b = (12 * g) + (8 * h) - 22 + (((2 * g) - (14 * h) - 4) * f);
        var c = (36 * h) + 4 + (((2 * h) - 6) * f);
        const double d = 24;
        return Math.Sqrt(((((((a * total) + b) * total) + c) * total) + d) / ((total - 1) * (total - 2) * (total - 3)));
    }

    /// <summary>H(n) = 1 + 1/2 + ... + 1/n, by summing or by the Euler-Maclaurin series, whose error is below 1e-16 from 100 on.</summary>
    private static double Harmonic(double n)
    {
        const double EulerMascheroni = 0.57721566490153286;
        if (n >= 100)
            return Math.Log(n) + EulerMascheroni + (0.5 / n) - (1 / (12 * n * n)) + (1 / (120 * n * n * n * n));
        double sum = 0;
        for (var i = n; i >= 1; i--) sum += 1 / i;
        return sum;
    }

    /// <summary>H2(n) = 1 + 1/4 + ... + 1/n^2, likewise.</summary>
    private static double HarmonicOfSquares(double n)
    {
        if (n >= 100)
            return (Math.PI * Math.PI / 6) - (1 / n) + (0.5 / (n * n)) - (1 / (6 * n * n * n)) + (1 / (30 * Math.Pow(n, 5)));
        double sum = 0;
        for (var i = n; i >= 1; i--) sum += 1 / (i * i);
        return sum;
    }

    /// <summary>Probability of an A2 as large without change: the limit law after matching the standard deviation.</summary>
    public static double PValue(double a2, double sigma) => Survival(1 + ((a2 - 1) * LimitSigma / sigma));

    /// <summary>Upper tail of the limit law of A2 (Marsaglia and Marsaglia 2004; exponential tail from 8 on).</summary>
    internal static double Survival(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        if (z <= 0)
            return 1;
        if (z < 2)
            return 1 - (Math.Exp(-1.2337141 / z) / Math.Sqrt(z) * (2.00012 + ((0.247105 - ((0.0649821 - ((0.0347962 - ((0.011672 - (0.00168691 * z)) * z)) * z)) * z)) * z)));
        if (z < 8)
            return -Expm1(-Math.Exp(1.0776 - ((2.30695 - ((0.43424 - ((0.082433 - ((0.008056 - (0.0003146 * z)) * z)) * z)) * z)) * z)));
        return 1.732 * Math.Exp(-z) / Math.Sqrt(Math.PI * z);
    }

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;
}
