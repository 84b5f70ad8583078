using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Cli.Detecting;

/// <summary>Reads one column of a file as a stream of numbers.</summary>
internal static class StreamColumn
{
    /// <summary>The values in the order of the file; missing ones are NaN, infinities stay, true is 1 and false is 0.</summary>
    /// <exception cref="UsageException">The file cannot be read, has no such column, or it holds what the detector does not take.</exception>
    public static double[] Read(string path, string column, StreamDetector detector, CancellationToken cancel)
    {
        // Names are asked for before a column is read, so that a wrong one can be answered with those there are.
        using var table = new TableOpening(new Dictionary<string, ColumnType>(StringComparer.Ordinal), _ => true).Open(path, cancel);
        if (!table.Columns.Contains(column, StringComparer.Ordinal))
            throw new UsageException($"{table.Name} has no column '{column}'; it has {string.Join(", ", table.Columns)}{NearestName.Guess(column, table.Columns)}");
        var found = table.Read([column], cancel).Find(column)!;
        if (found.Problem is { } problem) throw new UsageException($"{table.Name}: column '{column}' cannot be read: {problem}");
        var values = found.Numbers ?? (found.Type == ColumnType.Boolean
            ? Truths(found.Categories!)
            : throw new UsageException($"{table.Name}: column '{column}' holds texts such as '{AText(found.Categories!)}'; a detector takes numbers, true and false"));
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]) || detector.Takes(values[row])) continue;
            throw new UsageException(FormattableString.Invariant($"{table.Name}: column '{column}' holds {values[row]} in row {row}; {detector.Definition.Name} takes {Allowed(detector)}"));
        }

        return values;
    }

    private static string Allowed(StreamDetector detector) => detector.Definition.Input switch
    {
        DetectorInput.Bits => "0 and 1",
        _ => "numbers from 0 to 1",
    };

    // The text that kept the column from being numbers.
    private static string AText(CategoryBuffer column) => column.Dictionary.FirstOrDefault(text => !NumberCell.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _), "true");

    private static double[] Truths(CategoryBuffer column)
    {
        var truth = column.Dictionary.Select(text => bool.Parse(text) ? 1.0 : 0.0).ToArray();
        var values = new double[column.Count];
        for (var row = 0; row < values.Length; row++) values[row] = column.Codes[row] >= 0 ? truth[column.Codes[row]] : double.NaN;
        return values;
    }
}
