using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Profiling;
using Vedetta.Cli.Reporting;
using Vedetta.Cli.Tables;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta profile</c>: what there is to know of the columns of a file.</summary>
internal static class ProfileCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("profile", "Describes the columns of a file: types, missing and distinct values, extremes, quantiles, frequent values")
        {
            Examples =
            [
                new("profile reference.parquet", "as a table"),
                new("profile reference.parquet -o reference.json", "as JSON, which drift takes in the place of the file"),
                new("drift reference.json march.csv", "compares with a profile where the rows may not leave their place"),
                new("profile reference.csv --schema schema.yml", "drafts a schema for validate"),
            ],
        };
        var file = new Argument<string>("FILE") { Description = "CSV, NDJSON or Parquet, also .gz" };
        var output = new Option<string?>("--output", "-o") { Description = "Write the profile as JSON", HelpName = "file" };
        var schema = new Option<string?>("--schema") { Description = "Write a schema to start from", HelpName = "file" };
        var json = SharedOptions.Json();
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[output, schema, json]) command.Options.Add(option);
        var columns = new ColumnOptions().AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var reading = new ProgressLine(terminal, "reading");
            using var table = new TableOpening(columns.Types(parsed), _ => true) { Progress = reading }.Open(parsed.GetValue(file)!, cancel);
            if (table is ProfileTableFile) throw new UsageException($"{table.Name} is a profile already");
            using var looking = new ProgressLine(terminal, "profiling", table.Columns.Count);
            var facts = FileFacts.Of(table, looking, cancel);
            if (parsed.GetValue(output) is { } profile) await ReportFile.WriteTextAsync(profile, FactsJson.Write(facts), cancel);
            if (parsed.GetValue(schema) is { } draft) await ReportFile.WriteTextAsync(draft, SchemaDraft.Write(facts), cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteAsync(FactsJson.Write(facts));
            else FactsText.Write(terminal, facts);
            return ExitCode.Done;
        });
        return command;
    }
}
