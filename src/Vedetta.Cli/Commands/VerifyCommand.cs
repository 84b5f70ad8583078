using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Targets;
using Vedetta.Cli.Verifying;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta verify</c>: proves that profiles are what the rows say.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("verify", "Compares every stored profile with a full scan of the rows; exit code 1 when they differ")
        {
            Examples = [new("verify --data ./vedetta-data", "while no server holds the directory open"), new("verify --data ./vedetta-data --model churn --repair", "makes wrong profiles again from the rows")],
        };
        var data = new Option<DirectoryInfo>("--data") { Description = "The data directory", HelpName = "dir", DefaultValueFactory = _ => new DirectoryInfo("vedetta-data") };
        var model = SharedOptions.Model();
        model.Required = false;
        var repair = new Option<bool>("--repair") { Description = "Make profiles that differ again from their rows" };
        var json = SharedOptions.Json();
        foreach (Option option in (Option[])[data, model, repair, json]) command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var directory = parsed.GetValue(data)!;
            if (!directory.Exists) throw new UsageException($"there is no data directory '{directory}': name one with --data");
            await using var open = await EngineTarget.OpenAsync(directory.FullName, terminal.Clock, cancel);
            var models = open.Services.GetRequiredService<IModels>();
            var verification = open.Services.GetRequiredService<IProfileVerification>();
            var asked = parsed.GetValue(model) is { Value: not null } one ? [await models.GetAsync(one, cancel)] : await models.ListAsync(cancel);
            var reports = new List<VerifyReport>();
            foreach (var definition in asked)
            {
                using var progress = new ProgressLine(terminal, $"verifying {definition.Id}");
                var report = await verification.VerifyAsync(definition.Id, progress, cancel);
                reports.Add(report);
                if (!report.Agrees && parsed.GetValue(repair)) await verification.RepairAsync(definition.Id, cancel);
            }

            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(VerifyJson.Write(reports));
            else VerifyText.Write(terminal, reports);
            return reports.All(r => r.Agrees) ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }
}
