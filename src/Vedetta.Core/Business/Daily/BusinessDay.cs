using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Business;

namespace Vedetta.Core.Business.Daily;

/// <summary>The business metrics of one day of a model, per group of rows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Day">The day of the model's zone.</param>
/// <param name="ComputedAt">When it was last computed.</param>
/// <param name="Revision">0 at first; grows each time late data changed a value.</param>
/// <param name="Cells">Sums per metric and group.</param>
/// <param name="First">Values over all rows as they were at first, by metric; null while they are the same.</param>
/// <param name="FirstAt">When they were first computed.</param>
public sealed record BusinessDay(
    ModelId Model, Window Day, DateTimeOffset ComputedAt, int Revision, IReadOnlyList<BusinessCell> Cells, IReadOnlyDictionary<string, double>? First, DateTimeOffset FirstAt)
{
    /// <summary>Sums of a metric over a group; null when the group has no rows that day.</summary>
    public BusinessCell? Find(string metric, string group)
    {
        foreach (var cell in Cells)
            if (string.Equals(cell.Metric, metric, StringComparison.Ordinal) && string.Equals(cell.Group, group, StringComparison.Ordinal)) return cell;
        return null;
    }
}

/// <summary>Sums of one metric over one group of rows.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Group">Empty for all rows, otherwise <c>version:v2</c>, <c>variant:b</c> or <c>column:value</c> of a segment.</param>
/// <param name="Sums">The sums.</param>
/// <param name="Mature">Rows whose outcomes, as far as the metric reads any, are mature.</param>
public sealed record BusinessCell(string Metric, string Group, AggregateSums Sums, double Mature)
{
    /// <summary>Share of the rows whose outcomes are mature.</summary>
    public double Complete => Sums.N > 0 ? Mature / Sums.N : 1;
}

/// <summary>How far the daily values of a model have come.</summary>
/// <param name="Model">The model.</param>
/// <param name="Plan">Fingerprint of the plan they were computed by.</param>
/// <param name="Sequence">Commits up to this one are in them.</param>
/// <param name="ComputedAt">When.</param>
public sealed record BusinessMark(ModelId Model, string Plan, long Sequence, DateTimeOffset ComputedAt);
