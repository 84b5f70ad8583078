using System.Numerics;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Some rows of one column less their mean, so that the co-moment of two columns is one product of spans. Only for rows that are
/// all finite; the caller looks at pairs with others row by row.
/// </summary>
internal readonly record struct CenteredTile(double Mean, double Squares, bool AllFinite)
{
    /// <summary>Rows of one tile: the deviations of 40 columns then stay in the second cache.</summary>
    public const int Rows = 512;

    /// <summary>Takes the mean off in place.</summary>
    public static CenteredTile Of(Span<double> values)
    {
        var sum = Sum(values);
        if (!double.IsFinite(sum)) return new CenteredTile(0, 0, AllFinite: false);
        var mean = sum / values.Length;
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        var off = new Vector<double>(mean);
        for (var i = 0; i < wide.Length; i++) wide[i] -= off;
        for (var i = wide.Length * Vector<double>.Count; i < values.Length; i++) values[i] -= mean;
        return new CenteredTile(mean, Product(values, values), AllFinite: true);
    }

    /// <summary>Sum of the products of two spans of one length.</summary>
    public static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var wideX = MemoryMarshal.Cast<double, Vector<double>>(x);
        var wideY = MemoryMarshal.Cast<double, Vector<double>>(y);
        var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= wideX.Length - 4; i += 4)
        {
            a += wideX[i] * wideY[i];
            b += wideX[i + 1] * wideY[i + 1];
            c += wideX[i + 2] * wideY[i + 2];
            d += wideX[i + 3] * wideY[i + 3];
        }

        for (; i < wideX.Length; i++) a += wideX[i] * wideY[i];
        var sum = Vector.Sum(a + b + (c + d));
        for (i *= Vector<double>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    // A sum of finite values that overflows looks like an infinity among them: such rows are looked at one by one as well.
    private static double Sum(ReadOnlySpan<double> values)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (a, b) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= wide.Length - 2; i += 2)
        {
            a += wide[i];
            b += wide[i + 1];
        }

        for (; i < wide.Length; i++) a += wide[i];
        var sum = Vector.Sum(a + b);
        for (i *= Vector<double>.Count; i < values.Length; i++) sum += values[i];
        return sum;
    }
}
