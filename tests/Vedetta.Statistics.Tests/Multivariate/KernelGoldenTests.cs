using System.Text.Json;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Tests.Multivariate;

/// <summary>Squared maximum mean discrepancy, bandwidth and permutation counts against the golden file.</summary>
public class KernelGoldenTests
{
    [Fact]
    public void Statistic_bandwidth_and_permutations_are_those_of_the_golden_file()
    {
        using var json = StaticGolden.Open();
        foreach (var test in json.RootElement.GetProperty("mmd").EnumerateArray())
        {
            var name = test.GetProperty("name").GetString();
            var (x, y) = (test.GetProperty("x").Rows(), test.GetProperty("y").Rows());
            var (width, rows) = (x[0].Length, x.Length + y.Length);
            double[] points = [.. x.Concat(y).SelectMany(r => r)];
            var sigma = KernelComparison.Bandwidth(points, width, [.. Enumerable.Range(0, x.Length)]);
            Near.Relative(sigma, test.GetProperty("sigma_median_heuristic_ref").GetDouble(), 1e-9, 0, name);

            var kernel = KernelBlock.Of(points, width, [.. Enumerable.Range(0, rows)], sigma);
            double[][] splits = [[.. Enumerable.Range(0, rows).Select(i => i < x.Length ? 1.0 : 0.0)], .. Portable(rows, x.Length, test.GetProperty("mc_permutation"))];
            var statistics = new double[splits.Length];
            kernel.Statistics(splits, statistics);
            var observed = test.GetProperty("mmd2_unbiased").GetDouble();
            Near.Relative(statistics[0], observed, 1e-9, 1e-12, name);
            var drawn = test.GetProperty("mc_permutation");
            foreach (var (actual, expected) in statistics.Skip(1).Zip(drawn.GetProperty("first5").Numbers()))
                Near.Relative(actual, expected, 1e-9, 1e-12, name);
            var asLarge = statistics.Skip(1).Count(s => s >= observed - 1e-12);
            asLarge.ShouldBe(drawn.GetProperty("count_ge").GetInt32(), name);
            Near.Relative((asLarge + 1.0) / splits.Length, drawn.GetProperty("p_plus1").GetDouble(), 1e-12);

            if (test.TryGetProperty("exact_permutation", out var exact))
            {
                var all = EverySplit(rows, x.Length).ToArray();
                all.Length.ShouldBe(exact.GetProperty("splits").GetInt32());
                var values = new double[all.Length];
                kernel.Statistics(all, values);
                values.Count(v => v >= observed - 1e-12).ShouldBe(exact.GetProperty("count_ge").GetInt32(), name);
            }
        }
    }

    /// <summary>The file's permutations: splitmix64, Fisher-Yates from the end, the first n of the order are the reference.</summary>
    private static IEnumerable<double[]> Portable(int rows, int reference, JsonElement drawn)
    {
        var state = drawn.GetProperty("seed").GetUInt64();
        for (var draw = 0; draw < drawn.GetProperty("B").GetInt32(); draw++)
        {
            var order = Enumerable.Range(0, rows).ToArray();
            for (var i = rows - 1; i > 0; i--)
            {
                var j = (int)(Next(ref state) % (ulong)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            var split = new double[rows];
            foreach (var row in order.Take(reference))
                split[row] = 1;
            yield return split;
        }
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static IEnumerable<double[]> EverySplit(int rows, int reference)
    {
        for (var mask = 0; mask < 1 << rows; mask++)
        {
            if (int.PopCount(mask) == reference)
                yield return [.. Enumerable.Range(0, rows).Select(i => (mask >> i) & 1).Select(bit => (double)bit)];
        }
    }
}
