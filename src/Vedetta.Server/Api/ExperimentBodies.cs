using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Server.Api;

/// <summary>An experiment as clients describe it; the words are those of the file of monitors.</summary>
public sealed record ExperimentBody
{
    /// <summary>Unique within the model; the one in the path, or left out.</summary>
    public string? Name { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>What tells the arms apart; the variant when left out.</summary>
    public ArmsBy? By { get; init; }

    /// <summary>The arms, the control first.</summary>
    public required IReadOnlyList<ArmBody> Arms { get; init; }

    /// <summary>First event time.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First event time after; left out while it runs.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The metric that decides.</summary>
    public required ExperimentMetricBody Primary { get; init; }

    /// <summary>Metrics that must not get worse by more than their margin.</summary>
    public IReadOnlyList<ExperimentMetricBody>? Guardrails { get; init; }

    /// <summary>Metrics that are only shown.</summary>
    public IReadOnlyList<ExperimentMetricBody>? Also { get; init; }

    /// <summary>Share of experiments without effect that may be decided wrongly, over all looks; 0.05 when left out.</summary>
    public double? Alpha { get; init; }

    /// <summary>Mature units an arm needs before anything is read; 500 when left out.</summary>
    public long? MinimumSample { get; init; }

    /// <summary>Effect thought possible, in units of the primary metric.</summary>
    public double? ExpectedEffect { get; init; }

    /// <summary>Numeric feature whose part is taken out of the metrics (CUPED).</summary>
    public string? Covariate { get; init; }

    /// <summary>Answered, not read.</summary>
    public string? Model { get; init; }

    /// <summary>Answered, not read: when the rule got its present form.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>As Core takes it.</summary>
    public ExperimentDefinition ToDefinition(ModelId model, string name)
    {
        var faults = new List<FieldFault>();
        var experiment = new ExperimentDefinition(
            model, name, Title, By ?? ArmsBy.Variant, [.. Arms.Select(arm => new ExperimentArm(arm.Name, arm.Share ?? 1))], From, To, Primary.ToMetric("primary", faults),
            Metrics(Guardrails, "guardrails", faults), Metrics(Also, "also", faults), Alpha ?? ExperimentDefinition.UsualAlpha, MinimumSample ?? ExperimentDefinition.UsualSample,
            ExpectedEffect, string.IsNullOrEmpty(Covariate) ? null : Covariate);
        return faults.Count == 0 ? experiment : throw new ExperimentValidationException(faults);
    }

    /// <summary>As clients see it.</summary>
    public static ExperimentBody Of(ExperimentDefinition experiment) => new()
    {
        Name = experiment.Name,
        Title = experiment.Title,
        By = experiment.By,
        Arms = [.. experiment.Arms.Select(arm => new ArmBody(arm.Name, arm.Share))],
        From = experiment.From,
        To = experiment.To,
        Primary = ExperimentMetricBody.Of(experiment.Primary),
        Guardrails = [.. experiment.Guardrails.Select(ExperimentMetricBody.Of)],
        Also = [.. experiment.Also.Select(ExperimentMetricBody.Of)],
        Alpha = experiment.Alpha,
        MinimumSample = experiment.MinimumSample,
        ExpectedEffect = experiment.ExpectedEffect,
        Covariate = experiment.Covariate,
        Model = experiment.Model.Value,
        FixedAt = experiment.FixedAt,
    };

    private static IReadOnlyList<ExperimentMetric> Metrics(IReadOnlyList<ExperimentMetricBody>? metrics, string field, List<FieldFault> faults) =>
        [.. (metrics ?? []).Select((metric, i) => metric.ToMetric(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{field}[{i}]"), faults))];
}

/// <summary>An arm; the share is in any unit, 1 when left out.</summary>
public sealed record ArmBody(string Name, double? Share = null);

/// <summary>A metric of an experiment.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Outcome">The outcome; the label when left out.</param>
/// <param name="Decision">The decision of a decision rate.</param>
/// <param name="Better"><c>higher</c> or <c>lower</c>; needed for rates.</param>
/// <param name="Margin">Smallest gain worth shipping, or largest loss a guardrail accepts.</param>
/// <param name="PerRow">Of an outcome mean: mature rows without a value count as 0.</param>
public sealed record ExperimentMetricBody(
    ExperimentMetricKind Metric, string? Outcome = null, string? Decision = null, string? Better = null, double? Margin = null, bool? PerRow = null)
{
    /// <summary>As clients see it.</summary>
    public static ExperimentMetricBody Of(ExperimentMetric metric) =>
        new(metric.Kind, metric.Outcome, metric.Decision, metric.HigherIsBetter ? "higher" : "lower", metric.Margin, metric.Kind == ExperimentMetricKind.OutcomeMean ? metric.PerRow : null);

    internal ExperimentMetric ToMetric(string field, List<FieldFault> faults)
    {
        if (Better is not (null or "higher" or "lower")) faults.Add(new FieldFault(field + ".better", "higher or lower"));
        var usual = ExperimentMetric.UsualDirection(Metric);
        if (Better is null && usual is null) faults.Add(new FieldFault(field + ".better", $"say which direction of {EnumWords.Of(Metric)} is better: higher or lower"));
        return new ExperimentMetric(Metric, Outcome, Decision, Better is null ? usual ?? true : Better == "higher", Margin ?? 0, PerRow ?? false);
    }
}
