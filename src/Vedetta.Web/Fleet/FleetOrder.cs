using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Statistics;

namespace Vedetta.Web.Fleet;

/// <summary>Which models come first: for data science the worst verdict, for engineers the worst service, for the business the decisions that moved most. Pure.</summary>
public static class FleetOrder
{
    /// <summary>The fleet in the order of an audience; it comes in that of data science.</summary>
    public static IReadOnlyList<FleetRow> Of(IReadOnlyList<FleetRow> fleet, Audience audience) => audience switch
    {
        Audience.Engineering => [.. fleet.OrderByDescending(row => row.Status.Silent).ThenByDescending(row => row.Day?.Errors?.Low ?? 0).ThenByDescending(row => row.Day?.Rejected ?? 0)],
        Audience.Business => [.. fleet.OrderByDescending(row => row.Status is { Verdict: VerdictKind.Critical } or { Silent: true }).ThenByDescending(IsMore).ThenByDescending(row => Math.Abs(Moved(row) ?? 0))],
        _ => fleet,
    };

    /// <summary>Change of the share of the decision against the week before; null where one of them is not known.</summary>
    public static double? Moved(FleetRow row) => row.Decisions is { Before: { } before } week ? week.Now.Value - before.Value : null;

    /// <summary>Whether that change is more than noise: the intervals of the two weeks do not meet.</summary>
    public static bool IsMore(FleetRow row) => row.Decisions is { Before: { } before } week && (week.Now.Low > before.High || week.Now.High < before.Low);
}
