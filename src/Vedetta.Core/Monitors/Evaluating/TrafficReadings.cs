using System.Globalization;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Quality;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What is measured of the stream of rows itself: volume, silence, duplicates, late rows. Pure.</summary>
internal static class TrafficReadings
{
    /// <summary>Rows against the usual.</summary>
    public static Reading Volume(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var n = facts.Current.Rows;
        var volume = VolumeBand.Judge(n, [.. facts.Usual], new VolumeOptions { Warning = Math.Max(1.01, thresholds.Warning), Critical = Math.Max(1.01, thresholds.Critical), Alpha = monitor.Alpha });
        Verdict verdict = facts.Completeness < 1 ? new Verdict.Undecided(Judgement.StillOpen(facts))
            : Math.Max(volume.Expected ?? 0, n) < monitor.MinimumSample ? new Verdict.Undecided($"{Judgement.Number(n)} rows: too few to tell a change from chance, at least {Judgement.Number(monitor.MinimumSample)} are needed now or usually")
            : volume.Verdict switch
            {
                Verdict.Critical => new Verdict.Critical(Sentence(volume, facts.Usual.Count)),
                Verdict.Warning => new Verdict.Warning(Sentence(volume, facts.Usual.Count)),
                var other => other,
            };
        return new Reading(n, null, null, null, null, n, facts.Usual.Sum(), thresholds.Warning, thresholds.Critical, volume.Excess, facts.Completeness, verdict);
    }

    private static string Sentence(VolumeReading volume, int windows) => string.Create(CultureInfo.InvariantCulture,
        $"{volume.Count:N0} rows, usually {volume.Low:N0} to {volume.High:N0} (of {windows} earlier windows)");

    /// <summary>Hours without an event against the longest usual gap and half of it more; at least one hour.</summary>
    public static Reading Silence(WindowFacts facts, MonitorDefinition monitor)
    {
        const int KnownHours = 24;
        var thresholds = Judgement.ThresholdsOf(monitor);
        var silence = facts.Silence ?? new SilenceFacts(false, 0, 0, 0);
        var patience = silence.LongestUsual + Math.Max(1, silence.LongestUsual * 0.5);
        var effect = silence.Gap / patience;
        Verdict verdict = !silence.Live ? new Verdict.Undecided("no live event has come yet")
            : silence.HistoryHours < KnownHours ? new Verdict.Undecided($"{silence.HistoryHours} hours of history, at least {KnownHours} are needed to know which gaps are usual")
            : Judgement.Of(effect, significant: true, thresholds, SilenceSentence(silence));
        return new Reading(silence.Gap, null, null, null, null, facts.Current.Rows, silence.HistoryHours, thresholds.Warning * patience, thresholds.Critical * patience, effect / thresholds.Warning, facts.Completeness, verdict);
    }

    private static string SilenceSentence(SilenceFacts silence)
    {
        var usual = silence.LongestUsual switch { 0 => "every hour before had events", 1 => "the longest usual gap is 1 hour", var hours => $"the longest usual gap is {hours} hours" };
        return $"no event for {silence.Gap} {(silence.Gap == 1 ? "hour" : "hours")}; {usual}";
    }

    /// <summary>Share of rows whose id was known; the lower limit of its interval alarms.</summary>
    public static Reading Duplicates(WindowFacts facts, MonitorDefinition monitor) =>
        ShareOf(facts, monitor, facts.Traffic.Duplicates, facts.Current.Rows + facts.Traffic.Duplicates, "of the rows were sent before");

    /// <summary>Share of rows that came after their hour had closed; the lower limit of its interval alarms.</summary>
    public static Reading Late(WindowFacts facts, MonitorDefinition monitor) =>
        ShareOf(facts, monitor, Math.Min(facts.Traffic.Late, facts.Current.Rows), facts.Current.Rows, "of the rows came after their hour had closed");

    private static Reading ShareOf(WindowFacts facts, MonitorDefinition monitor, long hits, long n, string what)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var share = n == 0 ? (double?)null : (double)hits / n;
        var (low, high) = n == 0 ? new Interval(0, 1) : Proportion.ModifiedWilson(hits, n);
        var why = Judgement.WhyNot(facts, monitor, n, monitor.MinimumSample);
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(low, significant: true, thresholds,
            $"{Judgement.Percent(share!.Value)} [{Judgement.Percent(low)}, {Judgement.Percent(high)}] {what}, threshold {Judgement.Percent(low >= thresholds.Critical ? thresholds.Critical : thresholds.Warning)}, n = {Judgement.Number(n)}");
        return new Reading(share, low, high, null, null, n, 0, thresholds.Warning, thresholds.Critical, low / thresholds.Warning, facts.Completeness, verdict);
    }
}
