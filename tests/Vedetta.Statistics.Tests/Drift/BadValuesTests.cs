using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Every method on every kind of bad column: a verdict with a reason, never an exception, never NaN.</summary>
public class BadValuesTests
{
    private const double Inf = double.PositiveInfinity;

    private static readonly double[] Some = Samples.Normal(150, 1);
    private static readonly double[] Same = Samples.Normal(120, 2);

    private static readonly (string Name, double[] Reference, double[] Current, VerdictKind[] Allowed)[] Numbers =
    [
        ("empty reference", [], Same, [VerdictKind.Undecided]),
        ("empty current side", Some, [], [VerdictKind.Undecided]),
        ("both empty", [], [], [VerdictKind.Undecided]),
        ("one row now", Some, [0.3], [VerdictKind.Undecided]),
        ("one row in the reference", [0.3], Same, [VerdictKind.Undecided]),
        ("all missing on both sides", Missing(150), Missing(120), [VerdictKind.Healthy, VerdictKind.Undecided]),
        ("all missing now", Some, Missing(120), [VerdictKind.Critical, VerdictKind.Warning]),
        ("all missing in the reference", Missing(150), Same, [VerdictKind.Critical, VerdictKind.Warning]),
        ("constant and equal", Repeat(7, 150), Repeat(7, 120), [VerdictKind.Healthy]),
        ("constant and different", Repeat(7, 150), Repeat(8, 120), [VerdictKind.Critical]),
        ("constant in the reference only", Repeat(0, 150), Same, [VerdictKind.Critical]),
        ("constant now only", Some, Repeat(0, 120), [VerdictKind.Critical]),
        ("a few infinities on both sides", [.. Some, Inf, -Inf], [.. Same, Inf, -Inf], [VerdictKind.Healthy]),
        ("infinities only, equal", Repeat(Inf, 150), Repeat(Inf, 120), [VerdictKind.Healthy, VerdictKind.Undecided]),
        ("infinities only now", Some, Repeat(Inf, 120), [VerdictKind.Critical, VerdictKind.Undecided]),
        ("NaN among numbers on both sides", [.. Some, double.NaN], [.. Same, double.NaN], [VerdictKind.Healthy]),
        ("huge numbers", Array.ConvertAll(Some, v => v * 1e300), Array.ConvertAll(Same, v => v * 1e300), [VerdictKind.Healthy, VerdictKind.Undecided]),
        ("tiny numbers", Array.ConvertAll(Some, v => v * 1e-120), Array.ConvertAll(Same, v => v * 1e-120), [VerdictKind.Healthy, VerdictKind.Undecided]),
        ("two values", Array.ConvertAll(Some, v => v > 0 ? 1.0 : 0), Array.ConvertAll(Same, v => v > 0 ? 1.0 : 0), [VerdictKind.Healthy]),
    ];

    private static readonly (string Name, string?[] Reference, string?[] Current, VerdictKind[] Allowed)[] Texts =
    [
        ("empty reference", [], Letters(120), [VerdictKind.Undecided]),
        ("empty current side", Letters(150), [], [VerdictKind.Undecided]),
        ("both empty", [], [], [VerdictKind.Undecided]),
        ("one row now", Letters(150), ["a"], [VerdictKind.Undecided]),
        ("all missing on both sides", new string?[150], new string?[120], [VerdictKind.Healthy]),
        ("all missing now", Letters(150), new string?[120], [VerdictKind.Critical, VerdictKind.Warning]),
        ("one level on both sides", Array.ConvertAll(Letters(150), _ => "a"), Array.ConvertAll(Letters(120), _ => "a"), [VerdictKind.Healthy]),
        ("another level", Array.ConvertAll(Letters(150), _ => "a"), Array.ConvertAll(Letters(120), _ => "b"), [VerdictKind.Critical]),
        ("every row its own level", Enumerable.Range(0, 150).Select(i => $"r{i}").ToArray(), Enumerable.Range(0, 120).Select(i => $"c{i}").ToArray(), [VerdictKind.Healthy, VerdictKind.Warning, VerdictKind.Critical]),
        ("the same shares", Letters(150), Letters(150), [VerdictKind.Healthy]),
    ];

