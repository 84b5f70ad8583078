using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Reports;
using Vedetta.Core.Models;
using Vedetta.Server.Reports;

namespace Vedetta.Server.Tests.Channels;

/// <summary>The nightly report against a real SMTP server with STARTTLS and AUTH.</summary>
public sealed class ReportMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_nightly_report_arrives_once_over_tls_signed_in_as_text_and_page()
    {
        await using var mail = await MailServer.StartAsync();
        var clock = new SettableClock(new DateTimeOffset(2026, 1, 11, 6, 0, 0, TimeSpan.Zero));
        await using var server = await ReportTests.DriftedAsync(options => options with { Clock = clock, Settings = options.Settings! with { PublicUrl = "https://vedetta.example" } });
        await server.PutAsync("/v1/channels/mail", Channel(mail));
        (await server.PutAsync("/v1/report-schedules/nightly", new { models = new[] { "m" }, channel = "mail", at = "07:00" })).Status.ShouldBe(HttpStatusCode.OK);
        var mails = server.Services.GetRequiredService<ReportMails>();

        (await mails.SendDueAsync(Cancel)).ShouldBe(0, "a schedule begins with its next moment");
        clock.Now = clock.Now.AddMinutes(59);
        (await mails.SendDueAsync(Cancel)).ShouldBe(0);
        clock.Now = clock.Now.AddMinutes(2);
        (await mails.SendDueAsync(Cancel)).ShouldBe(1);
        (await mails.SendDueAsync(Cancel)).ShouldBe(0, "it was sent");

        var taken = await mail.TakenAsync();
        (taken.Tls, taken.SignedIn).ShouldBe((true, true));
        MailServer.Header(taken, "References").ShouldBe("<report-m-day-nightly.thread@bank.example>");
        var text = MailServer.Part(taken, "text/plain");
        text.ShouldStartWith("m: Critical since");
        text.ShouldContain("What to do");
        text.ShouldContain("https://vedetta.example/incidents/INC-");
        var page = MailServer.Part(taken, "text/html");
        page.ShouldStartWith("<!doctype html>");
        page.ShouldContain("income");
        page.Length.ShouldBeLessThan(1_000_000);
        (await server.Http.GetStringAsync(new Uri("/reports", UriKind.Relative), Cancel)).ShouldContain("nightly");

        // A day later the next one, of the same thread.
        clock.Now = clock.Now.AddDays(1);
        (await mails.SendDueAsync(Cancel)).ShouldBe(1);
        MailServer.Header(await mail.TakenAsync(), "References").ShouldBe("<report-m-day-nightly.thread@bank.example>");
        (await server.Services.GetRequiredService<ReportSchedules>().DeliveryAsync("nightly", new ModelId("m"), Cancel)).ShouldNotBeNull().SentAt.ShouldBe(clock.Now);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_asked_again_and_the_page_says_so()
    {
        var mail = await MailServer.StartAsync();
        var clock = new SettableClock(new DateTimeOffset(2026, 1, 11, 6, 0, 0, TimeSpan.Zero));
        await using var server = await ReportTests.DriftedAsync(options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/mail", Channel(mail));
        await server.PutAsync("/v1/report-schedules/nightly", new { channel = "mail" });
        var mails = server.Services.GetRequiredService<ReportMails>();
        await mails.SendDueAsync(Cancel);
        await mail.DisposeAsync();
        clock.Now = clock.Now.AddHours(1).AddMinutes(1);
        (await mails.SendDueAsync(Cancel)).ShouldBe(1);
        (await mails.SendDueAsync(Cancel)).ShouldBe(0, "the next attempt waits");
        clock.Now = clock.Now.AddMinutes(1);
        (await mails.SendDueAsync(Cancel)).ShouldBe(1);
        (await server.Http.GetStringAsync(new Uri("/reports", UriKind.Relative), Cancel)).ShouldContain("no connection to 127.0.0.1");
    }

    private static object Channel(MailServer mail) => new
    {
        kind = "email",
        email = new { host = "127.0.0.1", port = mail.Port, user = "vedetta", password = "secret", from = "vedetta@bank.example", to = new[] { "risk@bank.example" }, certificate = mail.Certificate },
    };
}
