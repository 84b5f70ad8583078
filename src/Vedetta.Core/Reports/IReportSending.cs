using Vedetta.Core.Models;

namespace Vedetta.Core.Reports;

/// <summary>Sends reports because a person asks. Thread-safe.</summary>
public interface IReportSending
{
    /// <summary>Sends the report of every model of a schedule; a failure is told, not thrown.</summary>
    ValueTask<IReadOnlyList<ReportSent>> SendAllAsync(ReportSchedule schedule, CancellationToken cancel);
}

/// <summary>What became of a report.</summary>
/// <param name="Model">The model.</param>
/// <param name="Delivered">Whether the other side took it.</param>
/// <param name="Answer">What it said.</param>
public sealed record ReportSent(ModelId Model, bool Delivered, string? Answer);
