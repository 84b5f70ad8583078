using System.CommandLine;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Commands;

/// <summary>Every command, in the order of the help.</summary>
internal static class CommandList
{
    private static readonly (string Name, Func<Terminal, Command> New)[] Known =
    [
        ("demo", DemoCommand.New),
        ("serve", ServeCommand.New),
        ("import", ImportCommand.New),
        ("replay", ReplayCommand.New),
        ("drift", DriftCommand.New),
        ("estimate", EstimateCommand.New),
        ("detect", DetectCommand.New),
        ("report", ReportCommand.New),
        ("validate", ValidateCommand.New),
        ("profile", ProfileCommand.New),
        ("performance", PerformanceCommand.New),
        ("explain", ExplainCommand.New),
        ("apply", ApplyCommand.New),
        ("test", TestCommand.New),
        ("status", StatusCommand.New),
        ("channels", ChannelsCommand.New),
        ("verify", VerifyCommand.New),
        ("backup", BackupCommand.New),
        ("restore", RestoreCommand.New),
    ];

    /// <summary>Makes the command that the first word of a line names, or every command: making all of them costs a third of a short run.</summary>
    public static IEnumerable<Command> For(string? word, Terminal terminal)
    {
        foreach (var (name, make) in Known)
            if (name == word) return [make(terminal)];
        return All(terminal);
    }

    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> All(Terminal terminal)
    {
        foreach (var (_, make) in Known) yield return make(terminal);
    }
}
