using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Vedetta.Cli.CommandLine;

/// <summary>The usual help, and examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VedettaCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  vedetta {example.Line}");
                output.WriteLine($"      {example.Does}");
            }

            output.WriteLine();
        }

        return ExitCode.Done;
    }
}
