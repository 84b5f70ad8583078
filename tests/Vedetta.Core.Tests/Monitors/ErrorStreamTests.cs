using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>The stream of wrong predictions: a value per label, in the order in which labels became known.</summary>
public class ErrorStreamTests
{
    private const int PerDay = 200;
    private static readonly DateTimeOffset Start = new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData("ddm"), InlineData("hddm_a"), InlineData("cusum")]
    public async Task Errors_that_become_frequent_are_signalled_on_the_days_their_labels_come(string detector)
    {
        var said = await PlayAsync(detector, shuffled: false);

        said.Values.ShouldAllBe(reading => reading.BaselineN == 2_000);

        // Predictions of day 4 on are wrong three times as often; their labels come two days later.
        said.Keys.ShouldBe(["02-04", "02-05", "02-06", "02-07", "02-08", "02-09"], ignoreOrder: true);
        said.Values.Sum(reading => reading.N).ShouldBe(6 * PerDay);
        said.Where(each => string.CompareOrdinal(each.Key, "02-08") < 0).ShouldAllBe(each => each.Value.Verdict.Kind == Vedetta.Statistics.VerdictKind.Healthy);
        said.Where(each => string.CompareOrdinal(each.Key, "02-08") >= 0).Sum(each => each.Value.Value).ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Errors_in_any_order_of_arrival_give_the_same_signals()
    {
        var inOrder = await PlayAsync("hddm_a", shuffled: false);
        var shuffled = await PlayAsync("hddm_a", shuffled: true);
        shuffled.Keys.ShouldBe(inOrder.Keys, ignoreOrder: true);
        foreach (var (day, reading) in inOrder) Points.Same(shuffled[day], reading).ShouldBeTrue($"{day}: {shuffled[day]} against {reading}");
    }

    private static async Task<Dictionary<string, Reading>> PlayAsync(string detector, bool shuffled)
    {
        await using var world = await World.StartAsync();
        world.Clock.Now = Start.AddDays(20);
        await world.ModelAsync();
        await world.Metadata.Monitors.SaveAsync(
            [DefaultMonitors.Of(World.Model, "errors", MonitorMetric.Stream, ["error"]) with { Method = detector, RunLength = 20_000, Managed = false }], default);
        var random = new Random(5);
        await world.ReferenceAsync("score,prediction,label\n" + string.Join('\n', Enumerable.Range(0, 2_000).Select(i => Invariant($"{i % 100 / 100.0},1,{(random.NextDouble() < 0.15 ? 0 : 1)}"))));
        using var incidents = new IncidentService(world.Metadata.Incidents, new RecordingNotifier(), world.Clock);
        using var evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, incidents, EvaluationOptions.Default with { CalibrationValues = 100_000 });
        var (predictions, labels) = Rows();
        if (shuffled)
        {
            new Random(1).Shuffle(predictions);
            new Random(2).Shuffle(labels);
        }

        // Shuffled, some labels come before their predictions.
        foreach (var (some, known) in predictions.Chunk(300).Zip(labels.Chunk(300)))
        {
            if (shuffled) await world.OutcomesAsync(string.Join('\n', known));
            await world.PredictAsync(string.Join('\n', some), backfill: true);
            if (!shuffled) await world.OutcomesAsync(string.Join('\n', known));
            await evaluation.EvaluateAsync(World.Model, null, world.Clock.Now, default);
        }

        // A correction changes nothing: the stream holds what became known first.
        await world.OutcomesAsync("""{"id":"r7","outcome":"label","value":"2","at":"2026-02-10T00:00:00Z"}""");
        await evaluation.EvaluateAsync(World.Model, null, world.Clock.Now, default);
        var points = await world.Metadata.Monitors.PointsAsync(World.Model, "errors", new Window(Start.AddYears(-1), Start.AddYears(1)), default);
        points.ShouldAllBe(point => point.Key.Column == "error");
        return points.ToDictionary(point => point.Key.Window.From.ToString("MM-dd", CultureInfo.InvariantCulture), point => point.Reading);
    }

    private static (string[] Predictions, string[] Labels) Rows()
    {
        var random = new Random(11);
        var (predictions, labels) = (new List<string>(), new List<string>());
        for (var i = 0; i < 6 * PerDay; i++)
        {
            var at = Start.AddSeconds((double)i * 86_400 / PerDay);
            var wrong = random.NextDouble() < (i >= 4 * PerDay ? 0.45 : 0.15);
            var predicted = random.Next(2);
            predictions.Add(Invariant($$"""{"id":"r{{i}}","at":"{{at:yyyy-MM-ddTHH:mm:ssZ}}","score":{{(predicted == 1 ? 0.8 : 0.2)}},"prediction":{{predicted}}}"""));
            labels.Add(Invariant($$"""{"id":"r{{i}}","outcome":"label","value":{{(wrong ? 1 - predicted : predicted)}},"at":"{{at.AddDays(2):yyyy-MM-ddTHH:mm:ssZ}}"}"""));
        }

        return ([.. predictions], [.. labels]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