    public static TheoryData<string, DriftMethod> NumericSituations =>
        Cross(Numbers.Select(n => n.Name), DriftMethods.Available.Where(DriftMethods.TakesNumeric));

    public static TheoryData<string, DriftMethod> CategoricalSituations =>
        Cross(Texts.Select(t => t.Name), DriftMethods.Available.Where(DriftMethods.TakesCategorical));

    [Theory]
    [MemberData(nameof(NumericSituations))]
    public void Numeric_column_gets_a_verdict_from_rows_and_from_profiles(string situation, DriftMethod method)
    {
        var (_, reference, current, allowed) = Numbers.Single(n => n.Name == situation);
        var grid = NumericGrid.FromReference(reference);
        foreach (var result in (DriftResult[])[Comparison.Of(method, reference, current), Comparison.Of(method, Profile(grid, reference), Profile(grid, current))])
        {
            var judged = DriftJudge.Judge("x", result);
            allowed.ShouldContain(judged.Verdict.Kind, $"{method}: {judged.Verdict}");
            ShouldBeNumbers(judged);
            result.ReferenceInfinities.ShouldBe(reference.LongCount(double.IsInfinity));
            result.CurrentMissing.ShouldBe(current.LongCount(double.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(CategoricalSituations))]
    public void Categorical_column_gets_a_verdict(string situation, DriftMethod method)
    {
        var (_, reference, current, allowed) = Texts.Single(t => t.Name == situation);
        var judged = DriftJudge.Judge("x", Comparison.Of(method, CategoricalSample.From(reference), CategoricalSample.From(current)));
        allowed.ShouldContain(judged.Verdict.Kind, $"{method}: {judged.Verdict}");
        ShouldBeNumbers(judged);
    }

    [Theory]
    [MemberData(nameof(NumericSituations))]
    public void Other_tools_definitions_give_a_verdict_too(string situation, DriftMethod method)
    {
        var (_, reference, current, _) = Numbers.Single(n => n.Name == situation);
        ShouldBeNumbers(EvidentlyDrift.Compare(reference, current, method).Judged("x"));
        ShouldBeNumbers(NannyMlDrift.Compare(reference, current, method).Judged("x"));
    }

    [Theory]
    [MemberData(nameof(CategoricalSituations))]
    public void Other_tools_definitions_give_a_verdict_on_categories_too(string situation, DriftMethod method)
    {
        var (_, reference, current, _) = Texts.Single(t => t.Name == situation);
        ShouldBeNumbers(EvidentlyDrift.Compare(CategoricalSample.From(reference), CategoricalSample.From(current), method).Judged("x"));
        ShouldBeNumbers(NannyMlDrift.Compare(reference, current, method).Judged("x"));
    }

    private static void ShouldBeNumbers(JudgedColumn judged)
    {
        var result = judged.Result;
        double?[] numbers = [result.Statistic, result.PValue, result.JudgedPValue, result.Low, result.High, result.Dof, judged.AdjustedPValue, judged.Excess, .. result.Effects.Select(e => (double?)e.Value)];
        numbers.ShouldAllBe(n => n == null || !double.IsNaN(n.Value));
        foreach (var p in (double?[])[result.PValue, result.JudgedPValue, judged.AdjustedPValue])
            (p is null or (>= 0 and <= 1)).ShouldBeTrue($"p {p}");
        if (judged.Verdict is Verdict.Undecided undecided)
            undecided.Reason.ShouldNotBeNullOrEmpty();
    }

    private static double[] Missing(int n) => Enumerable.Repeat(NumericValue.Missing, n).ToArray();

    private static double[] Repeat(double value, int n) => Enumerable.Repeat(value, n).ToArray();

    private static string?[] Letters(int n) => Enumerable.Range(0, n).Select(i => (string?)("abcd"[i % 4]).ToString()).ToArray();

    private static NumericProfile Profile(NumericGrid grid, double[] values)
    {
        var profile = new NumericProfile(grid);
        profile.Add(values);
        return profile;
    }

    private static TheoryData<string, DriftMethod> Cross(IEnumerable<string> situations, IEnumerable<DriftMethod> methods)
    {
        var data = new TheoryData<string, DriftMethod>();
        foreach (var method in methods)
        {
            foreach (var situation in situations)
                data.Add(situation, method);
        }
        return data;
    }
}
