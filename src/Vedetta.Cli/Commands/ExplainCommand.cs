using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Statistics.Explain;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta explain</c>: what a method measures, what it assumes, and where it comes from.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("explain", "Says what a method measures, what it assumes, its thresholds and its source")
        {
            Examples = [new("explain psi", "the population stability index"), new("explain", "all names")],
        };
        var name = new Argument<string?>("METHOD") { Description = "Name of the method; without one, all are listed", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(name);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(name) is not { } asked) WriteList(terminal);
            else terminal.Out.Write(MethodCatalog.Text(MethodCatalog.Find(asked)
                ?? throw new UsageException($"no method is named '{asked}'{NearMatch.Question(asked, MethodCatalog.All.Select(m => m.Name)).TrimEnd('?')}; known are {string.Join(", ", MethodCatalog.All.Select(m => m.Name))}")));
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteList(Terminal terminal)
    {
        foreach (var family in MethodCatalog.Families)
        {
            terminal.Out.WriteLine(family.Title);
            foreach (var entry in MethodCatalog.All.Where(m => m.Family == family)) terminal.Out.WriteLine($"  {entry.Name,-20} {entry.Title}");
        }
    }
}
