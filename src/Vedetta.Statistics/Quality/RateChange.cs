using System.Globalization;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Quality;

/// <summary>Which changes of a rate matter.</summary>
public enum RateDirection
{
    /// <summary>Only a rise: missing, invalid, out of range, new categories.</summary>
    Rise,

    /// <summary>Only a fall.</summary>
    Fall,

    /// <summary>Both.</summary>
    Either,
}

/// <summary>Settings for judging the change of a rate.</summary>
public sealed record RateOptions
{
    /// <summary>The defaults.</summary>
    public static RateOptions Default { get; } = new();

    /// <summary>Change, as a difference of shares, from which it is a warning.</summary>
    public double Warning { get; init; } = 0.02;

    /// <summary>Change from which it is critical.</summary>
    public double Critical { get; init; } = 0.1;

    /// <summary>One less the confidence of the interval whose bound must pass a threshold.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Which changes matter.</summary>
    public RateDirection Direction { get; init; } = RateDirection.Rise;

    /// <summary>Fewer rows now than this are not judged.</summary>
    public long MinimumCurrent { get; init; } = 20;

    /// <summary>Fewer rows of the baseline than this are not judged.</summary>
    public long MinimumBaseline { get; init; } = 50;
}

/// <summary>A rate now against its baseline.</summary>
/// <param name="Rate">Share now; null without rows.</param>
/// <param name="BaselineRate">Share in the baseline; null without rows.</param>
/// <param name="Low">Lower limit of the 95 % interval of the rate now (modified Wilson).</param>
/// <param name="High">Upper limit of it.</param>
/// <param name="DifferenceLow">Lower limit of the change (Newcombe, confidence 1 - alpha).</param>
/// <param name="DifferenceHigh">Upper limit of the change.</param>
/// <param name="PValue">p-value of equal rates.</param>
/// <param name="Excess">The bound of the change nearest to none, divided by the warning threshold; 0 when the interval holds no change.</param>
/// <param name="N">Rows now.</param>
/// <param name="BaselineN">Rows of the baseline.</param>
/// <param name="Verdict">What is said of it.</param>
public sealed record RateReading(
    double? Rate,
    double? BaselineRate,
    double? Low,
    double? High,
    double? DifferenceLow,
    double? DifferenceHigh,
    double? PValue,
    double? Excess,
    long N,
    long BaselineN,
    Verdict Verdict);

/// <summary>
/// Judges the change of a share of rows (missing, out of range, invalid, new category): the bound of the interval of
/// the change must pass the threshold, so a few odd rows in a small window do not alarm.
/// </summary>
public static class RateChange
{
    /// <summary>Judges <paramref name="x"/> of <paramref name="n"/> rows now against the baseline.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its n.</exception>
    public static RateReading Judge(long x, long n, long baselineX, long baselineN, RateOptions? options = null)
    {
        options ??= RateOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(baselineX);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baselineX, baselineN);
        Interval? now = n == 0 ? null : Proportion.ModifiedWilson(x, n);
        double? rate = n == 0 ? null : (double)x / n;
        double? baselineRate = baselineN == 0 ? null : (double)baselineX / baselineN;
        if (n == 0 || baselineN == 0)
        {
            var reason = n == 0 ? "there are no rows" : "the baseline has no rows";
            return new RateReading(rate, baselineRate, now?.Low, now?.High, null, null, null, null, n, baselineN, new Verdict.Undecided(reason));
        }
        var change = Proportion.Newcombe(x, n, baselineX, baselineN, 1 - options.Alpha);
        var bound = options.Direction switch
        {
            RateDirection.Rise => Math.Max(0, change.Low),
            RateDirection.Fall => Math.Max(0, -change.High),
            _ => Math.Max(0, Math.Max(change.Low, -change.High)),
        };
        var verdict = Decide(rate!.Value, baselineRate!.Value, bound, n, baselineN, options);
        return new RateReading(rate, baselineRate, now!.Value.Low, now.Value.High, change.Low, change.High,
            TwoProportions.PValue(x, n, baselineX, baselineN), bound / options.Warning, n, baselineN, verdict);
    }

    private static Verdict Decide(double rate, double baseline, double bound, long n, long baselineN, RateOptions options)
    {
        if (n < options.MinimumCurrent)
            return new Verdict.Undecided(Invariant($"{n} rows are fewer than the {options.MinimumCurrent} a judgement needs"));
        if (baselineN < options.MinimumBaseline)
            return new Verdict.Undecided(Invariant($"the baseline's {baselineN} rows are fewer than the {options.MinimumBaseline} a judgement needs"));
        if (bound < options.Warning)
            return new Verdict.Healthy();
        var text = Invariant($"{100 * rate:0.##} % against {100 * baseline:0.##} % in the baseline: a change of at least {100 * bound:0.##} points with confidence {100 * (1 - options.Alpha):0.#} %");
        return bound >= options.Critical ? new Verdict.Critical(text) : new Verdict.Warning(text);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
