using System.Globalization;
using MathNet.Numerics;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>
/// Judges the signals of streaming detectors. A window may be judged bad while it is still open: that is what a detector is
/// for. Signals count where false alarms at the stated rate would seldom be as many. Pure.
/// </summary>
internal static class StreamReadings
{
    /// <summary>A reading per column that had values.</summary>
    public static IReadOnlyList<(string Column, Reading Reading)> Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var streams = facts.Streams ?? [];
        var family = streams.Count(stream => stream.Count > 0);
        return [.. streams.Where(stream => stream.Count > 0).Select(stream => (stream.Column, ReadingOf(facts, monitor, stream, streams.Count)))];
    }

    private static Reading ReadingOf(WindowFacts facts, MonitorDefinition monitor, StreamFacts stream, int columns)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var signals = stream.Signals.Count;
        var values = facts.Completeness < 1 ? Math.Max(stream.Count, stream.UsualCount) : stream.Count;
        var expected = values / stream.Run;
        double? p = expected is not { } mean ? null : signals == 0 ? 1 : Math.Min(1, columns * SpecialFunctions.GammaLowerRegularized(signals, mean));
        var bad = signals > 0 && signals >= thresholds.Warning && (p ?? 0) <= monitor.Alpha;
        var critical = bad && signals >= thresholds.Critical;
        Verdict verdict = critical ? new Verdict.Critical(Sentence(monitor, stream, expected))
            : bad ? new Verdict.Warning(Sentence(monitor, stream, expected))
            : facts.Completeness < 1 ? new Verdict.Undecided(Judgement.StillOpen(facts))
            : new Verdict.Healthy(signals == 0 ? null : $"{Count(signals)}, as false alarms alone would give");
        return new Reading(
            signals, null, null, p, null, stream.Count, stream.BaselineRows, thresholds.Warning, thresholds.Critical, signals / thresholds.Warning, facts.Completeness, verdict);
    }

    private static string Sentence(MonitorDefinition monitor, StreamFacts stream, double? expected)
    {
        var last = stream.Signals[^1].UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var rate = stream.Run is { } run
            ? $"about one false alarm in {Judgement.Number((long)Math.Round(run))} values{(stream.BaselineRows > 0 ? " on the reference" : "")}, {Judgement.Digits(expected!.Value)} expected here"
            : "how often it alarms falsely is not known";
        return $"{monitor.Method}: {Count(stream.Signals.Count)}, the last at {last} UTC; {rate}, n = {Judgement.Number(stream.Count)}";
    }

    private static string Count(int signals) => signals == 1 ? "1 signal" : $"{Judgement.Number(signals)} signals";
}
