namespace Vedetta.Statistics.Drift;

/// <summary>Binomial probabilities without cancellation by the saddle point form of Loader (2000).</summary>
internal static class BinomialTerms
{
    private static readonly double[] SmallErrors = BuildSmallErrors();

    /// <summary>log(n!) minus Stirling's formula.</summary>
    public static double StirlingError(double n)
    {
        if (n <= 15)
            return SmallErrors[(int)n];
        var n2 = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / n2)) / n2)) / n2)) / n2)) / n;
    }

    /// <summary>log(n!).</summary>
    public static double LogFactorial(double n) =>
        n == 0 ? 0 : (n * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI * n)) + StirlingError(n);

    /// <summary>log(n! / n^n).</summary>
    public static double LogFactorialOverPower(double n) => -n + (0.5 * Math.Log(2 * Math.PI * n)) + StirlingError(n);

    /// <summary>P(X = k) for n trials with probability p, q = 1 - p.</summary>
    public static double Probability(double k, double n, double p, double q)
    {
        if (k == 0)
            return Math.Exp(p < 0.1 ? -Deviance(n, n * q) - (n * p) : n * Math.Log(q));
        if (k == n)
            return Math.Exp(q < 0.1 ? -Deviance(n, n * p) - (n * q) : n * Math.Log(p));
        var exponent = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q);
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    /// <summary>x log(x/np) + np - x, without cancellation near x = np.</summary>
    private static double Deviance(double x, double np)
    {
        if (Math.Abs(x - np) >= 0.1 * (x + np))
            return (x * Math.Log(x / np)) + np - x;
        var v = (x - np) / (x + np);
        var sum = (x - np) * v;
        var term = 2 * x * v;
        v *= v;
        for (var j = 1; ; j++)
        {
            term *= v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
                return next;
            sum = next;
        }
    }

    private static double[] BuildSmallErrors()
    {
        var result = new double[16];
        double factorial = 1;
        for (var n = 1; n < result.Length; n++)
        {
            factorial *= n;
            result[n] = Math.Log(factorial) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }
        return result;
    }
}
