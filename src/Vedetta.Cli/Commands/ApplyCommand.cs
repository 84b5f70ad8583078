using System.CommandLine;
using Vedetta.Cli.Applying;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Targets;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta apply</c>: puts monitors from a file into effect.</summary>
internal static class ApplyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("apply", "Puts monitors written in a file into effect; with a fault in the file nothing is changed")
        {
            Examples = [new("apply -f monitors.yml", "at the server on this machine"), new("apply -f monitors.yml --dry-run --data ./vedetta-data", "says what would change")],
        };
        var file = new Option<string>("--file", "-f") { Description = "File of monitors (YAML)", HelpName = "file", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change" };
        command.Options.Add(file);
        command.Options.Add(dryRun);
        var target = new TargetOptions().AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
            var text = await File.ReadAllTextAsync(path, cancel);
            return target.Data(parsed) is { } data
                ? await MonitorsApplied.InDirectoryAsync(data, path, text, parsed.GetValue(dryRun), terminal, cancel)
                : await MonitorsApplied.AtServerAsync(target.Server(parsed, terminal), path, text, parsed.GetValue(dryRun), terminal, cancel);
        });
        return command;
    }
}
