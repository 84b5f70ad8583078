namespace Vedetta.Statistics.Learners;

/// <summary>
/// A monotone calibration curve fitted by least squares (pool adjacent violators). Rows of one x are pooled first, the
/// fit is interpolated linearly between its knots, and inputs outside the range of x take the value at its end, as
/// scikit-learn's IsotonicRegression with <c>out_of_bounds="clip"</c> does.
/// </summary>
/// <remarks>Source: Ayer, Brunk, Ewing, Reid and Silverman 1955; Barlow and Brunk 1972.</remarks>
public sealed class IsotonicRegression
{
    private readonly double[] _x;
    private readonly double[] _y;

    private IsotonicRegression(double[] x, double[] y, int rows)
    {
        _x = x;
        _y = y;
        Rows = rows;
    }

    /// <summary>Inputs of the knots, rising.</summary>
    public ReadOnlySpan<double> KnotX => _x;

    /// <summary>Fitted values at the knots, never falling (never rising when fitted as falling).</summary>
    public ReadOnlySpan<double> KnotY => _y;

    /// <summary>Rows with a positive weight the curve was fitted to.</summary>
    public int Rows { get; }

    /// <summary>Fits y as a monotone function of x.</summary>
    /// <param name="x">Inputs, finite.</param>
    /// <param name="y">Targets, finite, one for each x.</param>
    /// <param name="weights">Weights of the rows, not negative; empty for one each. Rows of weight zero are left out.</param>
    /// <param name="increasing">False for a curve that falls.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a weight is negative, or no row has a weight.</exception>
    public static IsotonicRegression Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights = default, bool increasing = true)
    {
        if (y.Length != x.Length)
            throw new ArgumentException($"There are {x.Length} inputs and {y.Length} targets; each input needs one.", nameof(y));
        Weights.Check(weights, x.Length);
        Finite(x, nameof(x));
        Finite(y, nameof(y));
        var sign = increasing ? 1 : -1;
        var points = IsSorted(x) ? Group(x, y, weights, [], sign) : Group(Sort(x, out var order), y, weights, order, sign);
        if (points.Count == 0)
            throw new ArgumentException("There is no row with a positive weight; isotonic regression needs one.", nameof(x));
        return Knots(points, Pool(points), sign);
    }

    /// <summary>The fitted value at x; at the ends of the range beyond them. NaN for NaN.</summary>
    public double Predict(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x <= _x[0])
            return _y[0];
        if (x >= _x[^1])
            return _y[^1];
        var above = Array.BinarySearch(_x, x);
        if (above >= 0)
            return _y[above];
        above = ~above;
        var slope = (_y[above] - _y[above - 1]) / (_x[above] - _x[above - 1]);
        return (slope * (x - _x[above - 1])) + _y[above - 1];
    }

    /// <summary>Fitted values of many inputs.</summary>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Predict(ReadOnlySpan<double> x, Span<double> fitted)
    {
        if (fitted.Length != x.Length)
            throw new ArgumentException($"There are {x.Length} inputs and room for {fitted.Length} values.", nameof(fitted));
        for (var i = 0; i < x.Length; i++)
            fitted[i] = Predict(x[i]);
    }

    private static bool IsSorted(ReadOnlySpan<double> x)
    {
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] < x[i - 1])
                return false;
        }
        return true;
    }

    private static double[] Sort(ReadOnlySpan<double> x, out int[] order)
    {
        var keys = x.ToArray();
        order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        return keys;
    }

    /// <summary>One point for each distinct x with a positive weight: its mean target.</summary>
    private static Points Group(ReadOnlySpan<double> keys, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, int[] order, int sign)
    {
        var points = new Points(keys.Length);
        for (var i = 0; i < keys.Length;)
        {
            var (start, sum, total) = (keys[i], 0.0, 0.0);
            for (; i < keys.Length && keys[i] == start; i++)
            {
                var row = order.Length == 0 ? i : order[i];
                var weight = weights.IsEmpty ? 1 : weights[row];
                sum += weight * y[row];
                total += weight;
                points.Rows += weight > 0 ? 1 : 0;
            }
            if (total > 0)
                (points.X[points.Count], points.Y[points.Count], points.Weight[points.Count++]) = (start, sign * sum / total, total);
        }
        return points;
    }

    /// <summary>Means of the blocks that pooling adjacent violators ends with, one for each point.</summary>
    private static double[] Pool(Points points)
    {
        var (sums, weights, counts) = (new double[points.Count], new double[points.Count], new int[points.Count]);
        var blocks = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var (sum, weight, count, mean) = (points.Y[i] * points.Weight[i], points.Weight[i], 1, points.Y[i]);
            while (blocks > 0 && sums[blocks - 1] / weights[blocks - 1] >= mean)
            {
                blocks--;
                (sum, weight, count) = (sums[blocks] + sum, weights[blocks] + weight, counts[blocks] + count);
                mean = sum / weight;
            }
            (sums[blocks], weights[blocks], counts[blocks]) = (sum, weight, count);
            blocks++;
        }
        var fitted = new double[points.Count];
        var next = 0;
        for (var b = 0; b < blocks; b++)
        {
            // A block of one point keeps its value to the last bit.
            fitted.AsSpan(next, counts[b]).Fill(counts[b] == 1 ? points.Y[next] : sums[b] / weights[b]);
            next += counts[b];
        }
        return fitted;
    }

    private static IsotonicRegression Knots(Points points, double[] fitted, int sign)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (var i = 0; i < fitted.Length; i++)
        {
            // Points inside a flat block change nothing: interpolation between its ends gives the same.
            if (i > 0 && i < fitted.Length - 1 && fitted[i] == fitted[i - 1] && fitted[i] == fitted[i + 1])
                continue;
            x.Add(points.X[i]);
            y.Add(sign * fitted[i]);
        }
        return new IsotonicRegression([.. x], [.. y], points.Rows);
    }

    private static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Row {i} is {values[i]}; isotonic regression takes finite values only.", name);
        }
    }

    /// <summary>Distinct inputs, rising, with their mean target and weight.</summary>
    private sealed class Points(int most)
    {
        public double[] X { get; } = new double[most];

        public double[] Y { get; } = new double[most];

        public double[] Weight { get; } = new double[most];

        public int Count { get; set; }

        public int Rows { get; set; }
    }
}
