using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Performance;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Reporting;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta performance</c>: realized metrics of a labelled file, period by period.</summary>
internal static class PerformanceCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("performance", "Measures quality on labelled rows: every metric with its interval, by period and segment")
        {
            Examples =
            [
                new("performance production.csv.gz --every month", "the usual metrics of each month"),
                new("performance production.parquet --every week --metrics roc_auc,f1,ece --by region", "three metrics of each week, for all rows and for each region"),
                new("performance production.csv.gz --html quality.html", "also a page to read and to send"),
                new("performance --model churn --server http://127.0.0.1:8420 --every week", "what a server knows of a model, labels as they are now"),
                new("performance scored.csv --every all --threshold 0.3 --json", "the whole file, decided at 0.3, for a program"),
            ],
        };
        var path = new Argument<string?>("FILE") { Description = "Rows with outputs and labels: CSV, NDJSON or Parquet, also .gz", Arity = ArgumentArity.ZeroOrOne };
        var every = QualityOptions.Every("month when not told");
        var metrics = new Option<string[]>("--metrics") { Description = "Metrics separated by commas; * for all of the task", HelpName = "names", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var by = new Option<string[]>("--by") { Description = "Also for each value of these columns", HelpName = "columns", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var task = QualityOptions.Task();
        var threshold = new Option<double?>("--threshold") { Description = "Predicted positive from this score up, in place of the predictions of the file", HelpName = "score" };
        var positive = QualityOptions.Positive();
        var schema = new Option<string?>("--schema") { Description = "A case.json that describes the model: task, positive class, threshold, zone, period", HelpName = "file" };
        var html = QualityOptions.Html();
        var json = SharedOptions.Json();
        command.Arguments.Add(path);
        foreach (Option option in (Option[])[every, metrics, by, task, threshold, positive, schema, html, json]) command.Options.Add(option);
        var columns = new ColumnOptions().AddTo(command);
        var served = new ServedOptions().AddTo(command, path);
        command.SetAction(async (parsed, cancel) =>
        {
            var described = parsed.GetValue(schema) is { } file ? File.Exists(file) ? CaseFile.Read(file) : throw new UsageException($"--schema: there is no file '{file}'") : null;
            var order = new PerformanceOrder(
                parsed.GetValue(path)!, columns.Mapping(parsed), columns.Types(parsed), parsed.GetValue(every) ?? described?.Period, parsed.GetValue(metrics)!, parsed.GetValue(by)!,
                parsed.GetValue(task), parsed.GetValue(threshold), parsed.GetValue(positive), described?.Description);
            var report = await ReportAsync(served, parsed, order, terminal, cancel);
            var chosen = order.Metrics.Count > 0;
            if (parsed.GetValue(html) is { } page)
                await ReportFile.WriteTextAsync(page, PerformanceHtml.Write(report, chosen ? report.Metrics : PerformanceText.Headline(report.Task)), cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(PerformanceJson.Write(report));
            else PerformanceText.Write(terminal, report, chosen);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<PerformanceReport> ReportAsync(ServedOptions served, ParseResult parsed, PerformanceOrder order, Terminal terminal, CancellationToken cancel)
    {
        if (served.Order(parsed, order.Every, order.Metrics, order.By) is not { } asked) return PerformanceRun.Of(order, cancel);
        await using var server = await served.OpenAsync(parsed, terminal, cancel);
        return await ServedQuality.PerformanceAsync(server.Api, asked, cancel);
    }
}
