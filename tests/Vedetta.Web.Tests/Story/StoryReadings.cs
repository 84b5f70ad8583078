using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Web.Tests.Story;

/// <summary>Answers of the story, computed from its columns.</summary>
public sealed partial class StoryReadings(StoryWorld world, Func<string, string> say) : IReadings
{
    /// <summary>Extra calm models, to see how the fleet page carries them.</summary>
    public int Crowd { get; set; }

    /// <summary>True before the first model.</summary>
    public bool Empty { get; set; }

    public async ValueTask<IReadOnlyList<FleetRow>> FleetAsync(CancellationToken cancel)
    {
        if (Empty) return [];
        var rows = new List<FleetRow>();
        foreach (var model in await world.Stores.Models.ListAsync(cancel)) rows.Add(await RowAsync(model, cancel));
        var calm = rows.First(r => r.Status.Verdict == VerdictKind.Healthy);
        for (var i = 0; i < Crowd; i++) rows.Add(calm with { Model = calm.Model with { Id = new ModelId($"crowd-{i}") } });
        return [.. rows.OrderBy(r => r.Status.Silent ? 2 : r.Status.Verdict switch { VerdictKind.Critical => 0, VerdictKind.Warning => 1, VerdictKind.Undecided => 3, _ => 4 })];
    }

    public ValueTask<ModelStatus> StatusAsync(ModelId model, CancellationToken cancel)
    {
        if (model == StoryWorld.Told) return new(Told());
        var other = StoryWorld.Calmer.FirstOrDefault(o => o.Id == model);
        if (other.Id.Value is null) throw new UnknownModelException(model);
        var since = StoryWorld.Now.AddHours(-other.SinceHours).AddMinutes(other.Silent ? -26 : 0);
        var reasons = other.Silent ? ["No events for 26 min; the usual gap is 2 min."] : other.Verdict == VerdictKind.Undecided ? (IReadOnlyList<string>)["fewer than 50 rows in every window"] : [];
        return new(new ModelStatus(model, other.Verdict, other.Silent, since, reasons, other.Worst.Length == 0 ? [] : [Status(say(other.Worst), other.Excess, 89, 7, other.Rows * 24)], StoryWorld.Now.AddMinutes(-4), StoryWorld.Now.AddMinutes(56)));
    }

