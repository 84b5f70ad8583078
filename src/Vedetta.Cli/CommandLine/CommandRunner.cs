using System.CommandLine;
using System.CommandLine.Help;
using Vedetta.Cli.Commands;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Cli.CommandLine;

/// <summary>Parses a line, runs its command, and turns every failure into one line and an exit code.</summary>
internal static class CommandRunner
{
    // Without this a gzip file that was cut off reads as a shorter whole one.
    static CommandRunner() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Runs the program with these arguments.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancel)
    {
        var root = Root(CommandList.For(args.FirstOrDefault(), terminal));
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        var output = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
            return Complain(terminal, $"{WrongCommand(parsed) ?? parsed.Errors[0].Message} (see: vedetta{PathOf(parsed)} --help)");

        try
        {
            return await parsed.InvokeAsync(output, cancel);
        }
        catch (UsageException wrong)
        {
            return Complain(terminal, wrong.Message);
        }
        catch (Exception failure) when (failure is StorageException or QuestionException or UnknownModelException or IngestFormatException or IngestTooLargeException or IngestConflictException or ModelValidationException or Server.Backup.BackupException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Complain(terminal, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return Complain(terminal, "stopped before the end");
        }
    }

    /// <summary>The program with all its commands.</summary>
    public static RootCommand Root(Terminal terminal) => Root(CommandList.All(terminal));

    private static RootCommand Root(IEnumerable<Command> commands)
    {
        var root = new RootCommand("Vedetta watches models in production: drift, data quality, verdicts with intervals, incidents.");
        foreach (var command in commands) root.Subcommands.Add(command);
        foreach (var option in root.Options)
            if (option is HelpOption { Action: HelpAction usual } help) help.Action = new HelpWithExamples(usual);
        return root;
    }

    private static int Complain(Terminal terminal, string message)
    {
        terminal.Error.WriteLine($"vedetta: {message.ReplaceLineEndings(" ")}");
        return ExitCode.WrongUse;
    }

    // Where a subcommand is due, the word that is none, the nearest that is, and the list.
    private static string? WrongCommand(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not { Subcommands: { Count: > 0 } known } || parsed.CommandResult.Command.Action is not null) return null;
        var names = known.Select(c => c.Name).ToArray();
        var path = $"vedetta{PathOf(parsed)}";
        return parsed.UnmatchedTokens.FirstOrDefault(t => !t.StartsWith('-')) is { } word
            ? $"{path} has no command '{word}'{NearMatch.Question(word, names).TrimEnd('?')}; known are {string.Join(", ", names)}"
            : $"{path} needs one of {string.Join(", ", names)}";
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at?.Command is not null and not RootCommand; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Add(at.Command.Name);
        names.Reverse();
        return string.Concat(names.Select(name => " " + name));
    }
}
