using System.Net;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>However rows arrive, the numbers and the verdicts in the end are the same.</summary>
public sealed class ReplayTests
{
    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Live_back_filled_and_shuffled_with_duplicates_give_the_same_points_and_verdicts(string kind)
    {
        var rows = Rows.Current(days: 4, perDay: 300, driftFrom: 2);
        var live = await PlayAsync(kind, rows.Chunk(90).Select(chunk => chunk.ToList()), evaluateEach: true, backfill: false);
        var backfill = await PlayAsync(kind, [rows], evaluateEach: false, backfill: true);
        var random = new Random(7);
        List<string[]> shuffled = [.. rows, .. rows.Where((_, i) => i % 5 == 0)];
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shuffled));
        var replay = await PlayAsync(kind, shuffled.Chunk(170).Select(chunk => chunk.ToList()), evaluateEach: true, backfill: false);
        backfill.ShouldBe(live);
        replay.ShouldBe(live);
        live.Count(line => line.Contains("income", StringComparison.Ordinal) && line.Contains("critical", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(string kind, IEnumerable<IReadOnlyList<string[]>> batches, bool evaluateEach, bool backfill)
    {
        var clock = new SettableClock(Rows.Start.AddDays(10));
        await using var server = await Server.StartAsync(kind, options => options with { Clock = clock });
        (await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        var part = 0;
        foreach (var batch in batches)
        {
            var (status, answer) = await server.PostAsync($"/v1/models/m/predictions?backfill={(backfill ? "true" : "false")}", Rows.Csv(batch), "text/csv");
            status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            if (evaluateEach && part++ % 4 == 0) await EvaluateAsync(server);
        }

        await EvaluateAsync(server);
        var lines = new List<string>();
        var drift = (await server.GetAsync("/v1/models/m/drift?column=*&every=day")).Json;
        foreach (var column in drift.GetProperty("columns").EnumerateArray())
            lines.AddRange(column.GetProperty("points").EnumerateArray().Select(point => column.GetProperty("column").GetString() + " " + Said(point)));
        var state = (await server.GetAsync("/v1/models/m/status")).Json;
        lines.AddRange(state.GetProperty("monitors").EnumerateArray()
            .Where(monitor => monitor.GetProperty("metric").GetString() is not ("duplicates" or "freshness" or "silence" or "volume"))
            .Select(monitor => $"{monitor.GetProperty("monitor")} {monitor.GetProperty("column")} {monitor.GetProperty("verdict")} {Number(monitor, "value")}")
            .Order(StringComparer.Ordinal));
        return lines;
    }

    private static async Task EvaluateAsync(Server server)
    {
        var (status, answer) = await server.PostAsync("/v1/models/m/evaluate");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
    }

    private static string Said(JsonElement point) =>
        $"{point.GetProperty("from")} n={point.GetProperty("n")} {Number(point, "value")} {point.GetProperty("verdict")}";

    // Ten digits: the order of additions differs, the number does not.
    private static string Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble().ToString("G10", System.Globalization.CultureInfo.InvariantCulture) : "null";
}
