using Vedetta.Core.Models;
using static Vedetta.Storage.Tests.Relational.Sample;

namespace Vedetta.Storage.Tests.Relational;

public sealed class ModelStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveAsync_a_model_with_everything_comes_back_equal(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Models.SaveAsync(Model(), Cancel)).ShouldBeTrue();
        var read = (await stores.Models.FindAsync(Scoring, Cancel)).ShouldNotBeNull();
        Said(read).ShouldBe(Said(Model()));
        Said((await stores.Models.ListAsync(Cancel)).Single()).ShouldBe(Said(Model()));
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveAsync_a_revision_that_does_not_follow_stores_nothing(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Models.SaveAsync(Model(revision: 2), Cancel)).ShouldBeFalse();
        (await stores.Models.SaveAsync(Model(), Cancel)).ShouldBeTrue();
        (await stores.Models.SaveAsync(Model() with { Owner = "late" }, Cancel)).ShouldBeFalse();
        (await stores.Models.SaveAsync(Model(revision: 2) with { Owner = "next" }, Cancel)).ShouldBeTrue();
        (await stores.Models.FindAsync(Scoring, Cancel))!.Owner.ShouldBe("next");
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task AddColumnsAsync_repeated_columns_change_nothing_and_a_gap_is_refused(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        StoredColumn[] columns = [new(0, ColumnFamily.Feature, "age", ValueKind.Number), new(1, ColumnFamily.Tag, "channel", ValueKind.Category)];
        await stores.Models.AddColumnsAsync(Scoring, columns, Cancel);
        await stores.Models.AddColumnsAsync(Scoring, columns, Cancel);
        (await stores.Models.CatalogAsync(Scoring, Cancel)).ShouldBe(columns);
        await Should.ThrowAsync<ArgumentException>(async () =>
            await stores.Models.AddColumnsAsync(Scoring, [new StoredColumn(5, ColumnFamily.Feature, "x", ValueKind.Number)], Cancel));
        (await stores.Models.CatalogAsync(Scoring, Cancel)).ShouldBe(columns);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveVersionAsync_versions_keep_the_order_they_were_first_seen_in(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Models.SaveVersionAsync(new ModelVersion(Scoring, "9", Day, Reference: null), Cancel);
        await stores.Models.SaveVersionAsync(new ModelVersion(Scoring, "10", FirstSeen: null, Reference: null), Cancel);
        var reference = new ReferenceInfo(100, Day, null, Day, 40);
        await stores.Models.SaveVersionAsync(new ModelVersion(Scoring, "9", Day, reference), Cancel);
        (await stores.Models.VersionsAsync(Scoring, Cancel)).ShouldBe(
            [new ModelVersion(Scoring, "9", Day, reference), new ModelVersion(Scoring, "10", null, null)]);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task DeleteAsync_forgets_everything_of_the_model_and_nothing_of_others(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        foreach (var id in new[] { "scoring", "other" })
        {
            await stores.Models.SaveAsync(Model(id), Cancel);
            await stores.Models.AddColumnsAsync(new ModelId(id), [new StoredColumn(0, ColumnFamily.Feature, "age", ValueKind.Number)], Cancel);
            await stores.Monitors.SaveAsync([Monitor("drift", id)], Cancel);
            await stores.Monitors.SavePointsAsync([Point("drift", "age", 0, model: id)], Cancel);
            await stores.Incidents.SaveAsync([Incident("INC-" + id, Core.Incidents.IncidentState.Firing, 0, id)], Cancel);
        }

        await stores.Models.DeleteAsync(Scoring, Cancel);
        (await stores.Models.FindAsync(Scoring, Cancel)).ShouldBeNull();
        (await stores.Models.CatalogAsync(Scoring, Cancel)).ShouldBeEmpty();
        (await stores.Monitors.ListAsync(Scoring, Cancel)).ShouldBeEmpty();
        (await stores.Monitors.PointsAsync(Scoring, null, new(Day, Day.AddDays(9)), Cancel)).ShouldBeEmpty();
        (await stores.Incidents.ListAsync(Scoring, null, 10, Cancel)).ShouldBeEmpty();
        (await stores.Monitors.ListAsync(new ModelId("other"), Cancel)).Count.ShouldBe(1);
        (await stores.Incidents.ListAsync(null, null, 10, Cancel)).Count.ShouldBe(1);
    }
}
