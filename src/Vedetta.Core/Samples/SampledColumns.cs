using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;

namespace Vedetta.Core.Samples;

/// <summary>Where the watched columns of a model stand in its rows. Immutable.</summary>
internal sealed class SampledColumns
{
    private readonly ProfilePlan _plan;

    public SampledColumns(ModelState state)
    {
        _plan = ProfilePlan.Of(state, GridSet.Empty);
        Watched = [.. MonitoredColumns.Of(state.Definition, _plan.Columns.Select(column => column.Name)).Select(_plan.Find).OfType<PlannedColumn>()];
    }

    /// <summary>Outputs, then features; timestamps are not among them.</summary>
    public IReadOnlyList<PlannedColumn> Watched { get; }

    /// <summary>The column of that name, or null.</summary>
    public PlannedColumn? Find(string name) => _plan.Find(name);

    /// <summary>The column that tells the segment; null for all rows.</summary>
    /// <exception cref="ArgumentException">The model has no such segment.</exception>
    public PlannedColumn? SegmentOf(SegmentKey segment)
    {
        if (segment.IsAll) return null;
        return _plan.Segments.FirstOrDefault(column => string.Equals(column.Name, segment.Column, StringComparison.Ordinal) || string.Equals(column.Name, "tag_" + segment.Column, StringComparison.Ordinal))
            ?? throw new ArgumentException($"'{segment.Column}' is no segment; there are {string.Join(", ", _plan.Segments.Select(column => column.Name))}", nameof(segment));
    }

    /// <summary>Stored columns that have to be read for these and the segment.</summary>
    public IReadOnlyList<int> OrdinalsOf(IEnumerable<PlannedColumn> columns, SegmentKey segment)
    {
        var read = SegmentOf(segment) is { } column ? columns.Append(column) : columns;
        return [.. read.SelectMany(each => (int[])[each.Ordinal, each.Former]).Where(ordinal => ordinal >= 0).Distinct().Order()];
    }
}
