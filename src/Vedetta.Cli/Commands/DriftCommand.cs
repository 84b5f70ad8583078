using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Drift;
using Vedetta.Cli.Tables;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;


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
                new("drift reference.csv march.csv --fail-on critical --json", "for a pipeline: exit code 1 when a column is critical"),
            ],
        };
        var reference = new Argument<string>("REFERENCE") { Description = "What to compare with: CSV, NDJSON or Parquet, also .gz" };
        var current = new Argument<string>("CURRENT") { Description = "What to look at" };
        var method = new Option<DriftMethod?>("--method")
        {
            Description = $"How, auto when not told: {string.Join(", ", DriftMethods.Available.Select(DriftMethods.Name))}; or for the tables as wholes, beside auto for each column: {string.Join(", ", DriftMethods.Multivariate.Select(DriftMethods.Name))}",
            HelpName = "name",
            CustomParser = argument =>
            {
                if (DriftMethods.TryParse(argument.Tokens[0].Value, multivariate: true, out var parsed, out var problem)) return parsed;
                argument.AddError(problem!);
                return null;
            },
        };
        var columns = new Option<string[]>("--columns") { Description = "Only these columns, separated by commas; the way to compare reserved names too", HelpName = "names", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
        var failOn = new Option<VerdictKind?>("--fail-on")
        {
            Description = "Exit with 1 when a column is at least: warning, critical",
            HelpName = "severity",
            CustomParser = argument =>
            {
                if (argument.Tokens[0].Value is "warning") return VerdictKind.Warning;
                if (argument.Tokens[0].Value is not "critical") argument.AddError("--fail-on takes warning or critical");
                return VerdictKind.Critical;
            },
        };
        var json = SharedOptions.Json();
        command.Arguments.Add(reference);
        command.Arguments.Add(current);
        foreach (Option option in (Option[])[method, columns, failOn, json]) command.Options.Add(option);
        var file = new ColumnOptions().AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var compared = new ComparedColumns(file.Mapping(parsed), parsed.GetValue(columns)!);
            using var files = await TwoFiles.OpenAsync(parsed.GetValue(reference)!, parsed.GetValue(current)!, new TableOpening(file.Types(parsed), compared.MayWant), terminal, cancel);
            var report = await files.CompareAsync(compared, parsed.GetValue(method) ?? DriftMethod.Auto, terminal, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(DriftJson.Write(report));
            else DriftText.Write(terminal, report);
            // A check that could judge nothing has not passed: two files without a common column are the wrong files.
            if (parsed.GetValue(failOn) is not { } limit) return ExitCode.Done;
            var passed = report.IsJudged && !(report.Verdict is VerdictKind.Warning or VerdictKind.Critical && report.Verdict >= limit);
            return passed ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }
}
