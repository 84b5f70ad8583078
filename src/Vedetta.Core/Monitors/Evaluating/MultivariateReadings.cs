using System.Globalization;
using Vedetta.Core.Samples;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Drift of all columns together, on bounded samples of rows. Pure.</summary>
internal static class MultivariateReadings
{
    /// <summary>One reading for the whole model; its reason names the columns that tell the sides apart.</summary>
    public static Reading Of(WindowFacts facts, MonitorDefinition monitor)
    {
        if (!DriftMethods.TryParse(monitor.Method, multivariate: true, out var method, out var problem)) return Nothing(facts, monitor, problem!);
        var (n, baselineN) = (facts.Current.Rows, facts.Baseline?.Rows ?? 0);
        if (facts.Samples is not { Current: { } current, Baseline: { } baseline })
            return Nothing(facts, monitor, n == 0 ? "no rows" : "there is nothing to compare with: no reference and no earlier window with rows");
        var result = MultivariateDrift.Compare(ColumnsOf(baseline, monitor), ColumnsOf(current, monitor), method);
        var judged = MultivariateDrift.Judge(result, new JudgeOptions
        {
            Warning = monitor.Warning, Critical = monitor.Critical, Alpha = monitor.Alpha, MinimumCurrent = monitor.MinimumSample, MinimumReference = monitor.MinimumSample,
        });
        Verdict verdict = judged.Verdict switch
        {
            _ when facts.Completeness < 1 => new Verdict.Undecided(Judgement.StillOpen(facts)),
            Verdict.Critical => new Verdict.Critical(Sentence(judged, facts, judged.Critical)),
            Verdict.Warning => new Verdict.Warning(Sentence(judged, facts, judged.Warning)),
            var other => other,
        };
        return new Reading(
            result.Statistic, result.Low, result.High, result.PValue, null, n, baselineN, judged.Warning, judged.Critical, judged.Excess, facts.Completeness, verdict);
    }

    private static LearningTable ColumnsOf(RowSample sample, MonitorDefinition monitor) => monitor.Columns is [MonitoredColumns.Every]
        ? sample.Table
        : new LearningTable([.. monitor.Columns.Select(sample.Table.Find).OfType<LearningColumn>()]);

    private static string Sentence(JudgedTable judged, WindowFacts facts, double? threshold)
    {
        var (result, effect) = (judged.Result, judged.Result.Effect!);
        var parts = new List<string> { $"{effect.Name} {Judgement.Digits(effect.Value)}, threshold {Judgement.Digits(threshold!.Value)}" };
        if (result.Attribution.Count > 0)
            parts.Add("told apart by " + string.Join(", ", result.Attribution.Take(3).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Column} ({100 * each.Share:0} %)"))));
        parts.Add($"n = {Judgement.Number(facts.Current.Rows)}{(result.Current.Used < facts.Current.Rows ? $" (a sample of {Judgement.Number(result.Current.Used)})" : "")}");
        parts.Add(Judgement.Probability(result.PValue!.Value));
        return string.Join(", ", parts);
    }

    private static Reading Nothing(WindowFacts facts, MonitorDefinition monitor, string why) => new(
        null, null, null, null, null, facts.Current.Rows, facts.Baseline?.Rows ?? 0, monitor.Warning, monitor.Critical, null, facts.Completeness,
        new Verdict.Undecided(facts.Completeness < 1 ? Judgement.StillOpen(facts) : why));
}
