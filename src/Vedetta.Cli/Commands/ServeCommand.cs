using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Serving;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta serve</c>: runs the server.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("serve", "Runs the server: HTTP API, pages, monitors, notifications")
        {
            Examples =
            [
                new("serve", "on this machine only, data in ./vedetta-data"),
                new("serve --config vedetta.yml --data /var/lib/vedetta", "with settings from a file"),
                new("serve --urls http://127.0.0.1:0", "on any free port, which is printed"),
            ],
        };
        var config = new Option<string?>("--config") { Description = "Settings file", HelpName = "file" };
        var data = new Option<string?>("--data") { Description = "Directory of all data, made when it is missing (default: vedetta-data)", HelpName = "dir" };
        var urls = new Option<string[]>("--urls") { Description = "Addresses to listen on, separated by commas; port 0 for any free one", HelpName = "url,...", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        foreach (Option option in (Option[])[config, data, urls]) command.Options.Add(option);
        command.SetAction((parsed, cancel) => ServerRun.ServeAsync(
            new VedettaHostOptions
            {
                ConfigFile = parsed.GetValue(config),
                DataDirectory = parsed.GetValue(data),
                Urls = parsed.GetValue(urls) is { Length: > 0 } given ? given : null,
                Clock = terminal.Clock,
            },
            terminal,
            cancel));
        return command;
    }
}
