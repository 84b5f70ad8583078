using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;

namespace Vedetta.Core.Monitors;

/// <summary>What a monitor measures; names in files and answers are the snake_case of these.</summary>
public enum MonitorMetric
{
    /// <summary>Distance of a column's distribution from its baseline, by the monitor's method.</summary>
    Drift,

    /// <summary>Share of the columns whose drift is not healthy.</summary>
    DriftShare,

    /// <summary>Share of rows without a value.</summary>
    Missing,

    /// <summary>Share of values outside the column's range.</summary>
    OutOfRange,

    /// <summary>Share of values of the wrong type.</summary>
    TypeErrors,

    /// <summary>Share of rows whose category the baseline does not have.</summary>
    NewCategories,

    /// <summary>Share of the baseline's rows whose category no longer comes.</summary>
    VanishedCategories,

    /// <summary>Number of distinct values.</summary>
    Distinct,

    /// <summary>One value only, where the baseline had several.</summary>
    Constant,

    /// <summary>Largest change of a pairwise correlation.</summary>
    Correlation,

    /// <summary>Share of rows whose id was known.</summary>
    Duplicates,

    /// <summary>Number of rows against the usual.</summary>
    Volume,

    /// <summary>Time since the last event against the usual gap: silence of data.</summary>
    Silence,

    /// <summary>Time between event and arrival.</summary>
    Freshness,

    /// <summary>Share of rows unlike those of the baseline, by the monitor's outlier method.</summary>
    Outliers,

    /// <summary>Signals of a streaming detector that takes the values one by one as they happen.</summary>
    Stream,

    /// <summary>A metric of realized quality, named by the monitor's method: from outcomes that came.</summary>
    Performance,

    /// <summary>How far scores are from what happened, by a measure of calibration named by the method.</summary>
    Calibration,

    /// <summary>Days from prediction to outcome: the median of the outcomes that became known in the window.</summary>
    LabelDelay,

    /// <summary>Share of mature predictions whose outcome came.</summary>
    LabelCoverage,

    /// <summary>A metric of quality, named by the monitor's method, estimated before labels come.</summary>
    EstimatedPerformance,

    /// <summary>Days since the data of the reference: how long ago the model learnt.</summary>
    Staleness,

    /// <summary>Number of predictions against the fewest that are wanted.</summary>
    Activity,

    /// <summary>Share of predictions the model is not sure of.</summary>
    LowConfidence,

    /// <summary>A business metric of the model's plan, against its bounds or what is usual.</summary>
    Business,

    /// <summary>How fast the error budgets of the model's objectives are spent, over several windows.</summary>
    SloBurn,
}

/// <summary>What a window is compared with.</summary>
public enum BaselineKind
{
    /// <summary>The reference of the version, or of the nearest earlier version that has one.</summary>
    Reference,

    /// <summary>The window just before.</summary>
    Previous,

    /// <summary>The windows of the four lengths before (seven for days), merged.</summary>
    Trailing,

    /// <summary>The same window one week before.</summary>
    LastWeek,

    /// <summary>The same window one year before.</summary>
    LastYear,

    /// <summary>The version before: its predictions of the four windows before the newer one came. For quality only.</summary>
    PreviousVersion,
}

/// <summary>Who is told.</summary>
public enum Audience
{
    /// <summary>People who look after features, scores and quality.</summary>
    DataScience,

    /// <summary>People who look after the service and its pipelines.</summary>
    Engineering,

    /// <summary>People who look after the money.</summary>
    Business,
}

/// <summary>A rule: what is measured, over which window, against which baseline, and from where it alarms.</summary>
/// <param name="Model">The model.</param>
/// <param name="Name">Unique within the model.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Columns">Names, or <c>*</c> alone for every monitored column and output; empty for metrics of the whole model.</param>
/// <param name="Method">
/// Method by its name: of drift (<c>psi</c>, <c>ks</c> ..., <c>auto</c>, and <c>mmd</c>, <c>classifier</c>, <c>pca_reconstruction</c>
/// of all columns together), of outliers, or the detector of a stream; null for other metrics.
/// </param>
/// <param name="Window">The span judged.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="Warning">Effect from which it warns; null for the metric's default.</param>
/// <param name="Critical">Effect from which it is critical; null for the metric's default.</param>
/// <param name="MinimumSample">Fewer rows than this are not judged.</param>
/// <param name="Alpha">Share of false alarms accepted over the monitor's columns in one window.</param>
/// <param name="Segment">Rows it looks at.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="For">How long the verdict must stay bad before an incident fires; zero at once.</param>
/// <param name="Audience">Who is told.</param>
/// <param name="Runbook">What to do: a text or an address.</param>
/// <param name="Enabled">Whether it is evaluated.</param>
/// <param name="Managed">True for a monitor a new model gets by itself; false once a person wrote or edited it.</param>
/// <param name="WarningFor">
/// How long a mere warning must stay bad before an incident fires, if longer than <paramref name="For"/>; null until the
/// next judged window says the same, zero at once. A critical verdict does not wait for it.
/// </param>
/// <param name="RunLength">Values a streaming detector shall take between two false alarms; null for the usual number.</param>
/// <param name="Outcome">Outcome that quality is held against; null for the one that says whether predictions were right.</param>
/// <param name="Population">Whose predictions quality is about.</param>
/// <param name="Compare">How quality is compared with the baseline; null for the usual way: a corridor of the reference, a share of any other.</param>
/// <param name="MinimumCoverage">Quality of a window with a smaller share of labelled predictions is not judged; null for a half.</param>
/// <param name="KeepFiring">How long it must be healthy before an incident is over; null for the first healthy window.</param>
public sealed record MonitorDefinition(
    ModelId Model,
    string Name,
    MonitorMetric Metric,
    IReadOnlyList<string> Columns,
    string? Method,
    WindowSize Window,
    BaselineKind Baseline,
    double? Warning,
    double? Critical,
    int MinimumSample,
    double Alpha,
    SegmentKey Segment,
    string? Version,
    TimeSpan For,
    Audience Audience,
    string? Runbook,
    bool Enabled = true,
    bool Managed = false,
    TimeSpan? WarningFor = null,
    double? RunLength = null,
    string? Outcome = null,
    Population Population = Population.All,
    Comparison? Compare = null,
    double? MinimumCoverage = null,
    TimeSpan? KeepFiring = null);
