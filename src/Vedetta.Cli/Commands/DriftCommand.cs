using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Drift;
using Vedetta.Cli.Reporting;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta drift</c>: compares two files with no server.</summary>
internal static class DriftCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("drift", "Compares two files: features and outputs, with a verdict for each column")
        {
            Examples =
            [
                new("drift reference.csv.gz march.csv", "every feature and output, by the recommended test for each"),
                new("drift reference.parquet march.parquet --method psi --columns income,age", "two columns by PSI"),
                new("drift reference.parquet march.parquet --method classifier", "can a classifier tell the files apart, and by which columns"),
                new("drift reference.csv march.csv --compat evidently", "the numbers and decisions Evidently gives, for those who migrate"),
                new("drift reference.csv march.csv --fail-on critical --json", "for a pipeline: exit code 1 when a column is critical"),
                new("drift reference.csv march.csv --html march.html", "also a page to read and to send"),
            ],
        };
        var html = new Option<string?>("--html") { Description = "Also write a self-contained page", HelpName = "file" };
        var json = SharedOptions.Json();
        var question = new DriftQuestion().AddTo(command, html, json);
        command.SetAction(async (parsed, cancel) =>
        {
            var compared = question.Compared(parsed);
            using var files = question.Open(parsed, compared, terminal, cancel);
            var page = parsed.GetValue(html);
            var report = files.Compare(compared, question.Method(parsed), question.Tool(parsed), pictures: page is not null, terminal, cancel);
            if (page is not null) await ReportFile.WriteAsync(page, report, files, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(DriftJson.Write(report));
            else DriftText.Write(terminal, report);
            return question.Exit(parsed, report);
        });
        return command;
    }
}
