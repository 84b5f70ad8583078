using System.Globalization;
using System.IO.Compression;
using System.Text;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Statistics.Tests.Drift.Compat;

/// <summary>A data set of NannyML as columns of texts, reference rows first; and its golden lines.</summary>
internal sealed class NannyMlTable
{
    private readonly Dictionary<string, (string[] Reference, string[] Analysis)> _columns = new(StringComparer.Ordinal);

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<NannyMlTable>> Known = new(StringComparer.Ordinal);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Column, bool Reference), double[]> _numbers = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, NannyMlNumeric> _fitted = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, NannyMlCategorical> _categories = new(StringComparer.Ordinal);

    private NannyMlTable()
    {
    }

    /// <summary>Reads a data set once for all tests.</summary>
    public static NannyMlTable Read(string name)
    {
        SharedFolder.Require("data", "nannyml", name + "_reference.csv.gz");
        return Known.GetOrAdd(name, n => new Lazy<NannyMlTable>(() => Load(n))).Value;
    }

    private static NannyMlTable Load(string name)
    {
        var table = new NannyMlTable();
        var (names, reference) = Rows(SharedFolder.Require("data", "nannyml", name + "_reference.csv.gz"));
        var (others, analysis) = Rows(SharedFolder.Require("data", "nannyml", name + "_analysis.csv.gz"));
        foreach (var (column, at) in names.Select((c, i) => (c, i)))
        {
            var there = Array.IndexOf(others, column);
            if (there >= 0)
                table._columns[column] = ([.. reference.Select(r => r[at])], [.. analysis.Select(r => r[there])]);
        }
        return table;
    }

    public string[] Texts(string column, bool reference) => reference ? _columns[column].Reference : _columns[column].Analysis;

    public string?[] Categories(string column, bool reference, Range rows) => Array.ConvertAll(Texts(column, reference)[rows], t => t.Length == 0 ? null : t);

    public string?[] Categories(string column, bool reference) => Array.ConvertAll(Texts(column, reference), t => t.Length == 0 ? null : t);

    public double[] Numbers(string column, bool reference) => _numbers.TryGetValue((column, reference), out var known)
        ? known
        : _numbers[(column, reference)] = Array.ConvertAll(Texts(column, reference), t => t.Length == 0 ? double.NaN : double.Parse(t, CultureInfo.InvariantCulture));

    public NannyMlNumeric Fitted(string column) => _fitted.TryGetValue(column, out var known) ? known : _fitted[column] = new NannyMlNumeric(Numbers(column, reference: true));

    public NannyMlCategorical FittedCategories(string column) => _categories.TryGetValue(column, out var known)
        ? known
        : _categories[column] = new NannyMlCategorical(CategoricalSample.From(Categories(column, reference: true)));

    /// <summary>The golden lines of a file.</summary>
    public static List<Line> Golden(string file)
    {
        var (names, rows) = PlainRows(SharedFolder.Require("golden", "nannyml", file));
        return rows.ConvertAll(cells => new Line(names.Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)));
    }

    /// <summary>One golden line.</summary>
    internal sealed class Line(Dictionary<string, string> cells)
    {
        public string this[string name] => cells.GetValueOrDefault(name, "");

        public bool Reference => this["period"] == "reference";

        /// <summary>The column; some calculators write it in the place of the metric.</summary>
        public string Column => this["column"].Length > 0 ? this["column"] : this["metric"];

        public Range Rows => int.Parse(this["start_index"], CultureInfo.InvariantCulture)..(int.Parse(this["end_index"], CultureInfo.InvariantCulture) + 1);

        public double? Number(string name) => this[name].Length == 0 ? null : double.Parse(this[name], CultureInfo.InvariantCulture);

        public bool Alert => this["alert"] == "True";

        public override string ToString() => $"{this["calculator"]} {this["period"]} {this["chunk_index"]} {this["column"]} {this["metric"]}";
    }

    private static (string[] Names, List<string[]> Rows) Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return Parse(reader);
    }

    private static (string[] Names, List<string[]> Rows) PlainRows(string path)
    {
        using var reader = new StreamReader(path);
        return Parse(reader);
    }

    private static (string[] Names, List<string[]> Rows) Parse(StreamReader reader)
    {
        var names = Split(reader.ReadLine()!);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
            rows.Add(line.Contains('"', StringComparison.Ordinal) ? Split(line) : line.Split(','));
        return (names, rows);
    }

    private static string[] Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }
        cells.Add(cell.ToString());
        return [.. cells];
    }
}
