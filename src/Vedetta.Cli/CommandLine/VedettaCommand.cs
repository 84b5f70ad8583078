using System.CommandLine;

namespace Vedetta.Cli.CommandLine;

/// <summary>A command with examples in its help.</summary>
internal sealed class VedettaCommand(string name, string description) : Command(name, description)
{
    /// <summary>Lines to type, each with what it does.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];
}

/// <summary>A line to type.</summary>
/// <param name="Line">The line, without the program's name.</param>
/// <param name="Does">What it does.</param>
internal readonly record struct Example(string Line, string Does);
