using Vedetta.Core.Models;
using Vedetta.Core.Tests.Ingestion;

namespace Vedetta.Core.Tests.Models;

public sealed class ModelServiceTests
{
    [Fact]
    public async Task Put_every_fault_of_a_description_is_told_with_its_place()
    {
        await using var world = await World.StartAsync();
        var description = new ModelDescription(
            ModelTask.Multiclass,
            Title: "",
            PositiveClass: "1",
            Threshold: double.NaN,
            TimeZone: "Mars/Olympus",
            Score: new ScoreDefinition(ScoreKind.Probability, 1, 0, ScoreDirection.Positive, ApproveAbove: false),
            Columns:
            [
                new("a", ColumnType.Numeric, Min: 5, Max: 1),
                new("a", ColumnType.Categorical, Min: 1),
                new("score", ColumnType.Numeric, Allowed: ["x"]),
                new("s", ColumnType.Numeric, Segment: true, Importance: 2),
            ],
            SegmentTags: ["t", "t"],
            Outcomes: [new("label", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(-1)), "nothing")]);

        var error = await Should.ThrowAsync<ModelValidationException>(() => world.ModelAsync(description));

        error.Faults.Select(f => f.Field).ShouldBe(
            [
                "title", "positive_class", "threshold", "time_zone", "score.max",
                "schema.columns[0].max", "schema.columns[1].name", "schema.columns[1].min", "schema.columns[2].name", "schema.columns[2].allowed",
                "schema.columns[3].segment", "schema.columns[3].importance", "schema.segment_tags[1]", "outcomes[0].proxy_of", "outcomes[0].maturity",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Put_the_same_description_again_changes_nothing_and_another_one_replaces_it()
    {
        await using var world = await World.StartAsync();
        var first = await world.ModelAsync(new ModelDescription(ModelTask.Binary, Title: "Scoring", Columns: [new("x", ColumnType.Numeric)]));
        world.Clock.Now += TimeSpan.FromDays(1);

        (await world.ModelAsync(new ModelDescription(ModelTask.Binary, Title: "Scoring", Columns: [new("x", ColumnType.Numeric)]))).Revision.ShouldBe(first.Revision);
        var second = await world.ModelAsync(new ModelDescription(ModelTask.Binary));

        second.Revision.ShouldBe(first.Revision + 1);
        second.CreatedAt.ShouldBe(first.CreatedAt);
        second.Title.ShouldBeNull();
        second.Schema.Find("x").ShouldNotBeNull("a schema that is left out keeps the columns already known");
    }

    [Fact]
    public async Task Put_columns_get_ordinals_that_are_never_used_again()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(new ModelDescription(ModelTask.Binary, Columns: [new("x", ColumnType.Numeric), new("y", ColumnType.Numeric)]));
        await world.ModelAsync(new ModelDescription(ModelTask.Binary, Columns: [new("y", ColumnType.Categorical), new("z", ColumnType.Numeric)]));

        var catalog = await world.Metadata.Models.CatalogAsync(World.Model, CancellationToken.None);

        catalog.Select(c => (c.Ordinal, c.Name, c.Kind)).ShouldBe(
            [(0, "x", ValueKind.Number), (1, "y", ValueKind.Number), (2, "y", ValueKind.Category), (3, "z", ValueKind.Number)]);
    }

    [Fact]
    public async Task Versions_come_in_the_order_of_their_first_rows_with_the_time_of_the_earliest()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        await world.PredictAsync("""{"id":"a","at":"2026-02-03T00:00:00Z","version":"7","score":0.5}""");
        await world.PredictAsync("""{"id":"b","at":"2026-02-05T00:00:00Z","version":"8","score":0.5}""");
        await world.PredictAsync("""{"id":"c","at":"2026-02-01T00:00:00Z","version":"7","score":0.5}""");

        var versions = await world.Models.VersionsAsync(World.Model, CancellationToken.None);

        versions.Select(v => v.Version).ShouldBe(["7", "8"]);
        versions[0].FirstSeen.ShouldBe(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
