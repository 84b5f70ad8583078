using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Paired;

/// <summary>Two models' decisions on the same rows, compared by the rows where exactly one is right (McNemar 1947).</summary>
/// <param name="Rows">Rows both decided.</param>
/// <param name="FirstOnly">Rows where only the first is right.</param>
/// <param name="SecondOnly">Rows where only the second is right.</param>
public sealed record McNemar(long Rows, long FirstOnly, long SecondOnly)
{
    /// <summary>Accuracy of the first less that of the second; null without rows.</summary>
    public double? Difference => Rows > 0 ? (FirstOnly - SecondOnly) / (double)Rows : null;

    /// <summary>(b - c)^2 / (b + c), chi-square with one degree of freedom; 0 when the models never differ.</summary>
    public double Statistic => FirstOnly + SecondOnly == 0 ? 0 : Math.Pow(FirstOnly - SecondOnly, 2) / (FirstOnly + SecondOnly);

    /// <summary>Two-sided exact p-value: the rows where one is right are coin throws if the models are equally good.</summary>
    public double PValue
    {
        get
        {
            var (n, more) = (FirstOnly + SecondOnly, Math.Max(FirstOnly, SecondOnly));
            return n == 0 ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(more, n - more + 1, 0.5));
        }
    }

    /// <summary>Interval of the difference with half a row added to each of the four cells (Agresti and Min 2005); null without rows.</summary>
    public Interval? Interval(double confidence = 0.95)
    {
        if (Rows == 0)
            return null;
        var n = Rows + 2.0;
        var (b, c) = (FirstOnly + 0.5, SecondOnly + 0.5);
        var centre = (b - c) / n;
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * Math.Sqrt(b + c - ((b - c) * (b - c) / n)) / n;
        return new Interval(Math.Max(-1, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Counts the rows.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static McNemar Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, ReadOnlySpan<int> labels)
    {
        if (first.Length != second.Length || first.Length != labels.Length)
            throw new ArgumentException($"There are {first.Length} and {second.Length} predictions and {labels.Length} labels.", nameof(labels));
        var (b, c) = (0L, 0L);
        for (var i = 0; i < labels.Length; i++)
        {
            var (one, other) = (first[i] == labels[i], second[i] == labels[i]);
            b += one && !other ? 1 : 0;
            c += other && !one ? 1 : 0;
        }
        return new McNemar(labels.Length, b, c);
    }
}
