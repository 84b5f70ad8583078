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
        var keys = x.ToArray();
        var order = new int[x.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        var sign = increasing ? 1 : -1;
        var points = new List<(double X, double Y, double Weight)>();
        var rows = 0;
        for (var i = 0; i < order.Length;)
        {
            var (start, sum, total) = (keys[i], 0.0, 0.0);
            for (; i < order.Length && keys[i] == start; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[order[i]];
                sum += weight * y[order[i]];
                total += weight;
                rows += weight > 0 ? 1 : 0;
            }
            if (total > 0)
                points.Add((start, sign * sum / total, total));
        }
        if (points.Count == 0)
            throw new ArgumentException("There is no row with a positive weight; isotonic regression needs one.", nameof(x));
        var fitted = Pool(points);
        return Knots(points, fitted, sign, rows);
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

    /// <summary>Means of the blocks that pooling adjacent violators ends with, one for each point.</summary>
    private static double[] Pool(List<(double X, double Y, double Weight)> points)
    {
        var blocks = new List<(double Sum, double Weight, int Points)>(points.Count);
        foreach (var point in points)
        {
            var block = (Sum: point.Y * point.Weight, point.Weight, Points: 1);
            var mean = point.Y;
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Weight >= mean)
            {
                var last = blocks[^1];
                block = (last.Sum + block.Sum, last.Weight + block.Weight, last.Points + block.Points);
                mean = block.Sum / block.Weight;
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        var fitted = new double[points.Count];
        var next = 0;
        foreach (var (sum, weight, count) in blocks)
        {
            // A block of one point keeps its value to the last bit.
            fitted.AsSpan(next, count).Fill(count == 1 ? points[next].Y : sum / weight);
            next += count;
        }
        return fitted;
    }

    private static IsotonicRegression Knots(List<(double X, double Y, double Weight)> points, double[] fitted, int sign, int rows)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (var i = 0; i < fitted.Length; i++)
        {
            // Points inside a flat block change nothing: interpolation between its ends gives the same.
            if (i > 0 && i < fitted.Length - 1 && fitted[i] == fitted[i - 1] && fitted[i] == fitted[i + 1])
                continue;
            x.Add(points[i].X);
            y.Add(sign * fitted[i]);
        }
        return new IsotonicRegression([.. x], [.. y], rows);
    }

    private static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Row {i} is {values[i]}; isotonic regression takes finite values only.", name);
        }
    }
}
