using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>What the fleet page says of a model to engineers and to the business: its latest day of service and its latest week of decisions.</summary>
internal sealed class FleetServiceReader(IProfileReader profiles, IEventStore events)
{
    private const string Decision = "decision";

    private static readonly string[] Columns = [ProfileColumns.Latency, ProfileColumns.Errors, Decision];
    private static readonly string[] Approvals = ["approve", "approved", "accept", "accepted", "issue", "issued", "yes", "true", "1"];

    public async ValueTask<(ServicePoint? Day, DecisionWeek? Decisions)> ReadAsync(ModelDefinition model, RowSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        if (summary.LastEvent is not { } last) return (null, null);
        var end = WindowCalendar.At(now - last < TimeSpan.FromDays(7) ? now : last, WindowSize.Hour, model.Zone).To;
        Window day = new(end.AddHours(-24), end), week = new(end.AddDays(-7), end), before = new(end.AddDays(-14), end.AddDays(-7));
        var sets = await profiles.ReadAsync(model.Id, [day, week, before], Columns, version: null, SegmentKey.All, cancel);
        var traffic = await events.TrafficAsync(model.Id, day, cancel);
        return (ServiceReader.PointOf(sets[0], traffic, usual: null, completeness: 1), DecisionsOf(sets[1], sets[2]));
    }

    private static DecisionWeek? DecisionsOf(ProfileSet now, ProfileSet before)
    {
        if (now.Columns.GetValueOrDefault(Decision) is not CategoricalProfile { Values: > 0 } decisions) return null;
        var counted = Approvals.FirstOrDefault(word => decisions.Counts.ContainsKey(word)) ?? decisions.Counts.MaxBy(pair => pair.Value).Key;
        return new DecisionWeek(counted, ShareOf(decisions, counted)!, before.Columns.GetValueOrDefault(Decision) is CategoricalProfile was ? ShareOf(was, counted) : null);
    }

    private static ShareOfRows? ShareOf(CategoricalProfile decisions, string counted)
    {
        if (decisions.Values == 0) return null;
        var count = decisions.Counts.GetValueOrDefault(counted);
        var (low, high) = Proportion.ModifiedWilson(count, decisions.Values);
        return new ShareOfRows(count, decisions.Values, (double)count / decisions.Values, low, high);
    }
}
