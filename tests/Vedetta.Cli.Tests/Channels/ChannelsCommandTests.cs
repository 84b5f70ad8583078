using System.Net.Http.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Tests.Channels;

public sealed class ChannelsCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_says_what_the_other_side_answered_and_fails_when_it_did_not_take_the_notice()
    {
        await using var host = await VedettaHost.StartAsync(new VedettaHostOptions { InMemory = true, Urls = ["http://127.0.0.1:0"], Workers = false, Settings = new ServerSettings() }, Cancel);
        var server = host.Address.ToString();
        using var http = new HttpClient { BaseAddress = host.Address };
        (await http.PutAsJsonAsync(new Uri("/v1/channels/ops", UriKind.Relative), new { kind = "log" }, Cancel)).EnsureSuccessStatusCode();
        (await http.PutAsJsonAsync(new Uri("/v1/channels/dead", UriKind.Relative), new { kind = "webhook", url = "http://127.0.0.1:9/x" }, Cancel)).EnsureSuccessStatusCode();

        var good = await CommandTrial.RunAsync("channels", "test", "ops", "--server", server);
        good.Code.ShouldBe(ExitCode.Done, good.Error);
        good.Out.ShouldMatch(@"^ops: delivered in \d+ ms, written to the log\n$");
        var bad = await CommandTrial.RunAsync("channels", "test", "dead", "--server", server);
        bad.Code.ShouldBe(ExitCode.CheckFailed, bad.Error);
        bad.Out.ShouldContain("channels.allow_hosts");
        var unknown = await CommandTrial.RunAsync("channels", "test", "opps", "--server", server);
        unknown.Code.ShouldBe(ExitCode.WrongUse);
        unknown.Error.ShouldContain("no channel is named 'opps'");
        var list = await CommandTrial.RunAsync("channels", "list", "--server", server);
        list.Out.ShouldContain("working");
        list.Out.ShouldContain("failing");
    }
}
