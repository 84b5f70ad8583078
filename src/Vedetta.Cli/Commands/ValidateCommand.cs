using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Tables;
using Vedetta.Cli.Validating;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta validate</c>: checks a file against a schema before training or scoring.</summary>
internal static class ValidateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("validate", "Checks a file against a schema: types, ranges, allowed values, missing values, uniqueness, rows")
        {
            Examples =
            [
                new("validate march.parquet --schema schema.yml", "exit code 1 when a rule is broken"),
                new("profile reference.csv --schema schema.yml", "writes a schema to start from"),
            ],
        };
        var file = new Argument<string>("FILE") { Description = "CSV, NDJSON or Parquet, also .gz" };
        var schema = new Option<string>("--schema") { Description = "Schema (YAML): rows, columns, other_columns", HelpName = "file", Required = true };
        var json = SharedOptions.Json();
        command.Arguments.Add(file);
        command.Options.Add(schema);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            var rules = Read(parsed.GetValue(schema)!, terminal);
            if (rules is null) return ExitCode.WrongUse;
            using var reading = new ProgressLine(terminal, "reading");
            using var table = new TableOpening(FileValidation.Types(rules), _ => true) { MostTexts = FileValidation.MostTexts, Progress = reading }.Open(parsed.GetValue(file)!, cancel);
            using var checking = new ProgressLine(terminal, "checking", rules.Columns.Count);
            var validation = FileValidation.Run(table, rules, checking, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(ValidationText.Json(validation));
            else ValidationText.Write(terminal, validation, table.Name, rules);
            return validation.Passed ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }

    private static DataSchema? Read(string path, Terminal terminal)
    {
        if (!File.Exists(path)) throw new UsageException($"--schema: there is no file '{path}'");
        var read = DataSchemaFile.Parse(File.ReadAllText(path));
        foreach (var problem in read.Problems) terminal.Error.WriteLine($"{path}:{problem.Line}:{problem.Column}: {problem.Message}");
        if (read.Schema is null) terminal.Error.WriteLine($"vedetta: nothing was checked: {read.Problems.Count} {(read.Problems.Count == 1 ? "fault" : "faults")} in {path}");
        return read.Schema;
    }
}
