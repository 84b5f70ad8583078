using System.Globalization;
using System.Text;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Slices;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Slices;

/// <summary>A campaign brings applicants who pay worse than their score promises: the slice page must name them.</summary>
public sealed class SliceReaderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_slice_that_pays_worse_than_promised_is_named_with_its_part_of_the_drop()
    {
        await using var world = await StartAsync();
        var slices = new SliceReader(world.Metadata.Models, world.Reader, world.Events, world.Clock);
        var answer = await slices.ReadAsync(World.Model, new SliceQuestion(), default);

        answer.Metric.ShouldBe(SliceMetric.Residual);
        answer.Baseline.ShouldBe("reference");
        answer.Labelled.ShouldBe(3_000);
        var worst = answer.Result.Slices[0];
        worst.Conditions.ShouldHaveSingleItem().ShouldBe(new("channel", "campaign"));
        worst.Value.ShouldNotBeNull().ShouldBe(0.3, 0.05);
        worst.ShareBefore.ShouldBe(0);
        worst.Explains.ShouldNotBeNull().ShouldBeGreaterThan(0.8);

        // Twice the same question is answered once.
        (await slices.ReadAsync(World.Model, new SliceQuestion(), default)).ShouldBeSameAs(answer);
    }

    [Fact]
    public async Task Before_labels_the_slice_that_moves_the_score_is_named()
    {
        await using var world = await StartAsync();
        var slices = new SliceReader(world.Metadata.Models, world.Reader, world.Events, world.Clock);
        var answer = await slices.ReadAsync(World.Model, new SliceQuestion(SliceMetric.Drift, Column: "channel"), default);

        answer.Outcome.ShouldBeNull();
        answer.Result.Slices[0].Conditions[0].Bin.ShouldBe("campaign");
        answer.Bins.Sum(bin => bin.Explains ?? 0).ShouldBe(1, 1e-6);
    }

    [Fact]
    public async Task A_prediction_whose_outcome_is_not_mature_is_left_out()
    {
        await using var world = await StartAsync();
        world.Clock.Now = Start.AddDays(8);
        var slices = new SliceReader(world.Metadata.Models, world.Reader, world.Events, world.Clock);
        (await slices.ReadAsync(World.Model, new SliceQuestion(Span: new Window(Start, Start.AddDays(3))), default)).Labelled.ShouldBe(0);
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_says_what_is_allowed()
    {
        await using var world = await StartAsync();
        var slices = new SliceReader(world.Metadata.Models, world.Reader, world.Events, world.Clock);
        (await Should.ThrowAsync<QuestionException>(async () => await slices.ReadAsync(World.Model, new SliceQuestion(SliceMetric.AbsoluteError), default))).Message.ShouldContain("residual");
        (await Should.ThrowAsync<QuestionException>(async () => await slices.ReadAsync(World.Model, new SliceQuestion(Outcome: "fpd"), default))).Message.ShouldContain("label");
        (await Should.ThrowAsync<QuestionException>(async () => await slices.ReadAsync(World.Model, new SliceQuestion(Column: "colour"), default))).Message.ShouldContain("channel");
        await Should.ThrowAsync<UnknownModelException>(async () => await slices.ReadAsync(new ModelId("none"), new SliceQuestion(), default));
    }

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        world.Clock.Now = Start;
        await world.ModelAsync(new ModelDescription(
            ModelTask.Binary, Columns: [new ColumnDefinition("channel", ColumnType.Categorical, Segment: true), new ColumnDefinition("age", ColumnType.Numeric)],
            Outcomes: [OutcomeDefinition.Label with { Maturity = new MaturityRule(TimeSpan.FromDays(10)) }]));
        var random = new Random(4);
        var reference = new StringBuilder("ts,score,label,channel,age\n");
        for (var i = 0; i < 4_000; i++)
        {
            var score = 0.1 + (0.1 * random.NextDouble());
            reference.Append(CultureInfo.InvariantCulture, $"{Start.AddDays(-30).AddMinutes(i):yyyy-MM-ddTHH:mm:ssZ},{score:0.0000},{(random.NextDouble() < score ? 1 : 0)},{(i % 2 == 0 ? "web" : "branch")},{random.Next(20, 60)}\n");
        }

        await world.ReferenceAsync(reference.ToString());
        var (rows, outcomes) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < 3_000; i++)
        {
            var campaign = i % 3 == 0;
            var score = (campaign ? 0.2 : 0.1) + (0.1 * random.NextDouble());
            var at = Start.AddMinutes(i);
            rows.Append(CultureInfo.InvariantCulture, $$$"""{"id":"r{{{i}}}","at":"{{{at:yyyy-MM-ddTHH:mm:ssZ}}}","version":"1","score":{{{score:0.0000}}},"features":{"channel":"{{{(campaign ? "campaign" : i % 2 == 0 ? "web" : "branch")}}}","age":{{{random.Next(20, 60)}}} }}""").Append('\n');
            outcomes.Append(CultureInfo.InvariantCulture, $$$"""{"id":"r{{{i}}}","outcome":"label","value":{{{(random.NextDouble() < score + (campaign ? 0.3 : 0) ? 1 : 0)}}},"at":"{{{at.AddDays(5):yyyy-MM-ddTHH:mm:ssZ}}}"}""").Append('\n');
        }

        world.Clock.Now = Start.AddDays(3);
        (await world.PredictAsync(rows.ToString())).Accepted.ShouldBe(3_000);
        world.Clock.Now = Start.AddDays(14);
        (await world.OutcomesAsync(outcomes.ToString())).Accepted.ShouldBe(3_000);
        return world;
    }
}
