using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Tables;


namespace Vedetta.Cli.Targets;

/// <summary>Opens the target a person named: a directory with <c>--data</c>, a server otherwise.</summary>
internal static class TargetOpening
{
    /// <summary>Opens it; a directory goes by the clock that is given.</summary>
    public static async Task<IImportTarget> OpenAsync(TargetOptions options, ParseResult parsed, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        if (options.Data(parsed) is { } data) return await EngineTarget.OpenAsync(data, clock, cancel);
        var (address, key) = options.Server(parsed, terminal);
        return new ServerTarget(new ServerApi(address, key, terminal.Clock), new FileParts(new ParquetRows(ParquetFiles.Reader)));
    }
}
