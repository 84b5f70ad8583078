using System.Text.Json;
using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift.Compat;

/// <summary>One case of golden/evidently: both sides, Evidently's scores, and the values behind them.</summary>
internal sealed class EvidentlyCase(JsonElement root)
{
    private static readonly Dictionary<string, DriftMethod> Names = new(StringComparer.Ordinal)
    {
        ["ks"] = DriftMethod.Ks, ["wasserstein"] = DriftMethod.Wasserstein, ["anderson"] = DriftMethod.AndersonDarling,
        ["cramer_von_mises"] = DriftMethod.CramerVonMises, ["ed"] = DriftMethod.Energy, ["es"] = DriftMethod.EppsSingleton,
        ["mannw"] = DriftMethod.MannWhitney, ["t_test"] = DriftMethod.TTest, ["empirical_mmd"] = DriftMethod.Mmd,
        ["psi"] = DriftMethod.Psi, ["kl_div"] = DriftMethod.Kl, ["jensenshannon"] = DriftMethod.Js, ["hellinger"] = DriftMethod.Hellinger,
        ["chisquare"] = DriftMethod.Chi2, ["z"] = DriftMethod.ZTest, ["g_test"] = DriftMethod.GTest, ["fisher_exact"] = DriftMethod.Fisher,
        ["TVD"] = DriftMethod.Tvd,
    };

    public static TheoryData<string> All()
    {
        var data = new TheoryData<string>();
        if (SharedFolder.Path is not { } shared)
            return new TheoryData<string>("absent");
        foreach (var file in Directory.GetFiles(Path.Combine(shared, "golden", "evidently"), "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name.StartsWith("num_", StringComparison.Ordinal) || name.StartsWith("cat_", StringComparison.Ordinal))
                data.Add(name);
        }
        return data;
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, EvidentlyCase> Known = new(StringComparer.Ordinal);

    /// <summary>Reads a case once for all tests.</summary>
    public static EvidentlyCase Read(string name) => Known.GetOrAdd(name, Parse);

    private static EvidentlyCase Parse(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "evidently", name + ".json")));
        return new EvidentlyCase(json.RootElement.Clone());
    }

    public static DriftMethod MethodOf(string name) => Names[name];

    public bool Numeric => root.GetProperty("type").GetString() == "num";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, double[]> _numbers = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, CategoricalSample> _categories = new(StringComparer.Ordinal);

    public double[] Numbers(string side) => _numbers.GetOrAdd(side, s => root.GetProperty(s).EnumerateArray().Select(Number).ToArray());

    public CategoricalSample Categories(string side) => _categories.GetOrAdd(side, s => CategoricalSample.From(root.GetProperty(s).EnumerateArray().Select(Text)));

    public JsonElement Default => root.GetProperty("default");

    public IEnumerable<(string Name, JsonElement Result)> Results => root.GetProperty("results").EnumerateObject().Select(p => (p.Name, p.Value));

    public JsonElement Extra => root.GetProperty("extra");

    /// <summary>A number, or NaN or an infinity in words; null is missing.</summary>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch { "Infinity" or "inf" => double.PositiveInfinity, "-Infinity" or "-inf" => double.NegativeInfinity, _ => double.NaN },
        _ => double.NaN,
    };

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
