using System.Text.Json;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Statistics.Tests.Drift.Compat;

/// <summary>Every number of golden/evidently that its random generator does not decide.</summary>
public class EvidentlyGoldenTests
{
    public static TheoryData<string> Cases => EvidentlyCase.All();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_thresholds_and_decisions_are_those_of_evidently(string name)
    {
        var golden = EvidentlyCase.Read(name);
        foreach (var (test, expected) in golden.Results)
        {
            // The random p of the kernel is compared where it is cheap; its value is, in every case, among the values behind the scores.
            if (IsNoise(name, test) || (test == "empirical_mmd" && golden.Numbers("reference").Length > 600))
                continue;
            var actual = Compare(golden, EvidentlyCase.MethodOf(test));
            var what = $"{name} {test}";
            if (expected.TryGetProperty("error", out _))
            {
                actual.Facts.UndecidedReason.ShouldNotBeNull(what);
                actual.Judged("x").Verdict.ShouldBeOfType<Verdict.Undecided>(what);
                continue;
            }
            actual.Facts.UndecidedReason.ShouldBeNull(what);
            actual.Threshold.ShouldBe(expected.GetProperty("threshold").GetDouble(), what);
            var score = EvidentlyCase.Number(expected.GetProperty("score"));
            if (test is "TVD" or "empirical_mmd")
            {
                // 1,000 and 100 random splits on both sides of the comparison.
                var draws = test == "TVD" ? 1000 : 100;
                actual.Score!.Value.ShouldBe(score, (4 * Math.Sqrt(2 * Math.Max(score * (1 - score), 0.25 / draws) / draws)) + 1e-9, what);
                continue;
            }
            if (double.IsNaN(score))
                actual.Score.ShouldBeNull(what);
            else if (actual.ByPValue)
                Near.Relative(actual.Score!.Value, score, 1e-9, 1e-6, what);
            else
                Near.Relative(actual.Score!.Value, score, 1e-9, 1e-12, what);
            actual.Drifted.ShouldBe(expected.GetProperty("drifted").GetBoolean(), what);
            actual.Judged("x").Verdict.IsAlarm.ShouldBe(actual.Drifted!.Value, what);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Default_test_is_the_one_evidently_chooses(string name)
    {
        var golden = EvidentlyCase.Read(name);
        var actual = Compare(golden, DriftMethod.Auto);
        actual.Facts.Method.ShouldBe(EvidentlyCase.MethodOf(golden.Default.GetProperty("method").GetString()!));
        Near.Relative(actual.Score!.Value, golden.Default.GetProperty("score").GetDouble(), 1e-9, actual.ByPValue ? 1e-6 : 1e-12, name);
        actual.Drifted.ShouldBe(golden.Default.GetProperty("drifted").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_behind_the_scores_agree(string name)
    {
        var golden = EvidentlyCase.Read(name);
        foreach (var property in golden.Extra.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("error", out _))
                continue;
            if (IsNoise(name, property.Name))
                continue;
            Check(golden, property.Name, property.Value, $"{name} {property.Name}");
        }
    }

    [Fact]
    public void Epps_singleton_of_a_binary_column_has_rank_one_and_the_p_of_two_shares()
    {
        var golden = EvidentlyCase.Read("num_binary_500");
        var test = Compare(golden, DriftMethod.EppsSingleton);
        Near.Relative(test.Score!.Value, Compare(golden, DriftMethod.ZTest).Score!.Value, 2e-3, 0);
    }

    /// <summary>
    /// Four features of two values have a covariance of rank one. NumPy's pseudo-inverse keeps an eigenvalue of pure
    /// rounding there (p 0.566 where the shares say 0.285), which no other arithmetic can repeat.
    /// </summary>
    private static bool IsNoise(string name, string test) => name == "num_binary_500" && (test is "es" or "es_W");

    private static void Check(EvidentlyCase golden, string property, JsonElement expected, string what)
    {
        switch (property)
        {
            case "binned":
                EvidentlyExtras.CheckBins(golden, expected, what);
                break;
            case "ks_D":
                Statistic(golden, DriftMethod.Ks, expected, what);
                break;
            case "cvm_T":
                Statistic(golden, DriftMethod.CramerVonMises, expected, what);
                break;
            case "es_W":
                Statistic(golden, DriftMethod.EppsSingleton, expected, what);
                break;
            case "mwu_U_ref":
                Statistic(golden, DriftMethod.MannWhitney, expected, what);
                break;
            case "t_stat":
                Statistic(golden, DriftMethod.TTest, expected, what);
                break;
            case "tvd":
                Statistic(golden, DriftMethod.Tvd, expected, what);
                break;
            case "chi2_stat":
                Statistic(golden, DriftMethod.Chi2, expected, what);
                break;
            default:
                EvidentlyExtras.Check(golden, property, expected, what);
                break;
        }
    }

    private static void Statistic(EvidentlyCase golden, DriftMethod method, JsonElement expected, string what)
    {
        var value = EvidentlyCase.Number(expected);
        var statistic = Compare(golden, method).Facts.Statistic;
        if (double.IsFinite(value))
            Near.Relative(statistic.ShouldNotBeNull(what), value, 1e-9, 1e-9, what);
        else
            statistic.ShouldBeNull(what);
    }

    private static CompatColumn Compare(EvidentlyCase golden, DriftMethod method) => golden.Numeric
        ? EvidentlyDrift.Compare(golden.Numbers("reference"), golden.Numbers("current"), method)
        : EvidentlyDrift.Compare(golden.Categories("reference"), golden.Categories("current"), method);
}
