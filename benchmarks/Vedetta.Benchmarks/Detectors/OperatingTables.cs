using System.Text;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>The tables of false alarms, delays and misses.</summary>
internal static class OperatingTables
{
    private static readonly (string Steady, string Large, string Small) OfBits = ("stationary_bits_p0.2", "abrupt_bits_0.2_to_0.6_at_1000_n3000", "abrupt_bits_0.2_to_0.3_at_1000_n5000");
    private static readonly (string Steady, string Large, string Small) OfNumbers = ("stationary_gauss", "abrupt_gauss_0_to_1_at_1000_n3000", "abrupt_gauss_0_to_0.25_at_1000_n5000");

    /// <summary>Writes both tables.</summary>
    /// <returns>How many figures are worse than published beyond Monte Carlo error.</returns>
    public static int Write(StringBuilder page, PublishedPoints points, int streams)
    {
        page.Append(FormattableString.Invariant($"\n## Operating points\n\n{streams} streams of 10,000 values without change and {streams} for each change at value 1,000, defaults where nothing is said. "))
            .Append("Published figures (in brackets) are those of River's definitions on 30 and 60 (numbers 40, kswin 4 and 8) of the same streams; `cuts=legacy` is the form of frouros. ")
            .Append("`±` is two standard errors. A figure is worse when it lies beyond three joint standard errors of the published one on the wrong side.\n");
        var worse = 0;
        page.Append("\nBits, rate 0.2; large change to 0.6, small change to 0.3.\n\n");
        worse += Table(page, points, OfBits, ComparedDetector.Bits,
            Make(streams, SimulatedStreams.SteadySeed, seed => SimulatedStreams.Bits(seed, 10_000, 0.2, 0.2)),
            Make(streams, SimulatedStreams.ChangedSeed, seed => SimulatedStreams.Bits(seed, 3000, 0.2, 0.6)),
            Make(streams, SimulatedStreams.ChangedSeed, seed => SimulatedStreams.Bits(seed, 5000, 0.2, 0.3)));
        page.Append("\nNumbers, standard normal; large change by 1 standard deviation, small change by 0.25.\n\n");
        worse += Table(page, points, OfNumbers, ComparedDetector.Numbers,
            Make(streams, SimulatedStreams.SteadySeed, seed => SimulatedStreams.Numbers(seed, 10_000, 0)),
            Make(streams, SimulatedStreams.ChangedSeed, seed => SimulatedStreams.Numbers(seed, 3000, 1)),
            Make(streams, SimulatedStreams.ChangedSeed, seed => SimulatedStreams.Numbers(seed, 5000, 0.25)));
        return worse;
    }

    private static double[][] Make(int streams, ulong seed, Func<ulong, double[]> make) =>
        [.. Enumerable.Range(0, streams).Select(i => make(seed + (ulong)i))];

    private static int Table(
        StringBuilder page, PublishedPoints points, (string Steady, string Large, string Small) groups, IReadOnlyList<ComparedDetector> detectors, double[][] steady, double[][] large, double[][] small)
    {
        page.Append("| detector | false alarms per 10,000 | median delay, large | missed, large | median delay, small | missed, small | judged |\n|---|---|---|---|---|---|---|\n");
        var worse = 0;
        foreach (var detector in detectors)
        {
            var rate = OperatingCurve.Steady(detector.Settings, steady);
            var published = points.Steady(groups.Steady, detector.Published);
            // A published rate of k alarms is known to about sqrt(k + 1) alarms.
            var bad = published is { } known && rate.PerTenThousand - known.FalseAlarms
                > 3 * Math.Sqrt((rate.Error * rate.Error) + (((known.FalseAlarms * known.Streams) + 1) / known.Streams / known.Streams)) ? 1 : 0;
            page.Append(FormattableString.Invariant($"| {detector.Said} | {rate.PerTenThousand:0.00} ± {2 * rate.Error:0.00}{(published is { } p ? FormattableString.Invariant($" ({p.FalseAlarms:0.00})") : "")} |"));
            bad += Change(page, large.Length, OperatingCurve.Changed(detector.Settings, large), points.Changed(groups.Large, detector.Published));
            bad += Change(page, large.Length, OperatingCurve.Changed(detector.Settings, small), points.Changed(groups.Small, detector.Published));
            page.Append(detector.Published is null ? " |\n" : bad == 0 ? " holds |\n" : " worse |\n");
            worse += bad;
        }

        return worse;
    }

    private static int Change(StringBuilder page, int streams, ChangeResult ours, (double Median, int Missed, int Streams)? published)
    {
        page.Append(double.IsNaN(ours.Median) ? " none" : FormattableString.Invariant($" {ours.Median:0.#} ± {(ours.High - ours.Low) / 2:0.#}"));
        if (published is { } known) page.Append(FormattableString.Invariant($" ({known.Median:0.#})"));
        page.Append(FormattableString.Invariant($" | {100 * ours.Missed:0.0} %"));
        if (published is { } also) page.Append(FormattableString.Invariant($" ({100.0 * also.Missed / also.Streams:0.0} %)"));
        page.Append(" |");
        if (published is not { } other) return 0;
        // Half of the 95 % interval is about two standard errors; the published one has fewer streams.
        var error = (ours.High - ours.Low) / 4;
        var late = ours.Median - other.Median > Math.Max(1, 3 * error * Math.Sqrt(1 + ((double)streams / other.Streams)));
        var share = (other.Missed + 1.0) / (other.Streams + 2);
        var missed = ours.Missed - ((double)other.Missed / other.Streams) > 3 * Math.Sqrt(share * (1 - share) / other.Streams);
        return late || missed ? 1 : 0;
    }
}
