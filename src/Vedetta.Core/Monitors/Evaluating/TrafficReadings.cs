using System.Globalization;
using Vedetta.Core.Monitors.Reasons;
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
            : Math.Max(volume.Expected ?? 0, n) < monitor.MinimumSample ? new Verdict.Undecided(ReasonTemplates.SmallVolume.Say(Judgement.Number(n), Judgement.Number(monitor.MinimumSample)))
            : volume.Verdict switch
            {
                Verdict.Critical => new Verdict.Critical(Sentence(volume, facts.Usual.Count)),
                Verdict.Warning => new Verdict.Warning(Sentence(volume, facts.Usual.Count)),
                var other => other,
            };
        return new Reading(n, null, null, null, null, n, facts.Usual.Sum(), thresholds.Warning, thresholds.Critical, volume.Excess, facts.Completeness, verdict);
    }

    private static string Sentence(VolumeReading volume, int windows) => ReasonTemplates.Volume.Say(
        Judgement.Number(volume.Count), string.Create(CultureInfo.InvariantCulture, $"{volume.Low:N0}"), string.Create(CultureInfo.InvariantCulture, $"{volume.High:N0}"), windows);

    /// <summary>Hours without an event against the longest usual gap and half of it more; at least one hour.</summary>
    public static Reading Silence(WindowFacts facts, MonitorDefinition monitor)
    {
        const int KnownHours = 24;
        var thresholds = Judgement.ThresholdsOf(monitor);
        var silence = facts.Silence ?? new SilenceFacts(false, 0, 0, 0);
        var patience = silence.LongestUsual + Math.Max(1, silence.LongestUsual * 0.5);
        var effect = silence.Gap / patience;
        Verdict verdict = !silence.Live ? new Verdict.Undecided(ReasonTemplates.NotLive.Text)
            : silence.HistoryHours < KnownHours ? new Verdict.Undecided(ReasonTemplates.FewHours.Say(silence.HistoryHours, KnownHours))
            : Judgement.Of(effect, significant: true, thresholds, SilenceSentence(silence));
        return new Reading(silence.Gap, null, null, null, null, facts.Current.Rows, silence.HistoryHours, thresholds.Warning * patience, thresholds.Critical * patience, effect / thresholds.Warning, facts.Completeness, verdict);
    }

    private static string SilenceSentence(SilenceFacts silence)
    {
        return silence.LongestUsual == 0 ? ReasonTemplates.SilentAlways.Say(Hours(silence.Gap)) : ReasonTemplates.Silent.Say(Hours(silence.Gap), Hours(silence.LongestUsual));
        static string Hours(long hours) => string.Create(CultureInfo.InvariantCulture, $"{hours} {(hours == 1 ? "hour" : "hours")}");
    }

    /// <summary>Share of rows whose id was known; the lower limit of its interval alarms.</summary>
    public static Reading Duplicates(WindowFacts facts, MonitorDefinition monitor) =>
        ShareOf(facts, monitor, facts.Traffic.Duplicates, facts.Current.Rows + facts.Traffic.Duplicates, ReasonTemplates.Duplicates);

    /// <summary>Share of rows that came after their hour had closed; the lower limit of its interval alarms.</summary>
    public static Reading Late(WindowFacts facts, MonitorDefinition monitor) =>
        ShareOf(facts, monitor, Math.Min(facts.Traffic.Late, facts.Current.Rows), facts.Current.Rows, ReasonTemplates.Late);

    private static Reading ShareOf(WindowFacts facts, MonitorDefinition monitor, long hits, long n, ReasonTemplate what)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var share = n == 0 ? (double?)null : (double)hits / n;
        var (low, high) = n == 0 ? new Interval(0, 1) : Proportion.ModifiedWilson(hits, n);
        var why = Judgement.WhyNot(facts, monitor, n, monitor.MinimumSample);
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(low, significant: true, thresholds,
            what.Say(Judgement.Percent(share!.Value), Judgement.Percent(low), Judgement.Percent(high), Judgement.Percent(low >= thresholds.Critical ? thresholds.Critical : thresholds.Warning), Judgement.Number(n)));
        return new Reading(share, low, high, null, null, n, 0, thresholds.Warning, thresholds.Critical, low / thresholds.Warning, facts.Completeness, verdict);
    }
}
