using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Drift;
using Vedetta.Cli.Reporting;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta report</c>: the comparison of two files as a page.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("report", "Compares two files and writes a self-contained page: pictures, verdicts and what they rest on")
        {
            Examples =
            [
                new("report reference.parquet march.parquet -o march.html", "one file to read, print or send; it needs no network"),
                new("report reference.csv march.csv -o march.html --fail-on critical", "for a pipeline that keeps the page as an artefact"),
            ],
        };
        var output = new Option<string>("--output", "-o") { Description = "Page to write", HelpName = "file", Required = true };
        var question = new DriftQuestion().AddTo(command, output);
        command.SetAction(async (parsed, cancel) =>
        {
            var compared = question.Compared(parsed);
            using var files = question.Open(parsed, compared, terminal, cancel);
            var report = files.Compare(compared, question.Method(parsed), question.Tool(parsed), pictures: true, terminal, cancel);
            var path = parsed.GetValue(output)!;
            await ReportFile.WriteAsync(path, report, files, cancel);
            await terminal.Out.WriteLineAsync($"{ReportWords.Headline(report)}. Written: {path}");
            return question.Exit(parsed, report);
        });
        return command;
    }
}
