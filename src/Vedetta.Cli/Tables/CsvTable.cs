using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Tables;

/// <summary>Reads a CSV file into columns.</summary>
internal static class CsvTable
{
    /// <summary>Reads the stream to its end.</summary>
    public static (int Rows, IReadOnlyList<ColumnIntake> Columns) Read(Stream stream, string name, Func<string, bool> wants, Func<string, ColumnIntake> intake, RowProgress progress)
    {
        var records = new CsvRecords(stream, name);
        var header = records.ReadHeader();
        var places = Enumerable.Range(0, header.Length).Where(i => wants(header[i])).ToArray();
        var intakes = places.Select(i => intake(header[i])).ToArray();
        var rows = 0;
        while (records.Read())
        {
            if (records.Count != header.Length) throw new UsageException($"{name}: record {records.Number} has {records.Count} cells, the header has {header.Length}");
            for (var i = 0; i < places.Length; i++) intakes[i].Add(records[places[i]]);
            progress.Row(++rows);
        }

        return (rows, intakes);
    }
}
