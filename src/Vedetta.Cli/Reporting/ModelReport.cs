using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;

namespace Vedetta.Cli.Reporting;

/// <summary>Which report of a model is wanted.</summary>
internal sealed record ModelReportOrder(string Model, string? Audience, string Every, string Language);

/// <summary>Fetches the report of a model from a server, or from a directory this process serves for as long as it takes.</summary>
internal static class ModelReport
{
    /// <summary>Prints it, or writes it to a file.</summary>
    public static async Task WriteAsync(ServerApi api, ModelReportOrder order, string? path, Terminal terminal, CancellationToken cancel)
    {
        var format = path is null ? "text" : Path.GetExtension(path).ToLowerInvariant() switch { ".txt" or ".md" => "text", ".json" => "json", _ => "html" };
        var address = $"v1/models/{Uri.EscapeDataString(order.Model)}/report?every={order.Every}&format={format}&lang={order.Language}{(order.Audience is { } audience ? "&audience=" + audience : "")}";
        using var answer = await api.DownloadAsync(address, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (path is null)
        {
            await terminal.Out.WriteAsync(text);
            return;
        }

        await ReportFile.WriteTextAsync(path, text, cancel);
        await terminal.Out.WriteLineAsync($"Written: {path}");
    }
}
