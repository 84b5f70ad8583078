using System.Text.Json;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Tables, shares and corrections of golden/streams/static_tests.json beyond the two-sample tests.</summary>
public class StaticGoldenTests
{
    [Fact]
    public void Contingency_tables_with_the_correction_of_yates_agree()
    {
        var compared = 0;
        foreach (var test in Group("chi2_contingency"))
        {
            var rows = test.GetProperty("table").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt64()).ToArray()).ToArray();
            if (rows.Length != 2)
                rows = rows[0].Length == 2 ? [rows.Select(r => r[0]).ToArray(), rows.Select(r => r[1]).ToArray()] : rows;
            rows.Length.ShouldBe(2);
            var (statistic, p, dof) = ContingencyTest.Yates(rows[0], rows[1]);
            Near.Relative(statistic, test.GetProperty("chi2_default_yates_if_2x2").GetDouble(), 1e-9);
            Near.Relative(p, test.GetProperty("p_default").GetDouble(), 1e-9, 1e-6);
            dof.ShouldBe(test.GetProperty("dof").GetInt32());
            compared++;
        }
        compared.ShouldBe(5);
    }

    [Fact]
    public void Goodness_of_fit_agrees()
    {
        foreach (var test in Group("chisquare_gof"))
        {
            var table = new ValueTable(Longs(test.GetProperty("exp")), Longs(test.GetProperty("obs")));
            var score = EvidentlyTables.Compare(DriftMethod.Chi2, table, 1);
            if (test.GetProperty("chi2").ValueKind == JsonValueKind.Number)
                Near.Relative(score.Statistic!.Value, test.GetProperty("chi2").GetDouble(), 1e-9);
            Near.Relative(score.Score, test.GetProperty("p").GetDouble(), 1e-9, 1e-6);
        }
    }

    [Fact]
    public void Fisher_agrees_on_both_sides_and_each()
    {
        foreach (var test in Group("fisher_exact"))
        {
            var t = test.GetProperty("table_[[test1,ref1],[test0,ref0]]").EnumerateArray().Select(Longs).ToArray();
            var (x1, n1, x2, n2) = (t[0][0], t[0][0] + t[1][0], t[0][1], t[0][1] + t[1][1]);
            Near.Relative(FisherExact.TwoSided(x1, n1, x2, n2), test.GetProperty("p_two-sided").GetDouble(), 1e-9, 1e-12);
            Near.Relative(FisherExact.Upper(x1, n1, x2, n2), test.GetProperty("p_greater").GetDouble(), 1e-9, 1e-12);
            Near.Relative(FisherExact.Upper(x2, n2, x1, n1), test.GetProperty("p_less").GetDouble(), 1e-9, 1e-12);
        }
    }

    [Fact]
    public void Binomial_test_and_intervals_of_a_share_agree()
    {
        foreach (var test in Group("binom_test"))
        {
            var (k, n, p) = (test.GetProperty("k").GetInt64(), test.GetProperty("n").GetInt64(), test.GetProperty("p0").GetDouble());
            Near.Relative(BinomialTest.Upper(k, n, p), test.GetProperty("p_greater").GetDouble(), 1e-9, 1e-12);
            Near.Relative(BinomialTest.TwoSided(k, n, p), test.GetProperty("p_two").GetDouble(), 1e-9, 1e-12);
            Interval(Proportion.Wilson(k, n), test.GetProperty("wilson95"));
            Interval(Proportion.ClopperPearson(k, n), test.GetProperty("clopper95"));
        }
        Should.Throw<ArgumentOutOfRangeException>(() => BinomialTest.Upper(3, 2, 0.5));
    }

    [Fact]
    public void Corrections_agree()
    {
        foreach (var test in Group("multiple_testing"))
        {
            var p = Doubles(test.GetProperty("p"));
            foreach (var (correction, name) in new[]
            {
                (Correction.Bonferroni, "bonferroni_adj"), (Correction.Holm, "holm_adj"), (Correction.BenjaminiHochberg, "bh_adj"), (Correction.BenjaminiYekutieli, "by_adj"),
            })
                All(MultipleTesting.Adjust(p, correction), test.GetProperty(name), name);
        }
        using var formulas = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "formulas", "golden.json")));
        var other = formulas.RootElement.GetProperty("multiple_testing");
        All(MultipleTesting.Adjust(Doubles(other.GetProperty("p")), Correction.BenjaminiHochberg), other.GetProperty("bh"), "bh");
        All(MultipleTesting.Adjust(Doubles(other.GetProperty("p")), Correction.Holm), other.GetProperty("holm"), "holm");
    }

    [Fact]
    public void Distances_of_whylabs_agree_with_their_floor_and_base()
    {
        const double Floor = 1e-7;
        foreach (var test in Root().GetProperty("whylabs_distances").GetProperty("cases").EnumerateArray())
        {
            var (p, q) = (Doubles(test.GetProperty("p")), Doubles(test.GetProperty("q")));
            Near.Relative(Shares.Hellinger(p, q), test.GetProperty("hellinger").GetDouble(), 1e-9, 1e-12);
            Near.Relative(Shares.Psi(Shares.Clip(p, Floor), Shares.Clip(q, Floor)), test.GetProperty("psi").GetDouble(), 1e-9, 1e-12);
            Near.Relative(Shares.JensenShannon(p, q), test.GetProperty("js_distance").GetDouble(), 1e-9, 1e-12);
            Near.Relative(Shares.Kl(Shares.Clip(p, Floor), Shares.Clip(q, Floor)), test.GetProperty("kl_p_q").GetDouble(), 1e-9, 1e-12);
        }
    }

    private static void All(double[] actual, JsonElement expected, string what)
    {
        expected.GetArrayLength().ShouldBe(actual.Length);
        foreach (var (value, golden) in actual.Zip(Doubles(expected)))
            Near.Relative(value, golden, 1e-9, 1e-15, what);
    }

    private static void Interval(Interval actual, JsonElement expected)
    {
        Near.Relative(actual.Low, expected[0].GetDouble(), 1e-9, 1e-12);
        Near.Relative(actual.High, expected[1].GetDouble(), 1e-9, 1e-12);
    }

    private static IEnumerable<JsonElement> Group(string name) => Root().GetProperty(name).EnumerateArray();

    private static JsonElement Root()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "streams", "static_tests.json")));
        return json.RootElement.Clone();
    }

    private static double[] Doubles(JsonElement list) => list.EnumerateArray().Select(v => v.GetDouble()).ToArray();

    private static long[] Longs(JsonElement list) => list.EnumerateArray().Select(v => v.GetInt64()).ToArray();
}
