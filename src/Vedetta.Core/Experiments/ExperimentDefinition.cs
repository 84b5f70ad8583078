using Vedetta.Core.Models;

namespace Vedetta.Core.Experiments;

/// <summary>What tells the arms of an experiment apart.</summary>
public enum ArmsBy
{
    /// <summary>The field <c>variant</c> of a prediction.</summary>
    Variant,

    /// <summary>The version that answered.</summary>
    Version,

    /// <summary>The version that decided, and another that scored the same rows in the shadow.</summary>
    Shadow,
}

/// <summary>What is measured of an arm.</summary>
public enum ExperimentMetricKind
{
    /// <summary>Share of rows with a decision: approval rate, conversion of a decision.</summary>
    DecisionRate,

    /// <summary>Share of the mature rows with a known class outcome that have its positive class.</summary>
    OutcomeRate,

    /// <summary>Mean of a value outcome over mature rows.</summary>
    OutcomeMean,

    /// <summary>Area under the ROC curve.</summary>
    RocAuc,

    /// <summary>Share of predictions that are right.</summary>
    Accuracy,

    /// <summary>Mean squared error of the probability.</summary>
    Brier,

    /// <summary>Mean negative log-likelihood of the probability.</summary>
    LogLoss,

    /// <summary>Mean absolute error of a predicted number.</summary>
    Mae,
}

/// <summary>An arm.</summary>
/// <param name="Name">Value of the variant, version, or name of the shadow.</param>
/// <param name="Share">Planned share of the rows, in any unit; not used for shadows.</param>
public sealed record ExperimentArm(string Name, double Share = 1);

/// <summary>A metric and what counts as better.</summary>
/// <param name="Kind">What is measured.</param>
/// <param name="Outcome">The outcome; null for decision rates, and for the label.</param>
/// <param name="Decision">The decision of a decision rate; null otherwise.</param>
/// <param name="HigherIsBetter">Whether more of it is good.</param>
/// <param name="Margin">Of the primary metric the smallest gain worth shipping, negative to ship what is not worse by more; of a guardrail the largest loss accepted. In units of the metric.</param>
/// <param name="PerRow">Of an outcome mean: whether mature rows without a value count as 0, so that arms that approve differently compare.</param>
public sealed record ExperimentMetric(
    ExperimentMetricKind Kind, string? Outcome = null, string? Decision = null, bool HigherIsBetter = true, double Margin = 0, bool PerRow = false)
{
    /// <summary>Its name in answers: the kind, and in brackets what it is of.</summary>
    public string Name => $"{Monitors.EnumWords.Of(Kind)}{((Decision ?? Outcome) is { } of ? $"({of})" : "")}";

    /// <summary>Which direction is good where nothing is said; null where it must be said.</summary>
    public static bool? UsualDirection(ExperimentMetricKind kind) => kind switch
    {
        ExperimentMetricKind.RocAuc or ExperimentMetricKind.Accuracy or ExperimentMetricKind.OutcomeMean => true,
        ExperimentMetricKind.Brier or ExperimentMetricKind.LogLoss or ExperimentMetricKind.Mae => false,
        _ => null,
    };
}

/// <summary>
/// An experiment and the rule that decides it, both fixed before the first look.
/// </summary>
/// <param name="Model">Its model.</param>
/// <param name="Name">Unique within the model.</param>
/// <param name="Title">What people call it.</param>
/// <param name="By">What tells the arms apart.</param>
/// <param name="Arms">Two or more; the first is the control, for shadows the version that decides.</param>
/// <param name="From">First event time.</param>
/// <param name="To">First event time after; null while it runs.</param>
/// <param name="Primary">The metric that decides.</param>
/// <param name="Guardrails">Metrics that must not get worse by more than their margin.</param>
/// <param name="Also">Metrics that are only shown.</param>
/// <param name="Alpha">Share of experiments without effect that may be decided wrongly, over all looks together.</param>
/// <param name="MinimumSample">Mature units an arm needs before anything is read.</param>
/// <param name="ExpectedEffect">Size of effect thought possible, in units of the primary metric: the sequential test is sharpest there; null for a usual one.</param>
/// <param name="Covariate">Numeric feature known before the treatment, whose part is taken out of the metrics (CUPED); null for none.</param>
/// <param name="FixedAt">When the rule got its present form.</param>
public sealed record ExperimentDefinition(
    ModelId Model,
    string Name,
    string? Title,
    ArmsBy By,
    IReadOnlyList<ExperimentArm> Arms,
    DateTimeOffset From,
    DateTimeOffset? To,
    ExperimentMetric Primary,
    IReadOnlyList<ExperimentMetric> Guardrails,
    IReadOnlyList<ExperimentMetric> Also,
    double Alpha = ExperimentDefinition.UsualAlpha,
    long MinimumSample = ExperimentDefinition.UsualSample,
    double? ExpectedEffect = null,
    string? Covariate = null,
    DateTimeOffset FixedAt = default)
{
    /// <summary>Share of wrong decisions accepted where nothing is said.</summary>
    public const double UsualAlpha = 0.05;

    /// <summary>Mature units an arm needs where nothing is said.</summary>
    public const long UsualSample = 500;

    /// <summary>Every metric, the primary first, then the guardrails.</summary>
    public IReadOnlyList<ExperimentMetric> Metrics => [Primary, .. Guardrails, .. Also];

    /// <summary>Whether another definition is the same rule: title and moment aside.</summary>
    public bool SameRule(ExperimentDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return By == other.By && Arms.SequenceEqual(other.Arms) && From == other.From && Primary == other.Primary && Guardrails.SequenceEqual(other.Guardrails)
            && Alpha.Equals(other.Alpha) && MinimumSample == other.MinimumSample && Nullable.Equals(ExpectedEffect, other.ExpectedEffect)
            && string.Equals(Covariate, other.Covariate, StringComparison.Ordinal);
    }

    /// <summary>Whether another definition says the same in everything but the moment it was fixed.</summary>
    public bool Same(ExperimentDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SameRule(other) && To == other.To && Also.SequenceEqual(other.Also) && string.Equals(Title, other.Title, StringComparison.Ordinal);
    }
}
