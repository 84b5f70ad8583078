using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Server.Channels;
using Vedetta.Server.Channels.Email;

namespace Vedetta.Server.Tests.Channels;

/// <summary>Against a real SMTP server with STARTTLS and AUTH, and against one that does not follow the rules.</summary>
public sealed class EmailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notices_of_an_incident_arrive_over_tls_signed_in_as_text_and_html_in_one_thread()
    {
        await using var mail = await MailServer.StartAsync();
        var clock = new SettableClock(TimeProvider.System.GetUtcNow());
        await using var server = await StartAsync(mail, clock, russian: true);
        await server.NoticeAsync(clock, "mail", "INC-7");
        await server.NoticeAsync(clock, "mail", "INC-7", "resolved");
        await server.PassAsync(clock, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        var (fired, resolved) = (await mail.TakenAsync(), await mail.TakenAsync());
        (fired.Tls, fired.SignedIn, fired.From).ShouldBe((true, true, "vedetta@bank.example"));
        fired.To.ShouldBe(["risk@bank.example", "night@bank.example"]);
        MailServer.Header(fired, "Message-ID").ShouldNotBe(MailServer.Header(resolved, "Message-ID"));
        MailServer.Header(fired, "References").ShouldBe("<INC-7.thread@bank.example>");
        MailServer.Header(resolved, "In-Reply-To").ShouldBe("<INC-7.thread@bank.example>");
        MailServer.Header(fired, "Auto-Submitted").ShouldBe("auto-generated");
        string.Concat(MailServer.Header(fired, "Subject").Split(' ').Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2])))).ShouldStartWith("⛔ Критично: test");
        MailServer.Part(fired, "text/plain").ShouldContain("Что делать:");
        MailServer.Part(fired, "text/html").ShouldContain("<h1");
        MailServer.Part(resolved, "text/plain").ShouldContain("Закончилось: test");
        (await server.OutboxAsync("mail")).ShouldAllBe(message => message.State == OutboxState.Sent);
    }

    [Fact]
    public async Task Report_goes_out_through_the_same_channel()
    {
        await using var mail = await MailServer.StartAsync();
        await using var server = await StartAsync(mail, new SettableClock(TimeProvider.System.GetUtcNow()));
        var channel = (await server.Services.GetRequiredService<IChannelStore>().FindAsync("mail", Cancel))!;
        var result = await server.Services.GetRequiredService<IReportMail>().SendAsync(channel, "Weekly: scoring", ".a dot begins this\nline", "<p>good</p>", "report-scoring", Cancel);
        result.Delivered.ShouldBeTrue(result.Answer);
        var taken = await mail.TakenAsync();
        MailServer.Header(taken, "Subject").ShouldBe("Weekly: scoring");
        MailServer.Header(taken, "References").ShouldBe("<report-scoring.thread@bank.example>");
        MailServer.Part(taken, "text/plain").ShouldBe(".a dot begins this\r\nline");
        MailServer.Part(taken, "text/html").ShouldBe("<p>good</p>");
    }

    [Fact]
    public async Task Wrong_password_reader_or_certificate_is_said_in_words()
    {
        await using var mail = await MailServer.StartAsync();
        await using var server = await StartAsync(mail, new SettableClock(TimeProvider.System.GetUtcNow()));
        await server.PutAsync("/v1/channels/wrong", Body(mail, password: "guess"));
        var result = (await server.PostAsync("/v1/channels/wrong/test")).Json;
        result.GetProperty("status").GetInt32().ShouldBe(535);
        result.GetProperty("answer").GetString()!.ShouldContain("check user and password");
        result.GetProperty("retry").GetBoolean().ShouldBeFalse();

        await server.PutAsync("/v1/channels/nobody", Body(mail, to: ["nobody@bank.example"]));
        (await server.PostAsync("/v1/channels/nobody/test")).Json.GetProperty("answer").GetString()!.ShouldContain("every reader was refused: no such reader here");
        await server.PutAsync("/v1/channels/some", Body(mail, to: ["nobody@bank.example", "risk@bank.example"]));
        var some = (await server.PostAsync("/v1/channels/some/test")).Json;
        (some.GetProperty("delivered").GetBoolean(), some.GetProperty("answer").GetString()).ShouldBe((true, "taken; refused for nobody@bank.example"));

        await server.PutAsync("/v1/channels/stranger", Body(mail, certificate: new string('a', 64)));
        (await server.PostAsync("/v1/channels/stranger/test")).Json.GetProperty("answer").GetString()!.ShouldContain("email.certificate");
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "not SMTP")]
    [InlineData("220 hi\r\n250-plain\r\n250 SIZE\r\n", "does not offer STARTTLS")]
    [InlineData("421 busy, come later\r\n", "busy, come later")]
    [InlineData("220 hi\r\n250 STARTTLS\r\n220 go\r\n250 injected\r\n", "nothing was sent")]
    public async Task Server_that_breaks_the_rules_gets_no_password(string says, string words)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = new MemoryStream();
        var talk = TalkAsync(listener, says, heard);
        var settings = new EmailSettings("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, EmailSecurity.Starttls, "vedetta", "secret", "vedetta@bank.example", ["risk@bank.example"]);
        var guard = new AddressGuard(allowPrivate: false, ["127.0.0.1"]);
        (await Should.ThrowAsync<IOException>(async () => await SmtpSession.OpenAsync(settings, guard, Cancel))).Message.ShouldContain(words);
        await talk;
        Encoding.UTF8.GetString(heard.ToArray()).ShouldNotContain("AUTH");
    }

    [Theory]
    [InlineData("plain subject", "plain subject")]
    [InlineData("Критично", "=?utf-8?B?0JrRgNC40YLQuNGH0L3Qvg==?=")]
    [InlineData("a\r\nBcc: evil@example.com", "aBcc: evil@example.com")]
    public void Subject_can_hold_nothing_but_itself(string subject, string written) => MailText.Words(subject).ShouldBe(written);

    private static async Task TalkAsync(TcpListener listener, string says, Stream heard)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(says), Cancel);
        var buffer = new byte[1_000];
        try
        {
            while (await stream.ReadAsync(buffer, Cancel) is > 0 and var read) await heard.WriteAsync(buffer.AsMemory(0, read), Cancel);
        }
        catch (IOException)
        {
            return; // the other side hung up
        }
    }

    private static object Body(MailServer mail, string password = "secret", string[]? to = null, string? certificate = null, string language = "en") => new
    {
        kind = "email", language,
        email = new { host = "127.0.0.1", port = mail.Port, user = "vedetta", password, from = "vedetta@bank.example", to = to ?? ["risk@bank.example", "night@bank.example"], certificate = certificate ?? mail.Certificate },
    };

    private static async Task<Server> StartAsync(MailServer mail, SettableClock clock, bool russian = false)
    {
        var server = await Server.StartAsync(change: options => options with { Clock = clock });
        var (status, put) = await server.PutAsync("/v1/channels/mail", Body(mail, language: russian ? "ru" : "en"));
        status.ShouldBe(HttpStatusCode.OK, put.ToString());
        put.ToString().ShouldNotContain(":\"secret\"");
        return server;
    }
}
