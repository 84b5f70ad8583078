using System.CommandLine;
using Vedetta.Server.Configuration;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>Where a command works: at a running server, or straight in a data directory that no server holds open.</summary>
internal sealed class TargetOptions
{
    /// <summary>Environment variable of the server's address.</summary>
    public const string ServerVariable = "VEDETTA_SERVER";

    /// <summary>Environment variable of the key.</summary>
    public const string KeyVariable = "VEDETTA_KEY";

    private readonly Option<Uri?> _server = new("--server")
    {
        Description = $"Address of a running server (default: {ServerVariable}, or {ServerSettings.DefaultUrl})",
        HelpName = "url",
        CustomParser = argument => Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : Fail(argument, "--server takes an address such as http://127.0.0.1:8420"),
    };

    private readonly Option<DirectoryInfo?> _data = new("--data") { Description = "Work straight in this data directory, without a server", HelpName = "dir" };
    private readonly Option<string?> _key = new("--key") { Description = $"API key of the server (default: {KeyVariable})", HelpName = "key" };

    /// <summary>Adds the options to a command.</summary>
    public TargetOptions AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_data);
        command.Options.Add(_key);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_server) is not null && result.GetResult(_data) is not null)
                result.AddError("--server and --data exclude each other: name one");
        });
        return this;
    }

    /// <summary>The data directory, or null for a server.</summary>
    public string? Data(ParseResult parsed) => parsed.GetValue(_data)?.FullName;

    /// <summary>The server.</summary>
    public (Uri Address, string? Key) Server(ParseResult parsed, Terminal terminal)
    {
        var address = parsed.GetValue(_server) ?? (terminal.Environment(ServerVariable) is { Length: > 0 } told
            ? Uri.TryCreate(told, UriKind.Absolute, out var url) ? url : throw new UsageException($"{ServerVariable} holds no address such as {ServerSettings.DefaultUrl}")
            : new Uri(ServerSettings.DefaultUrl));
        return (address, parsed.GetValue(_key) ?? terminal.Environment(KeyVariable));
    }

    private static Uri? Fail(System.CommandLine.Parsing.ArgumentResult argument, string message)
    {
        argument.AddError(message);
        return null;
    }
}
