using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Quality;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Share of predictions the model is not sure of: scores within a tenth of the score's range around the threshold; of several
/// classes, rows whose highest probability is below one half. Its growth against the baseline is judged as that of any share.
/// Pure.
/// </summary>
internal static class ConfidenceReadings
{
    /// <summary>How near to the threshold a score is unsure, as a share of the range of scores.</summary>
    public const double Near = 0.1;

    /// <summary>Highest probability below which a prediction of several classes is unsure.</summary>
    public const double Low = 0.5;

    /// <summary>Whether a monitor of the share has to look at whole rows.</summary>
    public static bool NeedsRows(ModelDefinition model) => model.Task == ModelTask.Multiclass;

    /// <summary>One reading for the whole model.</summary>
    public static Reading Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var (now, before) = facts.Model.Task switch
        {
            ModelTask.Binary => (OfScore(facts.Model, facts.Current.Columns.GetValueOrDefault("score")), OfScore(facts.Model, facts.Baseline?.Find("score", facts.Current.Columns.GetValueOrDefault("score")))),
            ModelTask.Multiclass => (OfRows(facts.Samples?.Current.Table), OfRows(facts.Samples?.Baseline?.Table)),
            _ => (null, null),
        };
        if (now is not { } share) return Nothing(facts, thresholds, facts.Model.Task == ModelTask.Regression ? "a regression does not say how sure it is" : "there are no scores of a known range");
        var options = new RateOptions { Warning = thresholds.Warning, Critical = thresholds.Critical, Alpha = monitor.Alpha, MinimumCurrent = 1, MinimumBaseline = 1 };
        var rate = RateChange.Judge(share.Unsure, share.Of, before?.Unsure ?? 0, before?.Of ?? 0, options);
        var why = Judgement.WhyNot(facts, monitor, share.Of, before?.Of);
        string Sentence(double limit) => $"{Judgement.Percent(rate.Rate ?? 0)} [{Judgement.Percent(rate.Low ?? 0)}, {Judgement.Percent(rate.High ?? 1)}] of the predictions are unsure, {Judgement.Percent(rate.BaselineRate ?? 0)} in {facts.Baseline!.Name}, threshold +{Judgement.Percent(limit)}, n = {Judgement.Number(share.Of)}";
        Verdict verdict = why is not null ? new Verdict.Undecided(why) : rate.Verdict switch
        {
            Verdict.Critical => new Verdict.Critical(Sentence(thresholds.Critical)),
            Verdict.Warning => new Verdict.Warning(Sentence(thresholds.Warning)),
            var other => other,
        };
        return new Reading(rate.Rate, rate.Low, rate.High, rate.PValue, null, share.Of, before?.Of ?? 0, thresholds.Warning, thresholds.Critical, rate.Excess, facts.Completeness, verdict);
    }

    private static (long Unsure, long Of)? OfScore(ModelDefinition model, ColumnProfile? profile)
    {
        if (profile is not NumericProfile { Fine: { } fine }) return null;
        var (near, all) = (Near * (fine.High - fine.Low), fine.Below + fine.Above);
        var unsure = 0L;
        var counts = fine.Counts;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            all += counts[bin];
            var middle = (fine.EdgeOf(bin) + fine.EdgeOf(bin + 1)) / 2;
            if (Math.Abs(middle - model.Threshold) <= near) unsure += counts[bin];
        }

        return (unsure, all);
    }

    private static (long Unsure, long Of)? OfRows(LearningTable? rows)
    {
        var chances = (rows?.Columns ?? []).OfType<NumericColumn>().Where(column => column.Name.StartsWith("score_", StringComparison.Ordinal)).ToList();
        if (chances.Count < 2) return null;
        var (unsure, all) = (0L, 0L);
        for (var row = 0; row < rows!.Rows; row++)
        {
            var highest = chances.Max(column => double.IsNaN(column.Values[row]) ? double.NegativeInfinity : column.Values[row]);
            if (!double.IsFinite(highest)) continue;
            all++;
            if (highest < Low) unsure++;
        }

        return (unsure, all);
    }

    private static Reading Nothing(WindowFacts facts, (double Warning, double Critical) thresholds, string why) => new(
        null, null, null, null, null, facts.Current.Rows, facts.Baseline?.Rows ?? 0, thresholds.Warning, thresholds.Critical, null, facts.Completeness, new Verdict.Undecided(why));
}
