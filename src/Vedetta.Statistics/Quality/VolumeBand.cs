using System.Globalization;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Quality;

/// <summary>Settings for judging a volume.</summary>
public sealed record VolumeOptions
{
    /// <summary>The defaults.</summary>
    public static VolumeOptions Default { get; } = new();

    /// <summary>Factor below or above the usual from which it is a warning.</summary>
    public double Warning { get; init; } = 2;

    /// <summary>Factor from which it is critical.</summary>
    public double Critical { get; init; } = 5;

    /// <summary>Chance that a usual volume lies outside the band.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Fewer comparable spans than this give no band.</summary>
    public int MinimumHistory { get; init; } = 4;
}

/// <summary>A number of rows against the usual.</summary>
/// <param name="Count">Rows now.</param>
/// <param name="Expected">Usual rows for such a span; null without history.</param>
/// <param name="Low">Lower end of the band; null without one.</param>
/// <param name="High">Upper end of the band.</param>
/// <param name="Excess">Logarithm of the factor to the usual over that of the warning factor; null without history.</param>
/// <param name="Verdict">What is said of it.</param>
public sealed record VolumeReading(long Count, double? Expected, double? Low, double? High, double? Excess, Verdict Verdict);

/// <summary>
/// The usual volume of a span (an hour of the week, a weekday) from the same spans before, with their own scatter:
/// a prediction interval on the square-root scale, where counts have about constant variance (Anscombe 1948), never
/// narrower than Poisson.
/// </summary>
public static class VolumeBand
{
    /// <summary>Judges a count against counts of comparable spans, oldest or newest first alike.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static VolumeReading Judge(long count, ReadOnlySpan<long> history, VolumeOptions? options = null)
    {
        options ??= VolumeOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var roots = default(Moments);
        foreach (var past in history)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(past, nameof(history));
            roots.Add(Root(past));
        }
        double? expected = history.IsEmpty ? null : Back(roots.Mean);
        double? excess = expected is { } e ? Math.Abs(Math.Log((count + 0.5) / (e + 0.5))) / Math.Log(options.Warning) : null;
        if (history.Length < Math.Max(2, options.MinimumHistory))
        {
            var reason = Invariant($"{history.Length} comparable spans are fewer than the {options.MinimumHistory} a band needs");
            return new VolumeReading(count, expected, null, null, excess, new Verdict.Undecided(reason));
        }
        double k = history.Length;
        var half = Math.Sqrt(1 + (1 / k)) * Math.Max(
            StudentT.InvCDF(0, 1, k - 1, 1 - (options.Alpha / 2)) * roots.StandardDeviation,
            Normal.InvCDF(0, 1, 1 - (options.Alpha / 2)));
        var (low, high) = (Back(Math.Max(0, roots.Mean - half)), Back(roots.Mean + half));
        return new VolumeReading(count, expected, low, high, excess, Decide(count, expected!.Value, low, high, excess!.Value, options));
    }

    private static Verdict Decide(long count, double expected, double low, double high, double excess, VolumeOptions options)
    {
        if ((count >= low && count <= high) || excess < 1)
            return new Verdict.Healthy();
        var text = Invariant($"{count} rows where {expected:0} are usual ({low:0} to {high:0}): too {(count < expected ? "few" : "many")}");
        return excess * Math.Log(options.Warning) >= Math.Log(options.Critical) ? new Verdict.Critical(text) : new Verdict.Warning(text);
    }

    private static double Root(double count) => 2 * Math.Sqrt(count + 0.375);

    private static double Back(double root) => Math.Max(0, (root * root / 4) - 0.375);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
