using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>One labelled case: its columns by period, and the truth lines.</summary>
internal sealed class CaseData
{
    public required IReadOnlyDictionary<string, bool> Numeric { get; init; }

    public required IReadOnlyDictionary<string, string[]> Reference { get; init; }

    public required IReadOnlyDictionary<string, string[]> Production { get; init; }

    /// <summary>Row numbers of the production per period; "production" is all of them.</summary>
    public required IReadOnlyDictionary<string, int[]> Periods { get; init; }

    public required IReadOnlyDictionary<(string Period, string Feature), Dictionary<string, double>> Truth { get; init; }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<CaseData>> Loaded = new(StringComparer.Ordinal);

    /// <summary>Reads a case once for all tests; skips the test when the reference data are absent.</summary>
    public static CaseData Load(string name)
    {
        SharedFolder.Require("data", "cases", name);
        return Loaded.GetOrAdd(name, n => new Lazy<CaseData>(() => Parse(n))).Value;
    }

    private static CaseData Parse(string name)
    {
        var folder = SharedFolder.Require("data", "cases", name);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        var numeric = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
            numeric[feature.GetProperty("name").GetString()!] = feature.GetProperty("type").GetString() == "numeric";
        var period = json.RootElement.GetProperty("period").GetString();
        var truth = new Dictionary<(string, string), Dictionary<string, double>>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "truth_drift.csv")).Skip(1))
        {
            var cells = line.Split(',');
            numeric.TryAdd(cells[2], cells[3] == "numeric");
            if (!truth.TryGetValue((cells[1], cells[2]), out var values))
                truth[(cells[1], cells[2])] = values = new Dictionary<string, double>(StringComparer.Ordinal);
            if (cells[5].Length > 0)
                values[cells[4]] = double.Parse(cells[5], CultureInfo.InvariantCulture);
        }
        var production = Read(Path.Combine(folder, "production.csv.gz"));
        var periods = production["ts"].Select((ts, i) => (Key: ts[..(period == "year" ? 4 : 7)], Row: i))
            .GroupBy(r => r.Key, r => r.Row, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        periods["production"] = Enumerable.Range(0, production["ts"].Length).ToArray();
        return new CaseData { Numeric = numeric, Reference = Read(Path.Combine(folder, "reference.csv.gz")), Production = production, Periods = periods, Truth = truth };
    }

    public double[] ReferenceNumbers(string column) => Numbers(Reference[column]);

    public double[] Numbers(string column, string period) => Numbers(Pick(column, period));

    public IEnumerable<string?> Categories(string column, string period) => Pick(column, period).Select(Empty);

    public IEnumerable<string?> ReferenceCategories(string column) => Reference[column].Select(Empty);

    private string[] Pick(string column, string period) => Array.ConvertAll(Periods[period], i => Production[column][i]);

    private static string? Empty(string cell) => cell.Length == 0 ? null : cell;

    private static double[] Numbers(string[] cells) =>
        Array.ConvertAll(cells, c => c.Length == 0 ? NumericValue.Missing : double.Parse(c, CultureInfo.InvariantCulture));

    private static Dictionary<string, string[]> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var pool = new Dictionary<string, string>(StringComparer.Ordinal); // few distinct texts, many rows
        var columns = Array.ConvertAll(names, _ => new List<string>());
        while (reader.ReadLine() is { } line)
        {
            var cells = Split(line);
            for (var i = 0; i < names.Length; i++)
                columns[i].Add(pool.TryGetValue(cells[i], out var known) ? known : pool[cells[i]] = cells[i]);
        }
        return names.Zip(columns).ToDictionary(p => p.First, p => p.Second.ToArray(), StringComparer.Ordinal);
    }

    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
