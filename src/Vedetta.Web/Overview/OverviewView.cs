using Vedetta.Core.Incidents;
using Vedetta.Core.Readings;
using Vedetta.Web.Drift;
using Vedetta.Web.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>What the overview of a model shows.</summary>
/// <param name="Scope">Its windows.</param>
/// <param name="Status">State of the model.</param>
/// <param name="Worst">The columns of the drift lane, the worst first.</param>
/// <param name="Columns">How many columns are watched.</param>
/// <param name="Bad">How many are beyond their threshold in the latest window.</param>
/// <param name="Versions">Which version was live when.</param>
/// <param name="Marks">Events.</param>
/// <param name="Score">The output shown in the score lane over the windows; null where the model has none.</param>
/// <param name="ScoreReference">The reference's median of that output.</param>
/// <param name="Incidents">Incidents that touch the span, the latest first.</param>
/// <param name="Steps">What to do, in order.</param>
/// <param name="Quality">Realized and estimated quality over the windows; null where it is not read.</param>
public sealed record OverviewView(
    Scope Scope,
    ModelStatus Status,
    IReadOnlyList<HeatRow> Worst,
    int Columns,
    int Bad,
    IReadOnlyList<VersionSpan> Versions,
    IReadOnlyList<EventMark> Marks,
    IReadOnlyList<QualityPoint?>? Score,
    double? ScoreReference,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<NextStep> Steps,
    QualityOverTime? Quality = null)
{
    /// <summary>Columns of the drift lane.</summary>
    public const int LaneColumns = 5;

    /// <summary>The version of the latest rows.</summary>
    public string? LiveVersion => Versions.Count == 0 ? null : Versions[^1].Version;
}

/// <summary>One thing to do.</summary>
public sealed record NextStep(string Text, string? Address, string? Link);
