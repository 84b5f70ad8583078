using System.Diagnostics;
using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Time;
using Vedetta.Storage.Relational;
using static Vedetta.Storage.Tests.Relational.Sample;

namespace Vedetta.Storage.Tests.Relational;

public sealed class MonitorStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveAsync_monitors_come_back_equal_by_name_and_are_replaced(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Monitors.SaveAsync([Monitor("b"), Monitor("a")], Cancel);
        await stores.Monitors.SaveAsync([Monitor("b") with { Enabled = false }], Cancel);
        var read = await stores.Monitors.ListAsync(Scoring, Cancel);
        Said(read).ShouldBe(Said<IReadOnlyList<MonitorDefinition>>([Monitor("a"), Monitor("b") with { Enabled = false }]));
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SavePointsAsync_points_come_back_equal_in_order_of_window_and_are_replaced_by_key(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Monitors.SavePointsAsync([Point("drift", "age", 2), Point("drift", "age", 0), Point("volume", "", 1)], Cancel);
        await stores.Monitors.SavePointsAsync([Point("drift", "age", 2, value: 0.5)], Cancel);
        var all = await stores.Monitors.PointsAsync(Scoring, null, new Window(Day, Day.AddDays(9)), Cancel);
        all.ShouldBe([Point("drift", "age", 0), Point("volume", "", 1), Point("drift", "age", 2, value: 0.5)]);
        (await stores.Monitors.PointsAsync(Scoring, "volume", new Window(Day, Day.AddDays(9)), Cancel)).Count.ShouldBe(1);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task PointsAsync_only_windows_that_share_a_moment_with_the_span(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Monitors.SavePointsAsync([Point("drift", "age", 0), Point("drift", "age", 1), Point("drift", "age", 2)], Cancel);
        var touched = await stores.Monitors.PointsAsync(Scoring, "drift", new Window(Day.AddHours(25), Day.AddDays(2)), Cancel);
        touched.Select(point => point.Key.Window).ShouldBe([WindowOf(1)]);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task DeleteAsync_takes_the_points_of_that_monitor_along(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Monitors.SaveAsync([Monitor("drift"), Monitor("keep")], Cancel);
        await stores.Monitors.SavePointsAsync([Point("drift", "age", 0), Point("keep", "age", 0)], Cancel);
        (await stores.Monitors.DeleteAsync(Scoring, "drift", Cancel)).ShouldBeTrue();
        (await stores.Monitors.DeleteAsync(Scoring, "drift", Cancel)).ShouldBeFalse();
        (await stores.Monitors.PointsAsync(Scoring, null, new Window(Day, Day.AddDays(9)), Cancel)).Single().Key.Monitor.ShouldBe("keep");
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveMarkAsync_comes_back_equal(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Monitors.MarkAsync(Scoring, Cancel)).ShouldBeNull();
        var mark = new EvaluationMark(Scoring, Day.AddTicks(1), 42, Day);
        await stores.Monitors.SaveMarkAsync(mark with { Sequence = 1 }, Cancel);
        await stores.Monitors.SaveMarkAsync(mark, Cancel);
        (await stores.Monitors.MarkAsync(Scoring, Cancel)).ShouldBe(mark);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Stream_states_come_back_equal_are_replaced_forgotten_and_go_with_their_monitor(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        StreamState State(int day, string column = "score", string monitor = "stream", byte value = 7) =>
            new(Scoring, monitor, column, WindowOf(day), "adwin", [value, 0, 255], 12, 10_000.5, 800);
        await stores.Monitors.SaveAsync([Monitor("stream")], Cancel);
        await stores.Monitors.SaveStreamStatesAsync([State(2), State(0), State(1), State(1, "age"), State(1, monitor: "other")], Cancel);
        await stores.Monitors.SaveStreamStatesAsync([State(2, value: 9)], Cancel);

        Said(await stores.Monitors.StreamStatesAsync(Scoring, "stream", WindowOf(1).To, Cancel)).ShouldBe(Said<IReadOnlyList<StreamState>>([State(1, "age"), State(1), State(2, value: 9)]));
        await stores.Monitors.ForgetStreamStatesAsync(Scoring, "stream", WindowOf(1).To, Cancel);
        (await stores.Monitors.StreamStatesAsync(Scoring, "stream", Day, Cancel)).Count.ShouldBe(3);
        await stores.Monitors.DeleteAsync(Scoring, "stream", Cancel);
        (await stores.Monitors.StreamStatesAsync(Scoring, "stream", Day, Cancel)).ShouldBeEmpty();
        (await stores.Monitors.StreamStatesAsync(Scoring, "other", Day, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SavePointsAsync_ten_thousand_points_are_stored_in_about_a_second()
    {
        await using var stores = await MetadataStores.OpenAsync("sqlite");
        await stores.Monitors.SavePointsAsync([Point("warm", "up", 0)], Cancel);
        List<Point> points = [.. Enumerable.Range(0, 10_000).Select(i => Point("drift", "column" + (i % 50), i / 50))];
        var watch = Stopwatch.StartNew();
        await stores.Monitors.SavePointsAsync(points, Cancel);
        var first = watch.Elapsed;
        await stores.Monitors.SavePointsAsync(points, Cancel);
        TestContext.Current.TestOutputHelper?.WriteLine($"insert {first.TotalMilliseconds:0} ms, replace {(watch.Elapsed - first).TotalMilliseconds:0} ms");
        first.ShouldBeLessThan(TimeSpan.FromSeconds(5)); // a shared machine may be several times slower than its own
        (await stores.Monitors.PointsAsync(Scoring, "drift", new Window(Day, Day.AddDays(500)), Cancel)).Count.ShouldBe(10_000);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Incidents_come_back_equal_the_latest_first_by_state_and_model(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Incidents.NextIdAsync(Cancel)).ShouldBe("INC-1");
        (await stores.Incidents.NextIdAsync(Cancel)).ShouldBe("INC-2");
        await stores.Incidents.SaveAsync([Incident("INC-1", IncidentState.Firing, 0), Incident("INC-2", IncidentState.Resolved, 1), Incident("INC-3", IncidentState.Firing, 2, "other")], Cancel);
        Said(await stores.Incidents.FindAsync("INC-2", Cancel)).ShouldBe(Said<Incident?>(Incident("INC-2", IncidentState.Resolved, 1)));
        (await stores.Incidents.FindAsync("INC-9", Cancel)).ShouldBeNull();
        (await stores.Incidents.ListAsync(null, null, 10, Cancel)).Select(incident => incident.Id).ShouldBe(["INC-3", "INC-2", "INC-1"]);
        (await stores.Incidents.ListAsync(null, null, 2, Cancel)).Count.ShouldBe(2);
        (await stores.Incidents.ListAsync(Scoring, [IncidentState.Firing, IncidentState.Pending], 10, Cancel)).Single().Id.ShouldBe("INC-1");
    }

    [Fact]
    public async Task Ids_of_incidents_go_on_after_those_that_were_saved()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-ids-").FullName;
        try
        {
            var file = Path.Combine(folder, "metadata.db");
            await using (var first = await RelationalStores.OpenSqliteAsync(file, Cancel))
            {
                (await first.Incidents.NextIdsAsync(2, Cancel)).ShouldBe(["INC-1", "INC-2"]);
                await first.Incidents.SaveAsync([Incident("INC-1", IncidentState.Firing, 0), Incident("INC-2", IncidentState.Firing, 1)], Cancel);
                (await first.Incidents.NextIdAsync(Cancel)).ShouldBe("INC-3"); // never saved, so nobody's
            }

            await using var again = await RelationalStores.OpenSqliteAsync(file, Cancel);
            (await again.Incidents.NextIdAsync(Cancel)).ShouldBe("INC-3");
            await again.Incidents.SaveAsync([Incident("INC-1", IncidentState.Resolved, 0)], Cancel);
            (await again.Incidents.NextIdAsync(Cancel)).ShouldBe("INC-4");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Quarantine_keeps_the_latest_rows_and_counts_all(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            await stores.Quarantine.AddAsync(
                [.. Enumerable.Range(0, 10).Select(j => new QuarantinedRow(Scoring, Day, new RowIssue((i * 10) + j, null, j < 4 ? "no_content" : "unreadable_time", "at", "why"), "{}"))], Cancel);
        }

        var rows = await stores.Quarantine.ListAsync(Scoring, 100, Cancel);
        rows.Count.ShouldBe(MetadataStores.QuarantineCapacity);
        rows[0].ShouldBe(new QuarantinedRow(Scoring, Day, new RowIssue(29, null, "unreadable_time", "at", "why"), "{}"));
        rows[^1].Issue.Index.ShouldBe(10);
        (await stores.Quarantine.CountsAsync(Scoring, Cancel)).ShouldBe(
            new Dictionary<string, long> { ["no_content"] = 12, ["unreadable_time"] = 18 }, ignoreOrder: true);
    }
}
