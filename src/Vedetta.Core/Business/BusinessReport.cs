using Vedetta.Core.Business.Daily;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business;

/// <summary>Series and segments from daily sums. Pure.</summary>
internal sealed class BusinessReport(ModelDefinition model, IReadOnlyList<BusinessDay> days, string group, Window recent, Window before)
{
    private const int SegmentsPerColumn = 12;

    private readonly List<BusinessDay> _recent = [.. days.Where(day => recent.Contains(day.Day.From))];
    private readonly List<BusinessDay> _before = [.. days.Where(day => before.Contains(day.Day.From))];

    /// <summary>One metric per window of the span.</summary>
    public BusinessSeries Series(BusinessMetric metric, WindowSize every, Window span)
    {
        var ratio = BusinessValues.IsRatio(metric);
        var points = new List<BusinessPoint>();
        foreach (var window in WindowCalendar.Cut(span, every, model.Zone))
        {
            var inside = days.Where(day => window.Contains(day.Day.From)).ToList();
            var cell = BusinessValues.Over(inside, metric.Name, group);
            if (cell.Sums.N == 0) continue;
            var single = every == WindowSize.Day && group.Length == 0 && inside.Count == 1 ? inside[0] : null;
            points.Add(BusinessValues.Of(metric, ratio, window, cell.Sums, cell.Mature, single?.Revision ?? 0, single?.First?.TryGetValue(metric.Name, out var first) == true ? first : null));
        }

        var (now, was) = (BusinessValues.Over(_recent, metric.Name, group), BusinessValues.Over(_before, metric.Name, group));
        return new BusinessSeries(
            metric, points,
            now.Sums.N > 0 ? BusinessValues.Of(metric, ratio, recent, now.Sums, now.Mature) : null,
            was.Sums.N > 0 ? BusinessValues.Of(metric, ratio, before, was.Sums, was.Mature) : null,
            now.Sums.N > 0 && was.Sums.N > 0 && recent.From >= before.To ? BusinessValues.Effect(metric, ratio, was, now) : null,
            points.Exists(point => point.Complete < 1) && BusinessValues.GrowsWithOutcomes(metric));
    }

    /// <summary>Groups of the segment columns by their share now.</summary>
    public IReadOnlyList<BusinessSegment> Segments(BusinessPlan plan)
    {
        if (plan.Metrics.Count == 0) return [];
        var first = plan.Metrics[0].Name;
        var (rowsNow, rowsBefore) = (BusinessValues.Over(_recent, first, "").Sums.N, BusinessValues.Over(_before, first, "").Sums.N);
        var segments = new List<BusinessSegment>();
        foreach (var column in BusinessComputer.GroupsOf(model).Where(column => column is not ("version" or "variant")))
        {
            var prefix = column + ":";
            var values = _recent.Concat(_before).SelectMany(day => day.Cells).Where(cell => cell.Group.StartsWith(prefix, StringComparison.Ordinal))
                .Select(cell => cell.Group).Distinct(StringComparer.Ordinal)
                .Select(each => (Group: each, Now: BusinessValues.Over(_recent, first, each).Sums.N, Before: BusinessValues.Over(_before, first, each).Sums.N))
                .OrderByDescending(each => each.Now).ThenByDescending(each => each.Before).Take(SegmentsPerColumn);
            segments.AddRange(values.Select(each => new BusinessSegment(
                column, each.Group[prefix.Length..], rowsNow > 0 ? each.Now / rowsNow : 0, rowsBefore > 0 ? each.Before / rowsBefore : 0, (long)each.Now,
                [.. plan.Metrics.Select(metric => ValueOf(metric, each.Group))])));
        }

        return segments;
    }

    private BusinessPoint ValueOf(BusinessMetric metric, string of)
    {
        var cell = BusinessValues.Over(_recent, metric.Name, of);
        return BusinessValues.Of(metric, BusinessValues.IsRatio(metric), recent, cell.Sums, cell.Mature);
    }
}
