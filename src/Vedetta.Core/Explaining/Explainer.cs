namespace Vedetta.Core.Explaining;

/// <summary>Says why a change probably is: facts give causes, what was looked at, and effects. Pure.</summary>
public static class Explainer
{
    /// <summary>The explanation.</summary>
    public static Explanation Explain(ExplainFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var compared = facts.Onset.Baseline is not null;
        var faults = FaultCauses.Of(facts);
        var scale = ScaleCause.Of(facts);
        var release = ReleaseCause.Of(facts);
        var schema = facts.SchemaEdits is [var by, ..] ? new Cause(CauseKind.SchemaChange, facts.Column, by, Window: facts.Onset.Window) : null;
        var (season, seasons) = SeasonCause.Of(facts);
        var (mix, splits) = MixCauses.Of(facts);
        var upstream = UpstreamCauses.Of(facts, [.. faults.Select(cause => cause.Column)]);

        // What is broken comes before what is normal, and what is normal before who comes.
        var causes = new List<Cause>(faults);
        foreach (var cause in (Cause?[])[release, scale, schema, season]) if (cause is not null) causes.Add(cause);
        causes.AddRange(mix);
        causes.AddRange(upstream);

        List<Check> checks =
        [
            new(CheckKind.DataFaults, !compared ? CheckResult.NoData : faults.Count > 0 ? CheckResult.Found : CheckResult.Nothing),
            new(CheckKind.Release, release is not null ? CheckResult.Found : CheckResult.Nothing),
            new(CheckKind.Schema, facts.SchemaEdits is null ? CheckResult.NoData : schema is not null ? CheckResult.Found : CheckResult.Nothing),
            .. seasons,
            new(CheckKind.Segments, splits.Count == 0 ? CheckResult.NoData : mix.Count > 0 ? CheckResult.Found : CheckResult.Nothing),
        ];
        if (facts.Onset.Current.Columns.GetValueOrDefault(facts.Column) is Vedetta.Statistics.Profiles.NumericProfile)
            checks.Insert(1, new Check(CheckKind.Scale, scale is not null ? CheckResult.Found : CheckResult.Nothing));
        if (facts.IsOutput) checks.Add(new Check(CheckKind.Inputs, upstream.Count > 0 || faults.Count > 0 ? CheckResult.Found : CheckResult.Nothing));
        return new Explanation(facts.Column, facts.Latest.Window, causes, checks, splits, [.. ApprovalEffects.Of(facts), .. facts.Others ?? []]);
    }
}
