using System.CommandLine;
using Vedetta.Cli.Backup;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Targets;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta backup</c>: a copy of everything as of one moment, while the server runs.</summary>
internal static class BackupCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("backup", "Copies rows, profiles and metadata as of one moment, while the server runs")
        {
            Examples =
            [
                new("backup vedetta-2026-09-01.tar", "of the server on this machine, into one file; .tar.gz packs it"),
                new("backup ./copies/monday", "into a directory that does not exist yet"),
                new("backup copy.tar --data ./vedetta-data", "of a directory that no server holds open"),
            ],
        };
        var destination = new Argument<string>("DESTINATION") { Description = "A .tar or .tar.gz file, or a directory; must not exist yet" };
        command.Arguments.Add(destination);
        var target = new TargetOptions().AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(destination)!;
            if (Path.Exists(path)) throw new UsageException($"'{path}' is there already; a backup never replaces anything");
            await using var server = await ServerOrDirectory.OpenAsync(target, parsed, terminal, cancel);
            var manifest = await BackupDownload.RunAsync(server.Api, path, terminal, cancel);
            await terminal.Out.WriteLineAsync($"{path}: everything as of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss}Z, {Numbers.Count(manifest.Bytes >> 20)} MiB; bring it back with: vedetta restore {path} --data DIR");
            return ExitCode.Done;
        });
        return command;
    }
}
