using System.Globalization;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Quality;

/// <summary>Settings for judging the change of a correlation.</summary>
public sealed record CorrelationOptions
{
    /// <summary>The defaults.</summary>
    public static CorrelationOptions Default { get; } = new();

    /// <summary>Change from which it is a warning.</summary>
    public double Warning { get; init; } = 0.1;

    /// <summary>Change from which it is critical.</summary>
    public double Critical { get; init; } = 0.3;

    /// <summary>False-alarm rate over all pairs of a window.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Pairs looked at in the window; each gets an equal part of alpha.</summary>
    public int Pairs { get; init; } = 1;

    /// <summary>Fewer complete rows on a side than this are not judged.</summary>
    public long MinimumRows { get; init; } = 50;
}

/// <summary>A correlation now against its baseline.</summary>
/// <param name="Value">Correlation now; null where it is not defined.</param>
/// <param name="Baseline">Correlation in the baseline; null where it is not defined.</param>
/// <param name="DifferenceLow">Lower limit of the difference at confidence 1 - alpha / pairs.</param>
/// <param name="DifferenceHigh">Upper limit of it.</param>
/// <param name="PValue">p-value of equal correlations.</param>
/// <param name="Excess">The bound of the difference nearest to none over the warning threshold.</param>
/// <param name="Verdict">What is said of it.</param>
public sealed record CorrelationReading(double? Value, double? Baseline, double? DifferenceLow, double? DifferenceHigh, double? PValue, double? Excess, Verdict Verdict);

/// <summary>Judges the change of a correlation by the bound of the interval of the difference (Zou 2007).</summary>
public static class CorrelationChange
{
    /// <summary>Judges a correlation now over n complete rows against the baseline's.</summary>
    public static CorrelationReading Judge(double? now, long n, double? baseline, long baselineN, CorrelationOptions? options = null)
    {
        options ??= CorrelationOptions.Default;
        if (now is not { } r1 || baseline is not { } r2)
            return new CorrelationReading(now, baseline, null, null, null, null, new Verdict.Undecided("a column is constant or has too few values"));
        var least = Math.Min(n, baselineN);
        if (least < Math.Max(4, options.MinimumRows))
        {
            var reason = Invariant($"{least} rows with both values are fewer than the {options.MinimumRows} a judgement needs");
            return new CorrelationReading(now, baseline, null, null, null, null, new Verdict.Undecided(reason));
        }
        var confidence = 1 - (options.Alpha / Math.Max(1, options.Pairs));
        var (a, b) = (FisherZ.Interval(r1, n, confidence)!.Value, FisherZ.Interval(r2, baselineN, confidence)!.Value);
        var low = r1 - r2 - Math.Sqrt(Square(r1 - a.Low) + Square(b.High - r2));
        var high = r1 - r2 + Math.Sqrt(Square(a.High - r1) + Square(r2 - b.Low));
        var bound = Math.Max(0, Math.Max(low, -high));
        Verdict verdict = new Verdict.Healthy();
        if (bound >= options.Warning)
        {
            var text = Invariant($"correlation {r1:0.##} against {r2:0.##} in the baseline: a change of at least {bound:0.##}");
            verdict = bound >= options.Critical ? new Verdict.Critical(text) : new Verdict.Warning(text);
        }
        return new CorrelationReading(now, baseline, low, high, FisherZ.Difference(r1, n, r2, baselineN), bound / options.Warning, verdict);
    }

    private static double Square(double x) => x * x;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
