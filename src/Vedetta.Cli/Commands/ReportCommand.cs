using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Drift;
using Vedetta.Cli.Reporting;
using Vedetta.Cli.Targets;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta report</c>: the comparison of two files as a page, or what happened to a model in a day or a week.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("report", "Compares two files and writes a self-contained page; or tells what happened to a model in a day or a week, and what changed since")
        {
            Examples =
            [
                new("report reference.parquet march.parquet -o march.html", "one file to read, print or send; it needs no network"),
                new("report reference.csv march.csv -o march.html --fail-on critical", "for a pipeline that keeps the page as an artefact"),
                new("report --model churn", "yesterday of a model of the server on this machine, as text"),
                new("report --model churn --audience business --every week -o week.html", "last week for the business, as a page"),
            ],
        };
        var output = new Option<string?>("--output", "-o") { Description = "File to write: a page, or with --model text (.txt) or JSON (.json) by its name", HelpName = "file" };
        var model = new Option<string?>("--model", "-m") { Description = "Report of this model of a server or directory, in place of two files", HelpName = "name" };
        var audience = new Option<string?>("--audience") { Description = $"With --model: {string.Join(", ", EnumWords.All<Audience>())}; everybody when not told", HelpName = "who" };
        var every = new Option<string>("--every") { Description = "With --model: day or week", HelpName = "size", DefaultValueFactory = _ => "day" };
        var language = new Option<string>("--lang") { Description = "With --model: en or ru", HelpName = "language", DefaultValueFactory = _ => "en" };
        var question = new DriftQuestion().WithoutFiles().AddTo(command, output, model, audience, every, language);
        var target = new TargetOptions().AddTo(command);
        command.Validators.Add(result =>
        {
            var name = result.GetValue(model);
            if (name is not null && question.HasFile(result)) result.AddError("REFERENCE and --model exclude each other: name two files, or a model");
            if (name is null && !question.HasFiles(result)) result.AddError("name two files, REFERENCE and CURRENT, or a model by --model");
            if (name is null && result.GetValue(output) is null) result.AddError("Option '--output' is required.");
            if (name is not null && !ModelId.TryParse(name, out _)) result.AddError($"--model takes {ModelId.Allowed}");
            if (result.GetValue(audience) is { } who && !EnumWords.TryParse<Audience>(who, out _)) result.AddError($"--audience takes {string.Join(", ", EnumWords.All<Audience>())}, not '{who}'");
            if (result.GetResult(every) is { Implicit: false } size && size.GetValueOrDefault<string>() is not ("day" or "week")) result.AddError("--every takes day or week");
            if (result.GetResult(language) is { Implicit: false } told && told.GetValueOrDefault<string>() is not ("en" or "ru")) result.AddError("--lang takes en or ru");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(model) is { } name)
            {
                await using var server = await ServerOrDirectory.OpenAsync(target, parsed, terminal, cancel);
                await ModelReport.WriteAsync(server.Api, new ModelReportOrder(name, parsed.GetValue(audience), parsed.GetValue(every)!, parsed.GetValue(language)!), parsed.GetValue(output), terminal, cancel);
                return ExitCode.Done;
            }

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
