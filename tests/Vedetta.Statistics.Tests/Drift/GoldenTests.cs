using System.Text.Json;
using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Values computed by independent tools.</summary>
public class GoldenTests
{
    [Fact]
    public void Two_sample_tests_agree_with_scipy()
    {
        using var json = Json("streams", "static_tests.json");
        foreach (var test in json.RootElement.GetProperty("two_sample").EnumerateArray())
        {
            var name = test.GetProperty("name").GetString();
            var x = NumericSample.From(Numbers(test.GetProperty("x")));
            var y = NumericSample.From(Numbers(test.GetProperty("y")));
            var ks = Comparison.Of(DriftMethod.Ks, x, y);
            Near.Relative(ks.Statistic!.Value, Get(test, "ks", "D"), 1e-9, 1e-12, name);
            Near.Relative(ks.PValue!.Value, Get(test, "ks", "p_auto"), 1e-9, 1e-12, name);
            var asymptotic = Comparison.Of(DriftMethod.Ks, x, y, new DriftOptions { ExactLimit = 0 });
            Near.Relative(asymptotic.PValue!.Value, Get(test, "ks", "p_asymp"), 1e-6, 1e-9, name);
            if (Get(test, "ks", "D_greater") != Get(test, "ks", "D_less"))
                ks.LargestSign.ShouldBe(Get(test, "ks", "D_greater") > Get(test, "ks", "D_less") ? 1 : -1, name);
            var raw = Comparison.Of(DriftMethod.Energy, x, y, new DriftOptions { Normed = false });
            Near.Relative(raw.Statistic!.Value, test.GetProperty("energy_distance").GetDouble(), 1e-9, 1e-9, name);
            Near.Relative(Comparison.Of(DriftMethod.Wasserstein, x, y).Statistic!.Value, test.GetProperty("wasserstein1").GetDouble(), 1e-9, 1e-12, name);
            var u = Comparison.Of(DriftMethod.MannWhitney, x, y);
            var golden = Get(test, "mannwhitney", "U");
            var other = (x.Count * y.Count) - golden;
            (Math.Abs(u.Statistic!.Value - golden) < 1e-9 || Math.Abs(u.Statistic.Value - other) < 1e-9).ShouldBeTrue($"{name} U {u.Statistic} {golden}");
            Near.Relative(u.PValue!.Value, Get(test, "mannwhitney", "p"), 1e-6, 1e-9, name);
            if (Has(test, "cvm", "T"))
            {
                var cvm = Comparison.Of(DriftMethod.CramerVonMises, x, y);
                Near.Relative(cvm.Statistic!.Value, Get(test, "cvm", "T"), 1e-9, 1e-12, name);
                var exact = Math.Max(x.Count, y.Count) <= 20 && Has(test, "cvm", "p_exact");
                Near.Relative(cvm.PValue!.Value, Get(test, "cvm", exact ? "p_exact" : "p_asymp"), 1e-6, 1e-7, name);
                Near.Relative(RankTests.CramerVonMisesAsymptotic(cvm.Statistic.Value, x.Count, y.Count), Get(test, "cvm", "p_asymp"), 1e-6, 1e-7, name);
            }
            if (Has(test, "anderson_ksamp", "stat"))
            {
                Near.Relative(Comparison.Of(DriftMethod.AndersonDarling, x, y).Statistic!.Value, Get(test, "anderson_ksamp", "stat"), 1e-9, 1e-12, name);
            }
        }
    }

