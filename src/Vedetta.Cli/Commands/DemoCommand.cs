using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Demo;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta demo</c>: a server with a simulated lender.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("demo", "Starts a server with a simulated lender: 90 days of history, then live traffic")
        {
            Examples = [new("demo", "in a temporary directory that is removed at the end"), new("demo --data ./demo --urls http://127.0.0.1:9000", "kept, on a port of your own")],
        };
        var data = new Option<string?>("--data") { Description = "Empty directory to keep the world in (default: a temporary one)", HelpName = "dir" };
        var urls = new Option<string[]>("--urls") { Description = "Addresses to listen on, separated by commas", HelpName = "url,...", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        command.Options.Add(data);
        command.Options.Add(urls);
        command.SetAction((parsed, cancel) => new DemoRun(terminal, parsed.GetValue(data), parsed.GetValue(urls)!).RunAsync(cancel));
        return command;
    }
}
