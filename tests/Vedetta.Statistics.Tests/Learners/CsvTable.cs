using System.Globalization;
using System.IO.Compression;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Learners;

/// <summary>A gzipped CSV file of the reference data, without quoted cells; empty cells are missing.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, string[]> _columns;

    private CsvTable(Dictionary<string, string[]> columns) => _columns = columns;

    public static CsvTable Read(params string[] parts)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFolder.Require(parts)), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var columns = Array.ConvertAll(names, _ => new List<string>());
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            for (var i = 0; i < names.Length; i++)
                columns[i].Add(cells[i]);
        }
        return new CsvTable(names.Zip(columns).ToDictionary(p => p.First, p => p.Second.ToArray(), StringComparer.Ordinal));
    }

    public string[] Texts(string column) => _columns[column];

    public double[] Numbers(string column) =>
        Array.ConvertAll(_columns[column], c => c.Length == 0 ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture));

    /// <summary>Columns as features; those whose first cell is no number are categories.</summary>
    public LearningTable Features(params string[] columns) => new([.. columns.Select(Feature)]);

    private LearningColumn Feature(string column) =>
        _columns[column].All(c => c.Length == 0 || double.TryParse(c, CultureInfo.InvariantCulture, out _))
            ? LearningColumn.Numeric(column, Numbers(column))
            : LearningColumn.Categorical(column, Array.ConvertAll(_columns[column], c => c.Length == 0 ? null : c));
}