    public ValueTask<CorrelationAnswer> CorrelationsAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        if (model != StoryWorld.Told) return new(new CorrelationAnswer([], []));
        var names = StoryColumns.All.Where(c => c is { Importance: not null, Type: ColumnType.Numeric }).Select(c => say(c.Name)).ToList();
        var pairs = from i in Enumerable.Range(0, names.Count)
                    from j in Enumerable.Range(0, i)
                    let was = .6 * StoryColumns.Wobble(i, j)
                    let now = (i, j) == (1, 0) ? was - .55 : was + .01
                    select new CorrelationPair(names[j], names[i], now, now - .03, now + .03, 23_800, was, 412_300);
        return new(new CorrelationAnswer(names, [.. pairs]));
    }

    public ValueTask<IReadOnlyList<SegmentChoice>> SegmentsAsync(ModelId model, CancellationToken cancel) =>
        new(model == StoryWorld.Told ? [new SegmentChoice(say("region"), [say("osh"), say("bishkek")])] : []);

    public ValueTask<TrafficAnswer> TrafficAsync(ModelId model, SeriesQuestion question, CancellationToken cancel)
    {
        if (model != StoryWorld.Told) return new(new TrafficAnswer([], null, [], StoryWorld.Now.AddMinutes(-26), StoryWorld.Now.AddMinutes(-26)));
        var points = Days(question).Select(d => Point(StoryWorld.Day(d), Rows(d), d % 30 == 3 ? 9 : 2)).ToList();
        return new(new TrafficAnswer(points, Point(new Window(points[0].Window.From, points[^1].Window.To), points.Sum(p => p.N), points.Sum(p => p.Errors!.Count)), [], StoryWorld.Now.AddMinutes(-1), StoryWorld.Now));
    }

    private static ServicePoint Point(Window window, long n, long errors)
    {
        var share = (double)errors / n;
        var latency = new LatencyQuantiles(n, new Estimate(22, 21, 23), new Estimate(104, 102, 107), new Estimate(159, 150, 171));
        return new ServicePoint(window, n, n / 300, n / 900, n / 500, new UsualBand(2400, 3900), new ShareOfRows(errors, n, share, share * .5, share * 1.8), latency, window.To <= StoryWorld.Now ? 1 : .4);
    }

    /// <summary>A reading with the interval and verdict that go with its value.</summary>
    public static Reading ReadingOf(double value, double warning, double critical, long n, long baseline = 412_300)
    {
        var half = value * .07 + .002;
        Verdict verdict = value >= critical ? new Verdict.Critical("beyond the critical threshold") : value >= warning ? new Verdict.Warning("beyond the warning threshold") : new Verdict.Healthy();
        return new Reading(value, Math.Max(0, value - half), value + half, value >= warning ? 1e-6 : .2, null, n, baseline, warning, critical, value / warning, 1, verdict);
    }

    private ModelStatus Told()
    {
        var monitors = StoryColumns.All.Select((c, i) => Status(say(c.Name), c.Excess(89), 89, i, 3403)).ToList();
        var fresh = ReadingOf(.007, .01, .05, 3403);
        monitors.Add(new MonitorStatus("new-categories", MonitorMetric.NewCategories, null, say("channel"), StoryWorld.Day(89), ReadingOf(.311, .01, .05, 3403), StoryWorld.Day(40).From));
        monitors.Add(new MonitorStatus("missing", MonitorMetric.Missing, null, say("bureau_score"), StoryWorld.Day(89), fresh with { Value = .019 }, null));
        monitors.Add(new MonitorStatus("volume", MonitorMetric.Volume, null, "", StoryWorld.Day(89), ReadingOf(.19, 1, 2, 3403), null));
        var worst = monitors.OrderBy(m => m.Reading.Verdict.Kind switch { VerdictKind.Critical => 0, VerdictKind.Warning => 1, VerdictKind.Undecided => 2, _ => 3 }).ThenByDescending(m => m.Reading.Excess ?? 0).ToList();
        return new ModelStatus(StoryWorld.Told, VerdictKind.Critical, false, StoryWorld.Day(42).From.AddHours(6), ["channel drifted"], worst, StoryWorld.Now.AddMinutes(-4), StoryWorld.Now.AddMinutes(56));
    }

    private static MonitorStatus Status(string column, double excess, int day, int salt, long n) =>
        new("drift", MonitorMetric.Drift, "psi", column, StoryWorld.Day(day), Drift(excess, day, salt, n), double.IsNaN(excess) || excess < 1 ? null : StoryWorld.Day(Math.Max(StoryColumns.Campaign, day - 48 + salt)).From);

    private static Reading Drift(double excess, int day, int salt, long n)
    {
        if (double.IsNaN(excess)) return new Reading(null, null, null, null, null, 48, 412_300, .1, .25, null, 1, new Verdict.Undecided("48 rows of 50 needed"));
        return ReadingOf(Math.Max(.004, excess * (1 + .22 * StoryColumns.Wobble(day, salt)) * .1), .1, .25, n);
    }

    private async ValueTask<FleetRow> RowAsync(ModelDefinition model, CancellationToken cancel)
    {
        var status = await StatusAsync(model.Id, cancel);
        var other = StoryWorld.Calmer.FirstOrDefault(o => o.Id == model.Id);
        var told = model.Id == StoryWorld.Told;
        var hour = told ? 231 : other.Rows;
        var size = Math.Max(hour, 40);
        var traffic = Enumerable.Range(0, 42).Select(i => other.Silent && i > 39 ? 0L : (long)(size * (1 + .3 * Math.Sin(i * Math.PI / 2) + .08 * StoryColumns.Wobble(i, (int)size)) * (model.Id.Value == "fraud-device" && i > 36 ? 1.4 : 1))).ToList();
        var usual = Enumerable.Range(0, 42).Select(i => (size * (1 + .3 * Math.Sin(i * Math.PI / 2)) * .82, size * (1 + .3 * Math.Sin(i * Math.PI / 2)) * 1.18)).ToList();
        var worst = told ? new WorstDrift(say("channel"), 6.2, VerdictKind.Critical, StoryWorld.Day(89))
            : other.Worst.Length == 0 ? null : new WorstDrift(say(other.Worst), other.Excess, other.Excess >= 1 ? VerdictKind.Warning : VerdictKind.Healthy, StoryWorld.Day(89));
        var open = (await world.Stores.Incidents.ListAsync(model.Id, [Core.Incidents.IncidentState.Firing, Core.Incidents.IncidentState.Acknowledged], 100, cancel)).Count;
        return new FleetRow(model, told ? "2" : other.Version, status, traffic, usual, hour, worst, open);
    }
}
