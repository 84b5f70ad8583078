using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Server.Tests;

/// <summary>Scores and cut-off through the real host.</summary>
public sealed class ScoreTests
{
    private const string Path = "/v1/models/loans";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory")]
    [InlineData("files")]
    public async Task A_cut_off_is_answered_with_approval_bad_rates_swap_set_and_money(string kind)
    {
        await using var server = await FilledAsync(kind);
        var (status, json) = await server.GetAsync(Path + "/cutoff?cutoff=0.1&margin=0.2&loss=0.6");
        status.ShouldBe(HttpStatusCode.OK);
        var tried = json.GetProperty("tried");
        tried.GetProperty("cutoff").GetDouble().ShouldBe(0.1);
        tried.GetProperty("approved").GetInt64().ShouldBe(500);
        tried.GetProperty("approval_rate").GetProperty("value").GetDouble().ShouldBe(0.5);
        tried.GetProperty("expected_by_score").GetDouble().ShouldBe(0.0499, 1e-6);
        tried.GetProperty("labelled").GetInt64().ShouldBe(500);
        tried.GetProperty("realized_bad_rate").GetProperty("value").GetDouble().ShouldBe(0.1);
        tried.GetProperty("profit").GetDouble().ShouldNotBe(0);
        json.GetProperty("in_use").GetProperty("cutoff").GetDouble().ShouldBe(0.15);
        var swap = json.GetProperty("swap");
        swap.GetProperty("no_longer_approved").GetProperty("n").GetInt64().ShouldBe(250);
        swap.GetProperty("newly_approved").GetProperty("n").GetInt64().ShouldBe(0);
        json.GetProperty("overrides").GetProperty("declines").GetInt64().ShouldBe(250);
        json.GetProperty("points").GetArrayLength().ShouldBeGreaterThan(20);
        json.GetProperty("basis").GetProperty("current").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Bands_and_the_path_stand_beside_the_distribution_of_the_score_only()
    {
        await using var server = await FilledAsync("memory");
        var (_, json) = await server.GetAsync(Path + "/bands?bands=0.05,0.1,0.15");
        json.GetProperty("bands").GetArrayLength().ShouldBe(4);
        json.GetProperty("bands")[0].GetProperty("n").GetInt64().ShouldBe(250);
        json.GetProperty("roc").GetProperty("path").GetArrayLength().ShouldBeGreaterThan(2);
        var (_, score) = await server.GetAsync(Path + "/distribution?column=score&from=2026-01-05T00:00:00Z&to=2026-01-15T00:00:00Z");
        score.GetProperty("score").GetProperty("bands").GetArrayLength().ShouldBeGreaterThan(2);
        var (_, age) = await server.GetAsync(Path + "/distribution?column=age&from=2026-01-05T00:00:00Z&to=2026-01-15T00:00:00Z");
        age.GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Every_table_is_a_file_too()
    {
        await using var server = await FilledAsync("memory");
        var cutoffs = await server.Http.GetStringAsync(Path + "/cutoff?format=csv", Cancel);
        cutoffs.ShouldStartWith("cutoff,approved,approval_rate,");
        cutoffs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(20);
        (await server.Http.GetStringAsync(Path + "/bands?format=csv", Cancel)).ShouldContain("\r\nB,");
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_is_refused_by_the_part_that_is_wrong()
    {
        await using var server = await FilledAsync("memory", rows: 10);
        foreach (var (question, field) in ((string, string)[])
        [
            ("/cutoff?cutoff=high", "cutoff"),
            ("/cutoff?margin=0.2", "loss"),
            ("/cutoff?outcome=nothing", "outcome"),
            ("/cutoff?value=label", "value"),
            ("/cutoff?near=0", "near"),
            ("/cutoff?step=-1", "step"),
            ("/cutoff?step=0.0000001", "step"),
            ("/cutoff?segment=age:4", "segment"),
            ("/cutoff?from=2026-01-05T00:00:00Z&to=2026-01-04T00:00:00Z", "to"),
            ("/cutoff?cut=1", "cut"),
            ("/cutoff?format=xml", "format"),
            ("/bands?bands=low", "bands"),
        ])
        {
            var (status, json) = await server.GetAsync(Path + question);
            status.ShouldBe(HttpStatusCode.BadRequest, question);
            json.ToString().ShouldContain(field);
        }
    }

    [Fact]
    public async Task A_model_without_a_score_and_an_unknown_one_are_told_apart()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/price", new { task = "regression" });
        var (status, json) = await server.GetAsync("/v1/models/price/cutoff");
        status.ShouldBe(HttpStatusCode.BadRequest);
        json.ToString().ShouldContain("binary");
        (await server.GetAsync("/v1/models/nobody/cutoff")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Counted_scores_survive_a_restart_and_go_with_their_model()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-scores-").FullName;
        try
        {
            await using (var server = await FilledAsync("memory", change: o => o with { InMemory = false, DataDirectory = folder }))
                (await server.Services.GetRequiredService<ScoreProfiles>().RefreshAsync(new ModelId("loans"), Cancel)).ShouldBeGreaterThan(0);
            await using (var again = await Server.StartAsync(change: o => o with { InMemory = false, DataDirectory = folder }))
            {
                var profiles = again.Services.GetRequiredService<ScoreProfiles>();
                (await profiles.LagAsync(new ModelId("loans"), Cancel)).Current.ShouldBeTrue();
                (await again.GetAsync(Path + "/cutoff?cutoff=0.1")).Json.GetProperty("tried").GetProperty("approved").GetInt64().ShouldBe(500);
                (await again.DeleteAsync(Path + "?confirm=loans")).Status.ShouldBe(HttpStatusCode.NoContent);
                (await again.Services.GetRequiredService<Core.Storage.IScoreProfileStore>().DaysAsync(new ModelId("loans"), Cancel)).ShouldBeEmpty();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_shows_the_cut_off_in_both_languages_and_answers_without_scripts()
    {
        await using var server = await FilledAsync("memory");
        var html = await PageAsync(server, "/models/loans/scores?cutoff=0.1", "en");
        html.ShouldContain("The cut-off of 15");
        html.ShouldContain("value=\"0.1\"");
        html.ShouldContain("Swap set, 15");
        (await PageAsync(server, "/models/loans/scores", "ru")).ShouldContain("Попробовать порог");
    }

    private static async Task<string> PageAsync(Server server, string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await server.Http.SendAsync(request, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
    }

    // Scores 0.0000, 0.0002 ... below 0.2 in a shuffled order; one in ten is bad; approved below 0.15.
    private static async Task<Server> FilledAsync(string kind, int rows = 1_000, Func<Hosting.VedettaHostOptions, Hosting.VedettaHostOptions>? change = null)
    {
        var server = await Server.StartAsync(kind, change);
        await server.PutAsync(Path, new
        {
            task = "binary", threshold = 0.15,
            schema = new { columns = new object[] { new { name = "age", type = "numeric" }, new { name = "region", type = "categorical", segment = true } } },
            outcomes = new object[] { new { name = "label", kind = "class" }, new { name = "revenue", kind = "value" } },
        });
        var text = new StringBuilder("id,ts,version,age,region,score,decision,amount,label,label_ts\n");
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < rows; i++)
        {
            var place = i * 7 % rows;
            var score = place / 5_000.0;
            var at = start.AddMinutes(i * 14);
            text.Append(CultureInfo.InvariantCulture, $"a{i},{at:yyyy-MM-dd'T'HH:mm:ss'Z'},1,{20 + (i % 50)},{(i % 2 == 0 ? "osh" : "talas")},{score},{(score < 0.15 ? "approve" : "decline")},1000,{(place % 10 == 3 ? 1 : 0)},{at.AddDays(3):yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        }

        var (status, json) = await server.PostAsync(Path + "/predictions?backfill=true", text.ToString(), "text/csv");
        status.ShouldBe(HttpStatusCode.OK, json.ToString());
        return server;
    }
}
