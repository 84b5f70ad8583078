namespace Vedetta.Statistics.Drift;

/// <summary>
/// Distribution of Kolmogorov's two-sided D for one sample, by the method that is accurate for each region as laid out
/// by Simard and L'Ecuyer (2011): the matrix power of Marsaglia, Tsang and Wang (2003), the expansion of Pelz and
/// Good (1976), and twice Smirnov's one-sided tail where the two sides no longer meet.
/// </summary>
internal static class KolmogorovDistribution
{
    private const double PiSquared = Math.PI * Math.PI;

    /// <summary>P(D >= d) for n values.</summary>
    public static double Survival(long n, double d)
    {
        if (n <= 0 || double.IsNaN(d))
            return double.NaN;
        var t = n * d;
        if (d >= 1)
            return 0;
        if (t <= 0.5)
            return 1;
        if (t <= 1)
            return Clip(1 - SmallestRegion(n, t));
        if (t >= n - 1)
            return Clip(2 * Math.Pow(1 - d, n));
        if (d >= 0.5)
            return Clip(2 * OneSided(n, d));
        var square = t * d;
        if (n <= 140)
            return Clip(square <= 4 ? 1 - MatrixPower((int)n, d) : 2 * OneSided(n, d));
        if (square >= 370)
            return 0;
        if (square >= 2.2)
            return Clip(2 * OneSided(n, d));
        return Clip(1 - (n <= 100_000 && n * Math.Pow(d, 1.5) <= 1.4 ? MatrixPower((int)n, d) : PelzGood(n, d)));
    }

    private static double Clip(double p) => Math.Clamp(p, 0, 1);

    /// <summary>n!/n^n (2t - 1)^n for 1/2 &lt; t &lt;= 1.</summary>
    private static double SmallestRegion(long n, double t) =>
        Math.Exp(BinomialTerms.LogFactorialOverPower(n) + (n * Math.Log((2 * t) - 1)));

    /// <summary>Smirnov's exact one-sided tail as a sum of binomial probabilities; its expansion beyond a million values.</summary>
    private static double OneSided(long n, double d)
    {
        if (n > 1_000_000)
        {
            var root = (6 * n * d) + 1;
            return Math.Exp(-root * root / (18.0 * n));
        }
        double sum = 0;
        var last = (long)Math.Floor(n * (1 - d));
        for (long v = 0; v <= last; v++)
        {
            var p = d + ((double)v / n);
            if (p < 1)
                sum += BinomialTerms.Probability(v, n, p, 1 - p) / p;
        }
        return sum * d;
    }

    private static double MatrixPower(int n, double d)
    {
        var k = (int)(n * d) + 1;
        var size = (2 * k) - 1;
        var h = k - (n * d);
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                matrix[i, j] = i - j + 1 < 0 ? 0 : 1;
        }
        for (var i = 0; i < size; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[size - 1, i] -= Math.Pow(h, size - i);
        }
        matrix[size - 1, 0] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, size) : 0;
        for (var i = 0; i < size; i++)
        {
            double factorial = 1;
            for (var j = i; j >= 0; j--)
            {
                factorial *= i - j + 1;
                matrix[i, j] /= factorial;
            }
        }
        var (power, exponent) = Power(matrix, n);
        var result = power[k - 1, k - 1];
        for (var i = 1; i <= n; i++)
        {
            result = result * i / n;
            if (result < 1e-140)
            {
                result *= 1e140;
                exponent -= 140;
            }
        }
        return result * Math.Pow(10, exponent);
    }

    private static (double[,] Power, int Exponent) Power(double[,] matrix, int n)
    {
        if (n == 1)
            return (matrix, 0);
        var (half, exponent) = Power(matrix, n / 2);
        var result = Multiply(half, half);
        exponent *= 2;
        if (n % 2 == 1)
            result = Multiply(matrix, result);
        var middle = result.GetLength(0) / 2;
        if (result[middle, middle] > 1e140)
        {
            for (var i = 0; i < result.GetLength(0); i++)
            {
                for (var j = 0; j < result.GetLength(1); j++)
                    result[i, j] *= 1e-140;
            }
            exponent += 140;
        }
        return (result, exponent);
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var size = a.GetLength(0);
        var result = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = a[i, k];
                if (factor == 0)
                    continue;
                for (var j = 0; j < size; j++)
                    result[i, j] += factor * b[k, j];
            }
        }
        return result;
    }

    private static double PelzGood(long n, double d)
    {
        var z = Math.Sqrt(n) * d;
        var z2 = z * z;
        var (z4, z6) = (z2 * z2, z2 * z2 * z2);
        var logQ = -PiSquared / 8 / z2;
        if (logQ < -708)
            return 0;
        double k0 = 0, k1 = 0, k2 = 0, k3 = 0;
        var terms = (int)Math.Ceiling(16 * z / Math.PI);
        for (var k = terms; k > 0; k--)
        {
            double odd = (2 * k) - 1;
            var o2 = odd * odd;
            var q = Math.Exp(logQ * o2);
            k0 += q;
            k1 += q * ((PiSquared / 4 * o2) - z2);
            k2 += q * ((6 * z6) + (2 * z4) + (((2 * z4) - (5 * z2)) * PiSquared / 4 * o2)
                + (PiSquared * PiSquared * (1 - (2 * z2)) / 16 * o2 * o2));
            k3 += q * ((-30 * z6) - (90 * z4 * z4) + (PiSquared * ((135 * z4) - (96 * z6)) / 4 * o2)
                + (PiSquared * PiSquared * ((212 * z4) - (60 * z2)) / 16 * o2 * o2)
                + (PiSquared * PiSquared * PiSquared * (5 - (30 * z2)) / 64 * o2 * o2 * o2));
        }
        var root = Math.Sqrt(2 * Math.PI);
        k0 *= root / z;
        k1 *= root / (6 * z4);
        k2 *= root / (72 * z6 * z);
        k3 *= root / (6480 * z6 * z4);

        double extra2 = 0, extra3 = 0;
        for (var k = terms; k > 0; k--)
        {
            double square = (double)k * k;
            var q = Math.Exp(-PiSquared / 2 / z2 * square);
            extra2 += square * q;
            extra3 += ((3 * z2) - (PiSquared * square)) * square * q;
        }
        k2 -= extra2 * PiSquared * root / (36 * z2 * z);
        k3 += extra3 * PiSquared * root / (216 * z6);
        var rootN = Math.Sqrt(n);
        return k0 + (k1 / rootN) + (k2 / n) + (k3 / (rootN * n));
    }
}
