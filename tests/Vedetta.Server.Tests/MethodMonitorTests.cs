using System.Net;
using System.Text.Json;

namespace Vedetta.Server.Tests;

/// <summary>Monitors that compare whole rows or run streaming detectors, through the API of a real server.</summary>
public sealed class MethodMonitorTests
{
    [Fact]
    public async Task Every_kind_of_method_can_be_chosen_and_its_points_read()
    {
        await using var server = await Server.StartAsync("files", options => options with { Clock = new SettableClock(Rows.Start.AddDays(20)) });
        (await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 4, perDay: 250, driftFrom: 2)), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);

        (string Name, object Body)[] monitors =
        [
            ("mmd", new { metric = "drift", method = "mmd", columns = new[] { "age", "income" } }),
            ("classifier", new { metric = "drift", method = "classifier" }),
            ("pca", new { metric = "drift", method = "pca_reconstruction" }),
            ("forest", new { metric = "outliers" }),
            ("mahalanobis", new { metric = "outliers", method = "mahalanobis", columns = new[] { "age", "income", "region" } }),
            ("stream", new { metric = "stream", method = "cusum", columns = new[] { "income", "score" }, run_length = 2_000 }),
            ("decisions", new { metric = "stream", method = "hddm_a", column = "decision", run_length = 2_000 }),
        ];
        foreach (var (name, body) in monitors)
        {
            var (status, answer) = await server.PutAsync($"/v1/models/m/monitors/{name}", body);
            status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        }

        (await server.GetAsync("/v1/models/m/monitors/stream")).Json.GetProperty("run_length").GetDouble().ShouldBe(2_000);
        (await server.PostAsync("/v1/models/m/evaluate")).Status.ShouldBe(HttpStatusCode.OK);
        var said = (await server.GetAsync("/v1/models/m/status")).Json.GetProperty("monitors").EnumerateArray().ToList();
        foreach (var (name, _) in monitors) said.ShouldContain(monitor => monitor.GetProperty("monitor").GetString() == name, name);

        var points = await BacktestAsync(server, "classifier");
        points.Select(Verdict).ShouldBe(["healthy", "healthy", "critical", "critical"]);
        points[3].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("told apart by income");
        points[3].GetProperty("column").GetString().ShouldBe("");
        var stream = (await BacktestAsync(server, "stream")).Where(point => point.GetProperty("column").GetString() == "income").ToList();
        stream.Count.ShouldBe(4);
        stream[2].GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
        stream[2].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("the last at 2026-01-07");
        var outliers = await BacktestAsync(server, "mahalanobis");
        outliers[3].GetProperty("value").GetDouble().ShouldBeGreaterThan(outliers[0].GetProperty("value").GetDouble());

        var (drift, answered) = await server.GetAsync("/v1/models/m/drift?method=mmd&column=age,income");
        drift.ShouldBe(HttpStatusCode.OK, answered.ToString());
        var series = answered.GetProperty("columns").EnumerateArray().ShouldHaveSingleItem();
        series.GetProperty("column").GetString().ShouldBe("*");
        series.GetProperty("points").GetArrayLength().ShouldBe(4);
        series.GetProperty("points")[3].GetProperty("verdict").GetString().ShouldBe("critical");
    }

    [Fact]
    public async Task Methods_and_columns_that_do_not_fit_are_refused_with_what_is_allowed()
    {
        await using var server = await Server.StartAsync();
        (await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(300), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);

        (await RefusedAsync(server, new { metric = "stream", method = "page_hinkly", column = "score" })).ShouldContain("did you mean 'page_hinkley'?");
        (await RefusedAsync(server, new { metric = "stream", method = "ddm", column = "income" })).ShouldContain("takes only 0 and 1");
        (await RefusedAsync(server, new { metric = "stream", method = "hddm_w", column = "income" })).ShouldContain("from 0 to 1");
        (await RefusedAsync(server, new { metric = "stream", column = "region" })).ShouldContain("is not a stream of numbers");
        (await RefusedAsync(server, new { metric = "outliers", method = "psi" })).ShouldContain("allowed: mahalanobis, isolation_forest");
        (await RefusedAsync(server, new { metric = "missing", method = "psi" })).ShouldContain(" have a method, not missing");
    }

    private static async Task<string> RefusedAsync(Server server, object body)
    {
        var (status, answer) = await server.PutAsync("/v1/models/m/monitors/wrong", body);
        ((int)status).ShouldBeInRange(400, 422);
        return answer.ToString();
    }

    private static async Task<List<JsonElement>> BacktestAsync(Server server, string monitor)
    {
        var (status, answer) = await server.PostAsync($"/v1/models/m/monitors/{monitor}/backtest");
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return [.. answer.GetProperty("points").EnumerateArray()];
    }

    private static string? Verdict(JsonElement point) => point.GetProperty("verdict").GetString();
}
