using System.Globalization;
using System.IO.Compression;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>A compressed CSV file in memory: the cells of every column, equal texts held once.</summary>
internal sealed class CsvFile
{
    private readonly Dictionary<string, List<string>> _columns;

    private CsvFile(Dictionary<string, List<string>> columns) => _columns = columns;

    internal IEnumerable<string> Names => _columns.Keys;

    internal int Rows => _columns.Values.First().Count;

    internal IReadOnlyList<string> this[string column] => _columns[column];

    internal static CsvFile Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var names = Split(reader.ReadLine()!);
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        var columns = names.ConvertAll(_ => new List<string>());
        while (reader.ReadLine() is { } line)
        {
            var cells = Split(line);
            for (int i = 0; i < names.Count; i++)
            {
                columns[i].Add(pool.TryGetValue(cells[i], out var known) ? known : pool[cells[i]] = cells[i]);
            }
        }

        return new CsvFile(names.Zip(columns).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }

    /// <summary>Numbers of a column; empty cells are NaN.</summary>
    internal double[] Numbers(string column) =>
        [.. _columns[column].Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];

    /// <summary>Whether every cell that is not empty is a number.</summary>
    internal bool IsNumeric(string column) =>
        _columns[column].All(cell => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
