using System.CommandLine;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Commands;

/// <summary>Every command, in the order of the help.</summary>
internal static class CommandList
{
    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        DemoCommand.New(terminal),
        ServeCommand.New(terminal),
        ImportCommand.New(terminal),
        ReplayCommand.New(terminal),
        DriftCommand.New(terminal),
        EstimateCommand.New(terminal),
        DetectCommand.New(terminal),
        ReportCommand.New(terminal),
        ValidateCommand.New(terminal),
        ProfileCommand.New(terminal),
        PerformanceCommand.New(terminal),
        ExplainCommand.New(terminal),
        ApplyCommand.New(terminal),
        StatusCommand.New(terminal),
        VerifyCommand.New(terminal),
    ];
}
