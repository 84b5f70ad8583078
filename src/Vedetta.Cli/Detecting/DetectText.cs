using Spectre.Console;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Detecting;

/// <summary>Signals as a table for people.</summary>
internal static class DetectText
{
    private const int MostRows = 40;

    /// <summary>Writes a sentence, the signals in order, and how the threshold was found.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="stream">The signals.</param>
    /// <param name="values">The values, for the means before and after.</param>
    public static void Write(Terminal terminal, DetectedStream stream, ReadOnlySpan<double> values)
    {
        terminal.Out.WriteLine(Sentence(stream));
        if (stream.Calibration is { Settings: not null } calibration)
        {
            var threshold = stream.Settings.Definition.Threshold!;
            var run = calibration.Run is { } mean
                ? $"{Numbers.Short(mean)} values ({Numbers.Short(calibration.RunInterval.Low)} to {Numbers.Short(calibration.RunInterval.High)})"
                : $"more than {Numbers.Short(calibration.RunInterval.Low)} values";
            terminal.Out.WriteLine($"Calibrated: {threshold} = {Numbers.Short(stream.Settings[threshold])}; average run to a false alarm {run}, {Numbers.Count(calibration.Alarms)} alarms in {Numbers.Count(calibration.Values)} simulated values.");
            foreach (var note in calibration.Notes) terminal.Out.WriteLine($"  {note}");
        }

        if (stream.Drifts.Count + stream.Warnings.Count == 0) return;
        var table = TextTable.New(("row", true), ("signal", false), ("mean since the drift before", true), ("mean to the next", true));
        var signals = stream.Drifts.Select(row => (Row: row, Drift: true)).Concat(stream.Warnings.Select(row => (Row: row, Drift: false))).OrderBy(s => s.Row);
        foreach (var (row, drift) in signals.Take(MostRows))
        {
            var before = stream.Drifts.LastOrDefault(d => d < row, -1) + 1;
            var after = stream.Drifts.FirstOrDefault(d => d > row, values.Length - 1) + 1;
            table.AddRow(
                TextTable.Cell(Numbers.Count(row)),
                drift ? TextTable.Cell("drift", Color.Red) : TextTable.Cell("warning", Color.Yellow),
                TextTable.Cell(drift ? Numbers.Short(Mean(values[before..(row + 1)])) : ""),
                TextTable.Cell(drift ? Numbers.Short(Mean(values[(row + 1)..after])) : ""));
        }

        TextTable.Write(terminal, table);
        if (stream.Drifts.Count + stream.Warnings.Count is > MostRows and var all) terminal.Out.WriteLine($"and {Numbers.Count(all - MostRows)} more; --json lists all");
    }

    private static string Sentence(DetectedStream stream)
    {
        var what = stream.Drifts.Count switch { 0 => "No drift", 1 => "1 drift", var n => $"{n} drifts" };
        var skipped = stream.Skipped == 0 ? "" : $", {Numbers.Count(stream.Skipped)} of them skipped: missing or infinite";
        return $"{what} in {stream.Column} by {stream.Settings.Definition.Name}, {Numbers.Count(stream.Rows)} rows{skipped}.";
    }

    private static double? Mean(ReadOnlySpan<double> values)
    {
        var (sum, n) = (0.0, 0);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            sum += value;
            n++;
        }

        return n == 0 ? null : sum / n;
    }
}
