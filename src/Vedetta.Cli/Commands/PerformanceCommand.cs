using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Performance;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Reporting;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

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
                new("performance scored.csv --every all --threshold 0.3 --json", "the whole file, decided at 0.3, for a program"),
            ],
        };
        var path = new Argument<string>("FILE") { Description = "Rows with outputs and labels: CSV, NDJSON or Parquet, also .gz" };
        var every = new Option<WindowSize?>("--every") { Description = "Length of a period: hour, day, week, month, year or all; month when not told", HelpName = "size", CustomParser = argument => Every(argument) };
        var metrics = new Option<string[]>("--metrics") { Description = "Metrics separated by commas; * for all of the task", HelpName = "names", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var by = new Option<string[]>("--by") { Description = "Also for each value of these columns", HelpName = "columns", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var task = new Option<PerformanceTask?>("--task") { Description = "binary, multiclass or regression; found out when not told", HelpName = "task", CustomParser = argument => Task(argument) };
        var threshold = new Option<double?>("--threshold") { Description = "Predicted positive from this score up, in place of the predictions of the file", HelpName = "score" };
        var positive = new Option<string?>("--positive") { Description = "The positive class; 1 or true when not told", HelpName = "class" };
        var schema = new Option<string?>("--schema") { Description = "A case.json that describes the model: task, positive class, threshold, zone, period", HelpName = "file" };
        var html = new Option<string?>("--html") { Description = "Also write a self-contained page", HelpName = "file" };
        var json = SharedOptions.Json();
        command.Arguments.Add(path);
        foreach (Option option in (Option[])[every, metrics, by, task, threshold, positive, schema, html, json]) command.Options.Add(option);
        var columns = new ColumnOptions().AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var described = parsed.GetValue(schema) is { } file ? File.Exists(file) ? CaseFile.Read(file) : throw new UsageException($"--schema: there is no file '{file}'") : null;
            var order = new PerformanceOrder(
                parsed.GetValue(path)!, columns.Mapping(parsed), columns.Types(parsed), parsed.GetValue(every) ?? described?.Period, parsed.GetValue(metrics)!, parsed.GetValue(by)!,
                parsed.GetValue(task), parsed.GetValue(threshold), parsed.GetValue(positive), described?.Description);
            var report = PerformanceRun.Of(order, cancel);
            var chosen = order.Metrics.Count > 0;
            if (parsed.GetValue(html) is { } page)
                await ReportFile.WriteTextAsync(page, PerformanceHtml.Write(report, chosen ? report.Metrics : PerformanceText.Headline(report.Task)), cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(PerformanceJson.Write(report));
            else PerformanceText.Write(terminal, report, chosen);
            return ExitCode.Done;
        });
        return command;
    }

    private static WindowSize? Every(System.CommandLine.Parsing.ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        WindowSize? size = text switch
        {
            "hour" => WindowSize.Hour,
            "day" => WindowSize.Day,
            "week" => WindowSize.Week,
            "month" => WindowSize.Month,
            "year" => WindowSize.Year,
            "all" => WindowSize.All,
            _ => null,
        };
        if (size is null) argument.AddError($"--every takes hour, day, week, month, year or all, not '{text}'");
        return size;
    }

    private static PerformanceTask? Task(System.CommandLine.Parsing.ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        PerformanceTask? task = text switch
        {
            "binary" => PerformanceTask.Binary,
            "multiclass" => PerformanceTask.Multiclass,
            "regression" => PerformanceTask.Regression,
            _ => null,
        };
        if (task is null) argument.AddError($"--task takes binary, multiclass or regression, not '{text}'");
        return task;
    }
}
