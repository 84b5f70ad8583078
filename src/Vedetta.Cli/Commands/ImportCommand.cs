using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Importing;
using Vedetta.Cli.Targets;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta import</c>: brings a file of predictions, outcomes or a reference.</summary>
internal static class ImportCommand
{
    /// <summary>Makes the command with its three subjects.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("import", "Brings a file into a server or a data directory, and runs the monitors over its span")
        {
            Examples =
            [
                new("import reference 2025.csv.gz --model churn --create", "makes the model from its columns; later files are compared with this one"),
                new("import predictions march.parquet --model churn", "to the server on this machine; labels in the file become outcomes"),
                new("import outcomes labels.csv --model churn --data ./vedetta-data", "straight into a directory, no server needed"),
            ],
        };
        command.Subcommands.Add(Subject(terminal, ImportSubject.Predictions, "Logged predictions; a label column becomes outcomes"));
        command.Subcommands.Add(Subject(terminal, ImportSubject.Outcomes, "Labels and values that arrived later: id, outcome, value, at"));
        command.Subcommands.Add(Subject(terminal, ImportSubject.Reference, "The data a version is compared with"));
        return command;
    }

    private static Command Subject(Terminal terminal, ImportSubject subject, string description)
    {
        var name = subject.ToString().ToLowerInvariant();
        var command = new VedettaCommand(name, description)
        {
            Examples = [new($"import {name} {(subject == ImportSubject.Outcomes ? "labels.csv" : "rows.csv.gz --create")} --model churn", "CSV, NDJSON or Parquet, also .gz")],
        };
        var file = new Argument<string>("FILE") { Description = "CSV, NDJSON or Parquet, also .gz" };
        var model = SharedOptions.Model();
        var create = new Option<bool>("--create") { Description = "Make the model from the columns when it is not known" };
        var version = new Option<string>("--of-version") { Description = "Version the reference belongs to", HelpName = "version", DefaultValueFactory = _ => "1" };
        var schema = new Option<string?>("--schema") { Description = "A case.json that describes the model: task, types, threshold, segments", HelpName = "file" };
        var window = SharedOptions.Window();
        var json = SharedOptions.Json();
        command.Arguments.Add(file);
        command.Options.Add(model);
        if (subject != ImportSubject.Outcomes)
        {
            command.Options.Add(create);
            command.Options.Add(schema);
        }

        if (subject == ImportSubject.Reference) command.Options.Add(version);
        if (subject != ImportSubject.Outcomes) command.Options.Add(window);
        var target = new TargetOptions().AddTo(command);
        var columns = new ColumnOptions().AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
            var order = new ImportOrder(
                subject,
                parsed.GetValue(model),
                IngestSource.OfFile(path) with { Mapping = columns.Mapping(parsed), Backfill = true, CreateModel = subject != ImportSubject.Outcomes && parsed.GetValue(create) },
                subject == ImportSubject.Reference ? parsed.GetValue(version)! : "1",
                subject != ImportSubject.Outcomes && parsed.GetValue(schema) is { } described ? SchemaFile.Read(described) : null,
                subject != ImportSubject.Outcomes ? parsed.GetValue(window) : null,
                columns.Types(parsed));
            await using var open = await TargetOpening.OpenAsync(target, parsed, terminal, terminal.Clock, cancel);
            var summary = await order.RunAsync(open, terminal, cancel);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(ImportJson.Write(summary));
            else ImportText.Write(terminal, summary);
            return ExitCode.Done;
        });
        return command;
    }
}
