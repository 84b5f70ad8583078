using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Drift;

namespace Vedetta.Cli.Reporting;

/// <summary>Puts a report on the disk: whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Writes the page.</summary>
    /// <exception cref="UsageException">The place cannot be written.</exception>
    public static async Task WriteAsync(string path, DriftReport report, TwoFiles files, CancellationToken cancel) =>
        await WriteTextAsync(path, ReportHtml.Write(report, files.Reference.Name, files.Current.Name), cancel);

    /// <summary>Writes a text beside its place and moves it there.</summary>
    /// <exception cref="UsageException">The place cannot be written.</exception>
    public static async Task WriteTextAsync(string path, string text, CancellationToken cancel)
    {
        if (Directory.Exists(path)) throw new UsageException($"'{path}' is a directory; name a file to write");
        var partial = path + ".partial";
        try
        {
            await File.WriteAllTextAsync(partial, text, new UTF8Encoding(false), cancel);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be written: {refused.Message}", refused);
        }
    }
}
