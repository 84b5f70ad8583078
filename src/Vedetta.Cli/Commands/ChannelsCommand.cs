using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Tables;
using Vedetta.Cli.Targets;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta channels</c>: where notifications go, and whether they arrive.</summary>
internal static class ChannelsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("channels", "Where notifications go, and whether they arrive")
        {
            Examples = [new("channels list", "every channel and how it fares"), new("channels test ops", "sends a real test notice; exit code 1 when it does not arrive")],
        };
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Test(terminal));
        return command;
    }

    private static VedettaCommand List(Terminal terminal)
    {
        var command = new VedettaCommand("list", "Every channel and how it fares") { Examples = [new("channels list --json", "for programs")] };
        var json = SharedOptions.Json();
        var target = new TargetOptions().AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var server = await ServerOrDirectory.OpenAsync(target, parsed, terminal, cancel);
            using var answer = await server.Api.SendAsync(HttpMethod.Get, "v1/channels", null, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(answer.RootElement.GetRawText());
            else Write(terminal, answer.RootElement);
            return ExitCode.Done;
        });
        return command;
    }

    private static VedettaCommand Test(Terminal terminal)
    {
        var command = new VedettaCommand("test", "Sends a real test notice through a channel and says what the other side answered; exit code 1 when it was not taken")
        {
            Examples = [new("channels test ops", "at the server on this machine"), new("channels test ops --data ./vedetta-data --json", "a channel of a directory")],
        };
        var name = new Argument<string>("NAME") { Description = "Name of a channel" };
        var json = SharedOptions.Json();
        command.Arguments.Add(name);
        var target = new TargetOptions().AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            var asked = parsed.GetValue(name)!;
            await using var server = await ServerOrDirectory.OpenAsync(target, parsed, terminal, cancel);
            await RequireAsync(server.Api, asked, cancel);
            using var answer = await server.Api.SendAsync(HttpMethod.Post, $"v1/channels/{Uri.EscapeDataString(asked)}/test", null, cancel);
            var delivered = answer.RootElement.GetProperty("delivered").GetBoolean();
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(answer.RootElement.GetRawText());
            else await terminal.Out.WriteLineAsync($"{asked}: {(delivered ? "delivered" : "not delivered")} in {answer.RootElement.GetProperty("milliseconds").GetRawText()} ms, {Said(answer.RootElement)}");
            return delivered ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }

    private static string Said(JsonElement answer)
    {
        var words = answer.GetProperty("answer").GetString();
        return answer.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? $"{status.GetRawText()}: {words}" : words ?? "";
    }

    private static async Task RequireAsync(ServerApi api, string name, CancellationToken cancel)
    {
        using var list = await api.SendAsync(HttpMethod.Get, "v1/channels", null, cancel);
        var names = list.RootElement.EnumerateArray().Select(channel => channel.GetProperty("name").GetString()!).ToArray();
        if (!names.Contains(name, StringComparer.Ordinal)) throw new UsageException($"no channel is named '{name}'{NearMatch.Question(name, names)}");
    }

    private static void Write(Terminal terminal, JsonElement answer)
    {
        if (answer.GetArrayLength() == 0)
        {
            terminal.Out.WriteLine("There are no channels: nobody is told. Make one on the page Channels or with PUT /v1/channels/{name}.");
            return;
        }

        var table = TextTable.New(("channel", false), ("kind", false), ("state", false), ("waiting", true), ("given up", true), ("last test that arrived", false), ("last answer", false));
        foreach (var channel in answer.EnumerateArray())
        {
            var status = channel.GetProperty("status");
            table.AddRow(
                TextTable.Cell(channel.GetProperty("name").GetString()!), TextTable.Cell(channel.GetProperty("kind").GetString()!), TextTable.Cell(status.GetProperty("state").GetString()!),
                TextTable.Cell(status.GetProperty("waiting").GetRawText()), TextTable.Cell(status.GetProperty("failed").GetRawText()),
                TextTable.Cell(status.GetProperty("last_good_test").GetString() ?? "never"),
                TextTable.Cell(status.GetProperty("last") is { ValueKind: JsonValueKind.Object } last ? last.GetProperty("answer").GetString()! : "-"));
        }

        TextTable.Write(terminal, table);
    }
}
