using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;
using Vedetta.Cli.Verifying;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Server.Backup;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta restore</c>: makes a data directory of a backup and proves that it is whole.</summary>
internal static class RestoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("restore", "Makes a data directory of a backup and verifies it; exit code 1 when profiles differ from the rows")
        {
            Examples = [new("restore vedetta-2026-09-01.tar --data ./restored", "then: vedetta serve --data ./restored"), new("restore ./copies/monday --data /var/lib/vedetta", "the directory must not exist yet")],
        };
        var source = new Argument<string>("SOURCE") { Description = "A file or directory that vedetta backup made" };
        var data = new Option<DirectoryInfo>("--data") { Description = "The data directory to make; must not exist yet", HelpName = "dir", DefaultValueFactory = _ => new DirectoryInfo("vedetta-data") };
        command.Arguments.Add(source);
        command.Options.Add(data);
        command.SetAction(async (parsed, cancel) =>
        {
            var (from, target) = (parsed.GetValue(source)!, parsed.GetValue(data)!.FullName);
            if (!Path.Exists(from)) throw new UsageException($"there is no backup '{from}'");
            var manifest = await BackupReader.UnpackAsync(from, target, cancel);
            File.Delete(Path.Combine(target, BackupManifest.FileName));
            await terminal.Out.WriteLineAsync($"{target}: everything as of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss}Z, every checksum as it should be");
            await using var open = await EngineTarget.OpenAsync(target, terminal.Clock, cancel);
            var verification = open.Services.GetRequiredService<IProfileVerification>();
            var reports = new List<VerifyReport>();
            foreach (var model in await open.Services.GetRequiredService<IModels>().ListAsync(cancel))
            {
                using var progress = new ProgressLine(terminal, $"verifying {model.Id}");
                reports.Add(await verification.VerifyAsync(model.Id, progress, cancel));
            }

            VerifyText.Write(terminal, reports);
            return reports.All(report => report.Agrees) ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }
}
