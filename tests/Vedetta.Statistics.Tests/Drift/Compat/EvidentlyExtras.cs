using System.Text.Json;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Statistics.Tests.Drift.Compat;

/// <summary>The values of golden/evidently that no result carries: bins, raw distances, both-sided p-values.</summary>
internal static class EvidentlyExtras
{
    public static void Check(EvidentlyCase golden, string property, JsonElement expected, string what)
    {
        var (reference, current) = (Sorted(golden, "reference"), Sorted(golden, "current"));
        switch (property)
        {
            case "wasserstein_raw":
                Near.Relative(Comparison.Of(DriftMethod.Wasserstein, reference, current).Statistic!.Value, expected.GetDouble(), 1e-9, 1e-12, what);
                break;
            case "ref_std_ddof0":
                Near.Relative(Math.Sqrt(NumericSample.From(reference).Moments.SquaredDeviations / reference.Length), expected.GetDouble(), 1e-9, 1e-12, what);
                break;
            case "ad":
                var anderson = EvidentlyDrift.Compare(reference, current, DriftMethod.AndersonDarling);
                Near.Relative(anderson.Facts.Statistic!.Value, expected[0].GetDouble(), 1e-9, 1e-12, what);
                foreach (var (critical, given) in EvidentlyNumbers.AndersonCritical.Zip(expected[1].EnumerateArray()))
                    Near.Relative(critical, given.GetDouble(), 1e-12, 0, what);
                Near.Relative(anderson.Score!.Value, expected[2].GetDouble(), 1e-9, 0, what);
                break;
            case "mwu_p_two_sided":
                Near.Relative(Comparison.Of(DriftMethod.MannWhitney, reference, current).PValue!.Value, expected.GetDouble(), 1e-9, 1e-9, what);
                break;
            case "mmd":
                var kernel = EvidentlyKernel.Of(reference, current, 1, draws: 0);
                Near.Relative(kernel.Value, expected.GetProperty("mmd").GetDouble(), 1e-9, 1e-12, what);
                Near.Relative(kernel.Sigma, expected.GetProperty("sigma").GetDouble(), 1e-12, 0, what);
                break;
            case "hellinger_bins":
                var values = ValueTable.Of(reference, current).Levels;
                values.ShouldBe(expected.GetProperty("n_unique").GetInt32(), what);
                var edges = EqualBins.Sturges(Math.Min(reference[0], current[0]), Math.Max(reference[^1], current[^1]), values);
                (edges.Length - 1).ShouldBe(expected.GetProperty("n_bins").GetInt32(), what);
                break;
            default:
                throw new InvalidOperationException($"{what} is not compared; the file has something new.");
        }
    }

    public static void CheckBins(EvidentlyCase golden, JsonElement expected, string what)
    {
        var table = golden.Numeric ? ValueTable.Of(Sorted(golden, "reference"), Sorted(golden, "current")) : ValueTable.Of(golden.Categories("reference"), golden.Categories("current"));
        var bins = golden.Numeric ? EvidentlyBins.Of(Sorted(golden, "reference"), Sorted(golden, "current")) : EvidentlyBins.Of(table);
        bins.ByValue.ShouldBe(expected.GetProperty("mode").GetString() == "values", what);
        bins.Reference.Length.ShouldBe(expected.GetProperty("n_bins").GetInt32(), what);
        if (!bins.ByValue)
        {
            bins.Edges[0].ShouldBe(expected.GetProperty("edges_first").GetDouble(), what);
            bins.Edges[^1].ShouldBe(expected.GetProperty("edges_last").GetDouble(), what);
        }
        List(expected, "ref_share", bins.Reference, what);
        List(expected, "cur_share", bins.Current, what);
        List(expected, "ref_count", Array.ConvertAll(table.Reference, c => (double)c), what);
        List(expected, "cur_count", Array.ConvertAll(table.Current, c => (double)c), what);
    }

    private static void List(JsonElement owner, string name, double[] actual, string what)
    {
        if (!owner.TryGetProperty(name, out var list))
            return;
        list.GetArrayLength().ShouldBe(actual.Length, what);
        foreach (var (value, expected) in actual.Zip(list.EnumerateArray()))
            Near.Relative(value, expected.GetDouble(), 1e-12, 1e-15, $"{what} {name}");
    }

    private static double[] Sorted(EvidentlyCase golden, string side) => [.. golden.Numbers(side).Where(double.IsFinite).Order()];
}
