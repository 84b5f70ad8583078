using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>The same rows through the real way in, from JSON to points: live, as an import, and shuffled with repetitions.</summary>
public class IngestedStoryTests
{
    private const int Days = 9;
    private const int PerDay = 150;

    [Fact]
    public async Task Live_import_and_shuffled_replay_give_the_same_points_and_verdicts()
    {
        var rows = Enumerable.Range(0, Days * PerDay).Select(Json).ToArray();

        await using var live = await StartAsync();
        using var livePlay = new Play(live);
        for (var day = 0; day < Days; day++)
        {
            live.Clock.Now = First.AddDays(day).AddHours(12);
            await live.PredictAsync(string.Join('\n', rows[(day * PerDay)..((day * PerDay) + (PerDay / 2))]));
            await livePlay.Evaluation.EvaluateDueAsync(live.Clock.Now, default);
            live.Clock.Now = First.AddDays(day + 1).AddMinutes(16);
            await live.PredictAsync(string.Join('\n', rows[((day * PerDay) + (PerDay / 2))..((day + 1) * PerDay)]));
            await livePlay.Evaluation.EvaluateDueAsync(live.Clock.Now, default);
        }

        await using var import = await StartAsync();
        using var importPlay = new Play(import);
        import.Clock.Now = live.Clock.Now;
        await import.PredictAsync(string.Join('\n', rows), backfill: true);
        await importPlay.Evaluation.EvaluateAsync(World.Model, null, import.Clock.Now, default);

        await using var shuffled = await StartAsync();
        using var shuffledPlay = new Play(shuffled);
        shuffled.Clock.Now = live.Clock.Now;
        string[] again = [.. rows, .. rows[200..500]];
        new Random(5).Shuffle(again);
        foreach (var part in again.Chunk(333))
        {
            await shuffled.PredictAsync(string.Join('\n', part), backfill: true);
            await shuffled.Ingestion.FlushAsync(default);
            await shuffledPlay.Evaluation.EvaluateDueAsync(shuffled.Clock.Now, default);
        }

        var expected = await livePlay.PointsAsync();
        expected.Values.ShouldContain(reading => reading.Verdict.Kind == Vedetta.Statistics.VerdictKind.Critical);
        expected.Keys.Select(key => key.Monitor).Distinct().ShouldContain("outliers");
        expected.Where(point => point.Key is { Monitor: "rows", Window.From.Day: 7 or 8 }).ShouldAllBe(point => point.Value.Verdict.Kind != Vedetta.Statistics.VerdictKind.Undecided);
        expected.Where(point => point.Key is { Monitor: "stream", Column: "age" }).Sum(point => point.Value.Value).ShouldNotBeNull().ShouldBeGreaterThan(0);
        await ShouldEqualAsync(importPlay, expected);
        await ShouldEqualAsync(shuffledPlay, expected);
        livePlay.Notices.All.ShouldContain(notice => notice.Kind == NoticeKind.Fired);
        importPlay.Notices.All.ShouldBeEmpty();
    }

    private static DateTimeOffset First { get; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        world.Clock.Now = First;
        await world.ModelAsync();
        var random = new Random(1);
        var lines = Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{First.AddDays(-20).AddMinutes(i):yyyy-MM-ddTHH:mm:ssZ},{random.NextDouble() * 50:F3},{(char)('a' + random.Next(3))},{random.NextDouble():F4}"));
        await world.ReferenceAsync("id,ts,age,region,score\n" + string.Join('\n', lines));

        // Managed ones, as the program's own, so that those are made beside them.
        await world.Metadata.Monitors.SaveAsync(
        [
            DefaultMonitors.Of(World.Model, "stream", MonitorMetric.Stream, ["age", "score"]) with { Method = "ewma", RunLength = 2_000 },
            DefaultMonitors.Of(World.Model, "rows", MonitorMetric.Drift, ["*"]) with { Method = "pca_reconstruction" },
            DefaultMonitors.Of(World.Model, "outliers", MonitorMetric.Outliers, ["*"]) with { Method = "mahalanobis" },
        ], default);
        return world;
    }

    private static string Json(int i)
    {
        var random = new Random(100 + i);
        var day = i / PerDay;
        var at = First.AddDays(day).AddSeconds(i % PerDay * (86_400 / PerDay));
        var age = (random.NextDouble() * 50) + (day is 5 or 6 ? 15 : 0);
        var region = day == 7 ? "\"new\"" : i % 40 == 0 ? "null" : $"\"{(char)('a' + random.Next(3))}\"";
        return string.Create(CultureInfo.InvariantCulture, $$"""{"id":"r{{i}}","at":"{{at:yyyy-MM-ddTHH:mm:ssZ}}","features":{"age":{{age:F3}},"region":{{region}}},"score":{{random.NextDouble():F4}}}""");
    }

    private static async Task ShouldEqualAsync(Play play, Dictionary<PointKey, Reading> expected)
    {
        var actual = await play.PointsAsync();
        actual.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (key, reading) in expected) Points.Same(actual[key], reading).ShouldBeTrue($"{key}: {actual[key]} against {reading}");
    }

    private sealed class Play : IDisposable
    {
        private readonly World _world;
        private readonly IncidentService _incidents;

        public Play(World world)
        {
            _world = world;
            _incidents = new IncidentService(world.Metadata.Incidents, Notices, world.Clock);
            Evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, _incidents, EvaluationOptions.Default with { CalibrationValues = 100_000 });
        }

        public RecordingNotifier Notices { get; } = new();

        public EvaluationService Evaluation { get; }

        // Duplicates, lateness and silence tell how rows came; everything else must not depend on it.
        public async Task<Dictionary<PointKey, Reading>> PointsAsync()
        {
            var kept = (await _world.Metadata.Monitors.ListAsync(World.Model, default))
                .Where(monitor => monitor.Metric is not (MonitorMetric.Duplicates or MonitorMetric.Freshness or MonitorMetric.Silence))
                .Select(monitor => monitor.Name).ToHashSet(StringComparer.Ordinal);
            var points = await _world.Metadata.Monitors.PointsAsync(World.Model, null, new Window(First.AddYears(-1), First.AddYears(1)), default);
            return points.Where(point => kept.Contains(point.Key.Monitor)).ToDictionary(point => point.Key, point => point.Reading);
        }

        public void Dispose()
        {
            Evaluation.Dispose();
            _incidents.Dispose();
        }
    }
}
