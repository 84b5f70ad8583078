using System.Globalization;
using System.Net;
using System.Text.Json;
using Shouldly;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Tests;

/// <summary>Reports of a model by the API in every format, for every audience, in both languages.</summary>
public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_says_the_state_what_changed_and_what_to_do()
    {
        await using var server = await DriftedAsync();
        var (status, report) = await server.GetAsync("/v1/models/m/report");
        status.ShouldBe(HttpStatusCode.OK);
        report.GetProperty("from").GetString().ShouldBe("2026-01-10T00:00:00Z");
        report.GetProperty("verdict").GetString().ShouldBe("critical");
        report.GetProperty("headline").GetString().ShouldNotBeNull().ShouldStartWith("m: Critical since");
        report.GetProperty("drift")[0].GetProperty("column").GetString().ShouldBe("income");
        report.GetProperty("traffic").GetProperty("n").GetInt64().ShouldBe(400);
        report.GetProperty("business").EnumerateArray().ShouldContain(each => each.GetProperty("metric").GetString() == "applications");
        report.GetProperty("incidents").GetArrayLength().ShouldBeGreaterThan(0);
        var actions = report.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("kind").GetString()).ToList();
        actions.ShouldContain("take_incident");
        actions.ShouldContain("name_owner");

        // The day on which it began says so.
        var began = (await server.GetAsync("/v1/models/m/report?at=2026-01-08T12:00:00Z&audience=data_science")).Json;
        var changes = began.GetProperty("changes").EnumerateArray().Select(change => (change.GetProperty("kind").GetString(), change.GetProperty("subject").GetString())).ToList();
        changes.ShouldContain(("drift_began", "income"));
        changes.ShouldContain(change => change.Item1 == "incident_fired");
        (await server.GetAsync("/v1/models/m/report?at=2026-01-09T12:00:00Z&audience=engineering")).Json.GetProperty("changes").EnumerateArray().ShouldAllBe(change => change.GetProperty("kind").GetString() != "drift_began");
        (await server.GetAsync("/v1/models/m/report?every=month")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.GetAsync("/v1/models/nobody/report")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_report_is_a_page_of_its_own_or_plain_text_in_both_languages()
    {
        await using var server = await DriftedAsync();
        foreach (var audience in (string[])["", "&audience=business", "&audience=engineering", "&audience=data_science"])
        {
            foreach (var language in (string[])["en", "ru"])
            {
                using var answer = await server.Http.GetAsync(new Uri($"/v1/models/m/report?format=html&lang={language}{audience}&every=week", UriKind.Relative), Cancel);
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
                string.Join(';', answer.Headers.GetValues("Content-Security-Policy")).ShouldContain("style-src 'unsafe-inline'");
                var page = await answer.Content.ReadAsStringAsync(Cancel);
                page.Length.ShouldBeLessThan(1_000_000);
                page.ShouldNotContain("<script");
                page.ShouldContain($"<html lang=\"{language}\">");
                page.ShouldContain(language == "ru" ? "Что делать" : "What to do");
                var text = await server.Http.GetStringAsync(new Uri($"/v1/models/m/report?format=text&lang={language}{audience}", UriKind.Relative), Cancel);
                text.ShouldStartWith(language == "ru" ? "m: Критично" : "m: Critical");
                text.ShouldNotContain("</");
            }
        }

        // People of the business read no columns, engineers no money.
        (await server.Http.GetStringAsync(new Uri("/v1/models/m/report?format=text&audience=business", UriKind.Relative), Cancel)).ShouldNotContain("Nothing moved beyond");
        (await server.Http.GetStringAsync(new Uri("/v1/models/m/report?format=text&audience=engineering", UriKind.Relative), Cancel)).ShouldNotContain("Business metrics");
    }

    [Fact]
    public async Task Schedules_are_kept_checked_shown_and_say_why_nothing_is_sent()
    {
        await using var server = await DriftedAsync();
        (await server.PutAsync("/v1/report-schedules/nightly", new { channel = "", at = "25:00" })).Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("at");
        (await server.PutAsync("/v1/report-schedules/nightly", new { channel = "mail", every = "day", audience = "business", language = "ru" })).Status.ShouldBe(HttpStatusCode.OK);
        var listed = (await server.GetAsync("/v1/report-schedules")).Json[0];
        (listed.GetProperty("name").GetString(), listed.GetProperty("at").GetString()).ShouldBe(("nightly", "07:00"));
        var sent = (await server.PostAsync("/v1/report-schedules/nightly/send")).Json[0];
        sent.GetProperty("delivered").GetBoolean().ShouldBeFalse();
        sent.GetProperty("answer").GetString().ShouldBe("there is no channel 'mail', or it is switched off");
        (await server.Http.GetStringAsync(new Uri("/reports", UriKind.Relative), Cancel)).ShouldContain("nightly");
        (await server.DeleteAsync("/v1/report-schedules/nightly")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.PostAsync("/v1/report-schedules/nightly/send")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>A server whose model drifted in its last three days.</summary>
    internal static async Task<Server> DriftedAsync(Func<Hosting.VedettaHostOptions, Hosting.VedettaHostOptions>? change = null)
    {
        var server = await Server.StartAsync(change: change);
        await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        await server.PostAsync("/v1/models/m/evaluate");
        return server;
    }
}
