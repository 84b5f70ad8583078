using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>What the energy distance of two samples is made of.</summary>
/// <param name="Squared">2 times the integral of (F - G)^2 dx, within bounds.</param>
/// <param name="Across">Mean distance of a reference value to a current one, within bounds.</param>
internal readonly record struct EnergyParts(Bounded Squared, Bounded Across)
{
    /// <summary>The energy distance in the square root of the column's unit.</summary>
    public Bounded Raw => new(Math.Sqrt(Squared.Low), Math.Sqrt(Squared.High));

    /// <summary>The share H of its largest possible value, twice the mean distance across; 0 when both sides are one value.</summary>
    public Bounded Share => new(Divide(Squared.Low, Across.High), Divide(Squared.High, Across.Low));

    private static double Divide(double squared, double across) => squared <= 0 ? 0 : across <= 0 ? 1 : Math.Min(1, squared / (2 * across));
}

/// <summary>The energy distance of Szekely and Rizzo (2004) in one dimension, where it is 2 times the Cramer distance.</summary>
internal static class EnergyDistance
{
    /// <summary>Both integrals over the steps of finite values.</summary>
    public static EnergyParts Of(ValueSteps steps, long n, long m)
    {
        double squared = 0;
        double across = 0;
        double f = 0;
        double g = 0;
        long a = 0;
        long b = 0;
        var previous = double.NaN;
        while (steps.Next(out var reference, out var current))
        {
            if (!double.IsNaN(previous))
            {
                var width = steps.Value - previous;
                squared += (f - g) * (f - g) * width;
                across += ((f * (1 - g)) + (g * (1 - f))) * width;
            }
            previous = steps.Value;
            a += reference;
            b += current;
            (f, g) = ((double)a / n, (double)b / m);
        }
        return new EnergyParts(new Bounded(2 * squared, 2 * squared), new Bounded(across, across));
    }

    /// <summary>
    /// From cells: the integrals of F and G over an open interval are exact from its counts and sums. The integral of
    /// (F - G)^2 is at least their difference squared over the width (Jensen), and at most the largest gap times the
    /// integral of |F - G|; that of F G lies between the product of the means (both ascend) and the smaller mean times the other's end.
    /// </summary>
    public static EnergyParts? OfCells(NumericProfile reference, NumericProfile current, NumericGrid grid)
    {
        double n = reference.Moments.Count;
        double m = current.Moments.Count;
        if (n == 0 || m == 0)
            return null;
        var (lowest, highest) = (Math.Min(reference.Min, current.Min), Math.Max(reference.Max, current.Max));
        var (squared, across) = ((Low: 0.0, High: 0.0), (Low: 0.0, High: 0.0));
        double f = 0;
        double g = 0;
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            var (c, d) = (reference.Cells[cell] / n, current.Cells[cell] / m);
            var (from, to) = grid.Bounds(cell);
            var width = Math.Min(to, highest) - Math.Max(from, lowest);
            if ((cell & 1) == 0 && width > 0)
            {
                to = Math.Min(to, highest);
                var meanF = f + (c == 0 ? 0 : ((c * to) - (reference.IntervalSums[cell >> 1] / n)) / width);
                var meanG = g + (d == 0 ? 0 : ((d * to) - (current.IntervalSums[cell >> 1] / m)) / width);
                var (u, v) = (Math.Max(0, f + c - g), Math.Max(0, g + d - f));
                var least = Math.Abs(meanF - meanG);
                var mostAbsolute = u == 0 || v == 0 ? least : Math.Min(least + (2 * Math.Min(u, v)), Math.Max(u, v));
                squared.Low += least * least * width;
                squared.High += Math.Max(least * least, Math.Max(u, v) * mostAbsolute) * width;
                var product = Math.Min(Math.Min(f + c, 1) * meanG, Math.Min(g + d, 1) * meanF);
                across.Low += Math.Max(0, meanF + meanG - (2 * product)) * width;
                across.High += Math.Max(0, meanF + meanG - (2 * meanF * meanG)) * width;
            }
            f += c;
            g += d;
        }
        return new EnergyParts(new Bounded(2 * squared.Low, 2 * Math.Max(squared.Low, squared.High)), new Bounded(across.Low, across.High));
    }
}
