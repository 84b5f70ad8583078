using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Detecting;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta detect</c>: where a streaming detector signals in the order of a file's rows.</summary>
internal static class DetectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("detect", "Says at which rows (from 0) a streaming detector signals a change in a column")
        {
            Examples =
            [
                new("detect answers.csv --column error --detector adwin", "changes of an error rate, 1 is an error"),
                new("detect scores.parquet --column score --detector page_hinkley --set threshold=20,direction=up --json", "only rises, with a lower threshold"),
                new("detect april.csv --column income --detector cusum --calibrate march.csv --arl 10000", "a threshold for one false alarm in 10,000 rows, found on a month without change"),
            ],
        };
        var file = new Argument<string>("FILE") { Description = "Rows in the order of time: CSV, NDJSON or Parquet, also .gz" };
        var column = new Option<string>("--column") { Description = "The column to watch: numbers, or true and false", HelpName = "name", Required = true };
        var reference = new Option<string?>("--calibrate") { Description = "A file without change, whose values set the threshold", HelpName = "file" };
        var run = new Option<double>("--arl") { Description = "Rows between two false alarms that --calibrate aims at", HelpName = "rows", DefaultValueFactory = _ => 10_000 };
        var block = new Option<int>("--block") { Description = "Rows drawn in a row by --calibrate; more than 1 keeps the dependence of neighbours", HelpName = "rows", DefaultValueFactory = _ => 1 };
        var json = SharedOptions.Json();
        command.Arguments.Add(file);
        command.Options.Add(column);
        var detector = new DetectorOptions().AddTo(command);
        foreach (Option option in (Option[])[reference, run, block, json]) command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var name = parsed.GetValue(column)!;
            var settings = detector.Settings(parsed);
            var judge = DetectorCatalog.Create(settings);
            var values = StreamColumn.Read(parsed.GetValue(file)!, name, judge, cancel);
            Calibration? calibration = null;
            if (parsed.GetValue(reference) is { } usual)
            {
                calibration = Calibrate(settings, StreamColumn.Read(usual, name, judge, cancel), new(parsed.GetValue(run), parsed.GetValue(block)));
                settings = calibration.Settings ?? throw new UsageException($"--calibrate {usual}: {calibration.Notes[0]}");
            }

            var stream = DetectedStream.Run(name, settings, values, calibration);
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(DetectJson.Write(stream));
            else DetectText.Write(terminal, stream, values);
            return ExitCode.Done;
        });
        return command;
    }

    private static Calibration Calibrate(DetectorSettings settings, double[] reference, CalibrationOptions options)
    {
        try
        {
            return DetectorCalibration.Calibrate(settings, reference, options);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"--calibrate: {wrong.Message}", wrong);
        }
    }
}
