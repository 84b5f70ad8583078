using Vedetta.Core.Models;
using Vedetta.Core.Reports;

namespace Vedetta.Web.Reports;

/// <summary>What the page of reports shows.</summary>
/// <param name="Schedules">Schedules, each with what became of its latest reports.</param>
/// <param name="Models">Names of all models.</param>
/// <param name="Channels">Names of e-mail channels.</param>
/// <param name="Faults">What is wrong with the form.</param>
/// <param name="Sent">What was just sent; empty for nothing.</param>
/// <param name="MayEdit">Whether the reader may change schedules.</param>
public sealed record ReportsView(
    IReadOnlyList<ScheduleRow> Schedules, IReadOnlyList<string> Models, IReadOnlyList<string> Channels, IReadOnlyList<FieldFault> Faults, IReadOnlyList<ReportSent> Sent, bool MayEdit)
{
    /// <summary>Schedules that are on.</summary>
    public int Sending => Schedules.Count(row => row.Schedule.Enabled);
}

/// <summary>A schedule with its latest deliveries.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="LastSent">When the other side last took a report; null when never.</param>
/// <param name="Failing">What the other side said last where it did not take one; null where all is well.</param>
public sealed record ScheduleRow(ReportSchedule Schedule, DateTimeOffset? LastSent, string? Failing);
