using System.CommandLine;
using System.CommandLine.Parsing;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Estimating;
using Vedetta.Cli.Performance;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Reporting;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta estimate</c>: quality of a file without labels, window by window, from a labelled reference.</summary>
internal static class EstimateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("estimate", "Estimates quality without labels, with intervals: learns from a labelled reference what scores mean")
        {
            Examples =
            [
                new("estimate reference.csv.gz production.csv.gz --every month", "the usual metrics of each month"),
                new("estimate reference.csv march.csv --chunk-size 5000 --metrics roc_auc,f1 --method cbpe", "two metrics of each 5,000 rows, from scores alone"),
                new("estimate --model churn --server http://127.0.0.1:8420 --every week", "what a server estimates of a model, and whether labels bear it out"),
                new("estimate reference.csv march.csv --html quality.html", "also a page to read and to send"),
                new("estimate reference.csv march.csv --chunk-size 5000 --compat nannyml --json", "NannyML's figures, for a program"),
            ],
        };
        var reference = new Argument<string?>("REFERENCE") { Arity = ArgumentArity.ZeroOrOne, Description = "Labelled rows with outputs: CSV, NDJSON or Parquet, also .gz; a case.json beside it describes the model" };
        var current = new Argument<string?>("CURRENT") { Arity = ArgumentArity.ZeroOrOne, Description = "Rows to estimate; labels in it are not looked at" };
        var every = QualityOptions.Every("month when neither this nor --chunk-size is told");
        var chunk = new Option<int?>("--chunk-size") { Description = "Rows of a window, in the order of time, in place of periods", HelpName = "rows" };
        var metrics = new Option<string[]>("--metrics") { Description = "Metrics separated by commas; all that can be estimated when not told", HelpName = "names", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var method = new Option<EstimationMethod?>("--method") { Description = $"How: {string.Join(", ", EstimationMethods.AllNames)}; auto when not told", HelpName = "name", CustomParser = Method };
        var compat = new Option<string?>("--compat") { Description = "Follow the definitions of nannyml to the digit", HelpName = "tool" };
        var task = QualityOptions.Task();
        var threshold = new Option<double?>("--threshold") { Description = "Predicted positive from this score up, in place of the predictions of the files", HelpName = "score" };
        var positive = QualityOptions.Positive();
        var schema = new Option<string?>("--schema") { Description = "A case.json that describes the model, in place of the one beside REFERENCE", HelpName = "file" };
        var html = QualityOptions.Html();
        var json = SharedOptions.Json();
        command.Arguments.Add(reference);
        command.Arguments.Add(current);
        foreach (Option option in (Option[])[every, chunk, metrics, method, compat, task, threshold, positive, schema, html, json]) command.Options.Add(option);
        var columns = new ColumnOptions().AddTo(command);
        var served = new ServedOptions().AddTo(command, reference, current);
        command.Validators.Add(result =>
        {
            if (result.GetResult(every) is not null && result.GetResult(chunk) is not null) result.AddError("--every and --chunk-size exclude each other: name one");
            if (result.GetResult(chunk) is { } told && told.GetValueOrDefault<int?>() is < 1) result.AddError("--chunk-size takes a number of rows from 1 up");
            if (result.GetResult(compat) is { } tool && tool.GetValueOrDefault<string?>() != "nannyml") result.AddError($"--compat takes nannyml, not '{tool.GetValueOrDefault<string?>()}'");
            if (result.GetResult(compat) is not null && result.GetResult(method) is not null) result.AddError("--compat and --method exclude each other: nannyml estimates classifiers by cbpe and regressions by dle");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var size = parsed.GetValue(chunk);
            if (served.Order(parsed, parsed.GetValue(every), parsed.GetValue(metrics)!, []) is { } asked)
            {
                if (size is not null || parsed.GetResult(method) is not null || parsed.GetResult(compat) is not null) throw new UsageException("a server estimates periods by its own method: leave --chunk-size, --method and --compat out");
                await using var server = await served.OpenAsync(parsed, terminal, cancel);
                return await WriteAsync(terminal, await ServedQuality.EstimateAsync(server.Api, asked, cancel), parsed.GetValue(html), parsed.GetValue(json), asked.Metrics.Count > 0, cancel);
            }

            var described = Described(parsed.GetValue(schema), parsed.GetValue(reference)!);
            var order = new EstimationOrder(
                parsed.GetValue(reference)!, parsed.GetValue(current)!, columns.Mapping(parsed), columns.Types(parsed), parsed.GetValue(every) ?? (size is null ? described?.Period : null), size,
                parsed.GetValue(metrics)!, parsed.GetValue(method) ?? EstimationMethod.Auto, parsed.GetValue(compat) is not null, parsed.GetValue(task), parsed.GetValue(threshold), parsed.GetValue(positive), described?.Description);
            return await WriteAsync(terminal, EstimationRun.Of(order, cancel), parsed.GetValue(html), parsed.GetValue(json), order.Metrics.Count > 0, cancel);
        });
        return command;
    }

    private static async Task<int> WriteAsync(Terminal terminal, EstimationReport report, string? page, bool json, bool chosen, CancellationToken cancel)
    {
        if (page is not null) await ReportFile.WriteTextAsync(page, EstimationHtml.Write(report, EstimationText.Shown(report, chosen)), cancel);
        if (json) await terminal.Out.WriteLineAsync(EstimationJson.Write(report));
        else EstimationText.Write(terminal, report, chosen);
        return ExitCode.Done;
    }

    private static CaseFile? Described(string? told, string reference)
    {
        if (told is not null) return File.Exists(told) ? CaseFile.Read(told) : throw new UsageException($"--schema: there is no file '{told}'");
        return Path.GetDirectoryName(Path.GetFullPath(reference)) is { } folder ? CaseFile.Find(folder) : null;
    }

    private static EstimationMethod? Method(ArgumentResult argument)
    {
        var method = EstimationMethods.Find(argument.Tokens[0].Value);
        if (method is null) argument.AddError($"--method takes {string.Join(", ", EstimationMethods.AllNames)}, not '{argument.Tokens[0].Value}'");
        return method;
    }
}
