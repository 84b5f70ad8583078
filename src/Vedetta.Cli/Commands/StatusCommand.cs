using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Status;
using Vedetta.Cli.Targets;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta status</c>: the fleet, or one model and why it is as it is.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("status", "The state of every model, or of one with its reasons")
        {
            Examples = [new("status", "all models of the server on this machine, the worst first"), new("status churn --data ./vedetta-data --json", "one model of a directory")],
        };
        var model = new Argument<string?>("MODEL") { Description = "Name of a model", Arity = ArgumentArity.ZeroOrOne };
        var json = SharedOptions.Json();
        command.Arguments.Add(model);
        var target = new TargetOptions().AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            var asked = parsed.GetValue(model);
            if (asked is not null && !ModelId.TryParse(asked, out _)) throw new UsageException($"'{asked}' is no name of a model: {ModelId.Allowed}");
            await using var server = await ServerOrDirectory.OpenAsync(target, parsed, terminal, cancel);
            if (asked is not null) await RequireAsync(server.Api, asked, cancel);
            using var answer = await server.Api.SendAsync(HttpMethod.Get, asked is null ? "v1/fleet" : $"v1/models/{asked}/status", null, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(answer.RootElement.GetRawText());
            else if (asked is null) StatusText.WriteFleet(terminal, answer.RootElement);
            else StatusText.WriteModel(terminal, answer.RootElement);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RequireAsync(ServerApi api, string model, CancellationToken cancel)
    {
        using var list = await api.SendAsync(HttpMethod.Get, "v1/models", null, cancel);
        var names = list.RootElement.EnumerateArray().Select(m => m.GetProperty("model").GetString()!).ToArray();
        if (!names.Contains(model, StringComparer.Ordinal)) throw new UsageException($"no model is named '{model}'{NearMatch.Question(model, names)}");
    }
}
