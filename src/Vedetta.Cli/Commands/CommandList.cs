using System.CommandLine;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Commands;

/// <summary>Every command, in the order of the help.</summary>
internal static class CommandList
{
    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        ServeCommand.New(terminal),
        DriftCommand.New(terminal),
        ExplainCommand.New(terminal),
    ];
}
