using System.Globalization;
using System.Text.Json;

namespace Vedetta.Statistics.Tests;

/// <summary>Reads the values that independent tools computed from published formulas.</summary>
internal static class FormulaGolden
{
    public static JsonElement Group(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("golden", "formulas", "golden.json")));
        return document.RootElement.GetProperty(name).Clone();
    }

    public static double Number(this JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    public static long[] Counts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetInt64())];

    /// <summary>Columns of a table of numbers beside the golden values, by name.</summary>
    public static Dictionary<string, double[]> Table(string file)
    {
        var lines = File.ReadAllLines(SharedFolder.Require("golden", "formulas", file));
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return names.Select((name, i) => (name, Column: rows.Select(r => r[i]).ToArray())).ToDictionary(x => x.name, x => x.Column, StringComparer.Ordinal);
    }
}
