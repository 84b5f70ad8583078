using System.Text.Json;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Multivariate;

/// <summary>The file of static golden tests, and its matrices.</summary>
internal static class StaticGolden
{
    public static JsonDocument Open() => JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "streams", "static_tests.json")));

    public static double[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    public static double[][] Rows(this JsonElement matrix) => [.. matrix.EnumerateArray().Select(r => r.ValueKind == JsonValueKind.Array ? r.Numbers() : [r.GetDouble()])];

    public static LearningTable Table(this double[][] rows) =>
        new([.. Enumerable.Range(0, rows[0].Length).Select(c => LearningColumn.Numeric($"x{c}", Array.ConvertAll(rows, r => r[c])))]);
}