    [Fact]
    public void Contingency_tables_agree_with_scipy()
    {
        using var json = Json("streams", "static_tests.json");
        foreach (var test in json.RootElement.GetProperty("chi2_contingency").EnumerateArray())
        {
            var rows = test.GetProperty("table").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt64()).ToArray()).ToArray();
            if (rows.Length != 2 && rows[0].Length == 2)
                rows = [rows.Select(r => r[0]).ToArray(), rows.Select(r => r[1]).ToArray()];
            if (rows.Length != 2)
                continue;
            var (a, b) = (Sample(rows[0]), Sample(rows[1]));
            var chi2 = Comparison.Of(DriftMethod.Chi2, a, b);
            var name = test.GetProperty("name").GetString();
            Near.Relative(chi2.Statistic!.Value, test.GetProperty("chi2").GetDouble(), 1e-9, 1e-12, name);
            Near.Relative(chi2.PValue!.Value, test.GetProperty("p").GetDouble(), 1e-6, 1e-12, name);
            chi2.Dof.ShouldBe(test.GetProperty("dof").GetInt32());
            var table = TableTest.Of(rows[0], rows[1], DriftOptions.Default)!;
            Near.Relative(table.CramersV, test.GetProperty("cramers_v").GetDouble(), 1e-9, 1e-12, name);
            if (test.TryGetProperty("g_test", out var g) && g.ValueKind == JsonValueKind.Number)
            {
                var likelihood = Comparison.Of(DriftMethod.GTest, a, b);
                Near.Relative(likelihood.Statistic!.Value, g.GetDouble(), 1e-9, 1e-12, name);
                Near.Relative(likelihood.PValue!.Value, test.GetProperty("g_p").GetDouble(), 1e-6, 1e-12, name);
            }
        }
        foreach (var test in json.RootElement.GetProperty("fisher_exact").EnumerateArray())
        {
            var t = test.GetProperty("table_[[test1,ref1],[test0,ref0]]").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt64()).ToArray()).ToArray();
            Near.Relative(FisherExact.TwoSided(t[0][0], t[0][0] + t[1][0], t[0][1], t[0][1] + t[1][1]), test.GetProperty("p_two-sided").GetDouble(), 1e-9, 1e-12);
        }
    }

    [Fact]
    public void Corrections_agree_with_statsmodels()
    {
        using var json = Json("streams", "static_tests.json");
        foreach (var test in json.RootElement.GetProperty("multiple_testing").EnumerateArray())
        {
            var p = Numbers(test.GetProperty("p"));
            foreach (var (correction, name) in new[] { (Correction.Bonferroni, "bonferroni_adj"), (Correction.Holm, "holm_adj"), (Correction.BenjaminiHochberg, "bh_adj") })
            {
                foreach (var (actual, expected) in MultipleTesting.Adjust(p, correction).Zip(Numbers(test.GetProperty(name))))
                    Near.Relative(actual, expected, 1e-12, 1e-15, name);
            }
        }
    }

    [Fact]
    public void Chi_square_of_the_psi_table_agrees_with_the_formulas_file()
    {
        using var json = Json("formulas", "golden.json");
        var psi = json.RootElement.GetProperty("psi");
        var a = psi.GetProperty("base").EnumerateArray().Select(v => v.GetInt64()).ToArray();
        var b = psi.GetProperty("actual").EnumerateArray().Select(v => v.GetInt64()).ToArray();
        Near.Relative(Comparison.Of(DriftMethod.Psi, Sample(a), Sample(b)).Statistic!.Value, psi.GetProperty("psi").GetDouble(), 1e-9);
        var chi2 = Comparison.Of(DriftMethod.Chi2, Sample(a), Sample(b));
        Near.Relative(chi2.Statistic!.Value, psi.GetProperty("chi2_homogeneity").GetDouble(), 1e-9);
        Near.Relative(chi2.PValue!.Value, psi.GetProperty("chi2_homogeneity_p").GetDouble(), 1e-9);
        var welch = json.RootElement.GetProperty("welch");
        var t = Comparison.Of(DriftMethod.TTest, Numbers(welch.GetProperty("a")), Numbers(welch.GetProperty("b")));
        Near.Relative(t.Statistic!.Value, welch.GetProperty("t").GetDouble(), 1e-9);
        Near.Relative(t.Dof!.Value, welch.GetProperty("df").GetDouble(), 1e-9);
        Near.Relative(t.PValue!.Value, welch.GetProperty("p").GetDouble(), 1e-8);
    }

    [Fact]
    public void Numeric_cases_of_evidently_agree_where_its_definition_is_the_same()
    {
        var compared = 0;
        foreach (var file in Directory.GetFiles(SharedFolder.Require("golden", "evidently"), "num_*.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var root = json.RootElement;
            var reference = NumericSample.From(Finite(root.GetProperty("reference")));
            var current = NumericSample.From(Finite(root.GetProperty("current")));
            var results = root.GetProperty("results");
            if (results.TryGetProperty("wasserstein", out var w) && w.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number)
            {
                var deviation = Math.Sqrt(reference.Moments.SquaredDeviations / reference.Count);
                var statistic = Comparison.Of(DriftMethod.Wasserstein, reference, current).Statistic!.Value;
                Near.Relative(statistic / Math.Max(deviation, 0.001), score.GetDouble(), 1e-9, 1e-12, file);
                compared++;
            }
            if (results.TryGetProperty("cramer_von_mises", out var cvm) && cvm.TryGetProperty("score", out score) && score.ValueKind == JsonValueKind.Number && Math.Max(reference.Count, current.Count) > 20)
            {
                Near.Relative(Comparison.Of(DriftMethod.CramerVonMises, reference, current).PValue!.Value, score.GetDouble(), 1e-5, 1e-7, file);
                compared++;
            }
        }
        compared.ShouldBeGreaterThan(10);
    }

    private static CategoricalSample Sample(long[] counts) =>
        new(counts.Select((c, i) => (Name: $"level {i:00}", Count: c)).Where(c => c.Count > 0).ToDictionary(c => c.Name, c => c.Count), 0);

    private static JsonDocument Json(params string[] parts) => JsonDocument.Parse(File.ReadAllText(SharedFolder.Require(["golden", .. parts])));

    private static bool Has(JsonElement test, string group, string name) =>
        test.TryGetProperty(group, out var g) && g.ValueKind == JsonValueKind.Object && g.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number;

    private static double Get(JsonElement test, string group, string name) => test.GetProperty(group).GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement list) => list.EnumerateArray().Select(v => v.GetDouble()).ToArray();

    private static double[] Finite(JsonElement list) =>
        list.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble()).ToArray();
}
