using System.Globalization;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Core.Experiments;

/// <summary>
/// Makes the reading and decides by the rule: the split first, then every look in the order of time. The first look that
/// decides is the decision; the intervals hold over all looks together, so stopping there keeps alpha. Pure.
/// </summary>
public static class ExperimentReport
{
    /// <summary>The reading of what was counted.</summary>
    public static ExperimentReading Of(ExperimentDefinition definition, ExperimentCounts counts, DateTimeOffset asOf)
    {
        var split = definition.By == ArmsBy.Shadow ? null : SampleRatio.Of(counts.Units, [.. definition.Arms.Select(arm => arm.Share)]);
        var effects = new ExperimentEffects(definition, counts);
        var treatments = Enumerable.Range(1, definition.Arms.Count - 1).Select(arm => Treatment(definition, counts, effects, split, arm)).ToList();
        var total = definition.Arms.Sum(arm => arm.Share);
        var state = asOf < definition.From ? ExperimentState.Planned : definition.To is { } to && asOf >= to ? ExperimentState.Ended : ExperimentState.Running;
        return new ExperimentReading(
            definition, state, asOf,
            [.. definition.Arms.Select((arm, i) => new ArmReading(arm.Name, arm.Share / total, counts.Units[i], effects.Mature(i)))],
            split, treatments, [.. Notes(definition, counts, asOf)]);
    }

    private static TreatmentReading Treatment(ExperimentDefinition definition, ExperimentCounts counts, ExperimentEffects effects, SampleRatio? split, int arm)
    {
        var looks = new List<ExperimentLook>();
        var p = 1.0;
        (ExperimentDecision Decision, DateTimeOffset At)? decided = null;
        ExperimentDecision? latest = null;
        var last = counts.Days.Count - 1;
        for (var day = effects.FirstLook(arm); day <= last; day++)
        {
            var primary = effects.Read(0, arm, day);
            latest = Decide(definition, split, effects, arm, day, primary);
            if (decided is null && latest.Answer != ExperimentAnswer.Wait) decided = (latest, counts.Days[day].To);
            if (primary is not { Effect: { } effect, Sequence: { } sequence }) continue;
            if (Math.Min(effect.ControlUnits, effect.TreatmentUnits) >= definition.MinimumSample) p = Math.Min(p, sequence.PValue);
            looks.Add(new ExperimentLook(counts.Days[day], effect.ControlUnits, effect.TreatmentUnits, effect.Difference, sequence.Interval.Low, sequence.Interval.High, p));
        }

        latest ??= Decide(definition, split, effects, arm, last, primary: null);
        var metrics = definition.Metrics.Select((_, m) => effects.Read(m, arm, last)).ToList();
        return new TreatmentReading(definition.Arms[arm].Name, decided?.Decision ?? Patient(latest, counts), decided?.At, metrics, looks);
    }

    private static ExperimentDecision Decide(ExperimentDefinition definition, SampleRatio? split, ExperimentEffects effects, int arm, int day, MetricReading? primary)
    {
        // Where something was agreed on a minimum, nothing is read before it, not even a guardrail.
        var rule = new DecisionRule(definition.MinimumSample, definition.Primary.HigherIsBetter, definition.Primary.Margin);
        if (primary is not { Effect: { } effect, Sequence: { } sequence } || Math.Min(effect.ControlUnits, effect.TreatmentUnits) < definition.MinimumSample)
            return ExperimentDecision.Of(rule, split, primary?.Effect, []);
        var guardrails = new List<Guardrail>();
        for (var m = 1; m <= definition.Guardrails.Count; m++)
        {
            if (effects.Read(m, arm, day) is { Effect: { } guarded, Sequence: { } kept } reading)
                guardrails.Add(new Guardrail(reading.Metric.Name, guarded with { Interval = kept.Interval }, reading.Metric.Margin, reading.Metric.HigherIsBetter));
            else
                return new ExperimentDecision(ExperimentAnswer.Wait, [$"the guardrail {definition.Guardrails[m - 1].Name} cannot be read yet"]);
        }

        return ExperimentDecision.Of(rule, split, effect with { Interval = sequence.Interval }, guardrails);
    }

    private static ExperimentDecision Patient(ExperimentDecision decision, ExperimentCounts counts) =>
        decision.Answer != ExperimentAnswer.Wait || counts.LatestMaturity == long.MinValue
            ? decision
            : decision with { Reasons = [.. decision.Reasons, string.Create(CultureInfo.InvariantCulture, $"outcomes mature until {EventTime.At(counts.LatestMaturity):yyyy-MM-dd}")] };

    private static IEnumerable<string> Notes(ExperimentDefinition definition, ExperimentCounts counts, DateTimeOffset asOf)
    {
        if (definition.FixedAt > definition.From && asOf > definition.From)
            yield return string.Create(CultureInfo.InvariantCulture, $"the rule got its present form on {definition.FixedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, after the experiment had begun");
        if (definition.Covariate is { } covariate && counts.WithoutCovariate > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{counts.WithoutCovariate} rows without '{covariate}' are left out of the adjusted effect");
        if (counts.Sums.Any(sums => sums.Scores.Any(sample => sample.IsPart)))
            yield return string.Create(CultureInfo.InvariantCulture, $"areas are read on a sample of up to {ScoreSample.Most} rows an arm");
    }
}
