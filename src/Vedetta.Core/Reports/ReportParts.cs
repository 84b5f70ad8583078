using Vedetta.Core.Monitors;

namespace Vedetta.Core.Reports;

/// <summary>A part of a report.</summary>
public enum ReportPart
{
    /// <summary>What is different from the last one.</summary>
    Changes,

    /// <summary>Incidents of the span.</summary>
    Incidents,

    /// <summary>The columns that moved most.</summary>
    Drift,

    /// <summary>Estimated and realized quality.</summary>
    Quality,

    /// <summary>Business metrics.</summary>
    Business,

    /// <summary>The service.</summary>
    Traffic,

    /// <summary>Objectives.</summary>
    Objectives,

    /// <summary>What to do.</summary>
    Actions,
}

/// <summary>Which parts an audience gets, in which order. Pure.</summary>
public static class ReportParts
{
    /// <summary>The parts.</summary>
    public static IReadOnlyList<ReportPart> Of(Audience? audience) => audience switch
    {
        Audience.Business => [ReportPart.Changes, ReportPart.Business, ReportPart.Quality, ReportPart.Incidents, ReportPart.Actions],
        Audience.Engineering => [ReportPart.Changes, ReportPart.Traffic, ReportPart.Objectives, ReportPart.Incidents, ReportPart.Actions],
        Audience.DataScience => [ReportPart.Changes, ReportPart.Incidents, ReportPart.Drift, ReportPart.Quality, ReportPart.Traffic, ReportPart.Actions],
        _ => [ReportPart.Changes, ReportPart.Incidents, ReportPart.Quality, ReportPart.Drift, ReportPart.Business, ReportPart.Traffic, ReportPart.Objectives, ReportPart.Actions],
    };

    /// <summary>Whether an audience is told of a change.</summary>
    internal static bool Takes(Audience? audience, ReportChangeKind kind) => kind switch
    {
        _ when audience is null => true,
        ReportChangeKind.IncidentFired or ReportChangeKind.IncidentResolved => true,
        ReportChangeKind.DriftBegan or ReportChangeKind.DriftEnded => audience == Audience.DataScience,
        ReportChangeKind.Quality => audience is Audience.DataScience or Audience.Business,
        ReportChangeKind.Business => audience == Audience.Business,
        ReportChangeKind.Traffic => true,
        _ => audience == Audience.Engineering,
    };
}
