using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Check values and sizes of the recommended verdict.</summary>
public class RecipeTests
{
    [Fact]
    public void Sigma_of_Anderson_Darling_has_the_published_values()
    {
        AndersonDarling.Sigma(500, 50).ShouldBe(0.7598678760, 5e-11);
        AndersonDarling.Sigma(5000, 200).ShouldBe(0.7614918732, 5e-11);
        AndersonDarling.Sigma(50_000_000, 10_000).ShouldBe(0.7614, 1e-4);
    }

    [Fact]
    public void Gamma_matched_p_has_the_exact_mean_and_variance_of_permutations()
    {
        // Mean and variance of X2 over random splits of fixed pooled counts.
        long[] pooled = [40, 25, 12, 6, 3, 2];
        var random = new SeededRandom(5);
        double sum = 0, squares = 0;
        const int draws = 40_000;
        for (var i = 0; i < draws; i++)
        {
            long left = 88, toDraw = 20;
            double x2 = 0;
            foreach (var t in pooled)
            {
                var o = Hypergeometric.Draw(ref random, t, left, toDraw);
                var share = 20.0 / 88;
                x2 += (o - (t * share)) * (o - (t * share)) / (t * share * (1 - share));
                left -= t;
                toDraw -= o;
            }
            sum += x2;
            squares += x2 * x2;
        }
        var mean = sum / draws;
        mean.ShouldBe(88.0 * 5 / 87, 0.05);
        (squares / draws - mean * mean).ShouldBe(9.3, 0.6);
    }

    [Theory]
    [InlineData("normal", 5000, 200)]
    [InlineData("normal", 500, 50)]
    [InlineData("zero-inflated", 5000, 200)]
    [InlineData("lognormal", 5000, 1000)]
    public void Default_verdict_on_numbers_without_change_alarms_about_one_time_in_a_hundred(string distribution, int n, int m)
    {
        const int repetitions = 1000;
        var random = new Random(17);
        var alarms = 0;
        for (var i = 0; i < repetitions; i++)
            alarms += DriftJudge.Judge("x", Comparison.Of(DriftMethod.Auto, Draw(random, distribution, n), Draw(random, distribution, m))).Verdict.IsAlarm ? 1 : 0;
        // 1 % of 1,000 has standard deviation 3.1; 22 is beyond four of them.
        alarms.ShouldBeLessThanOrEqualTo(22);
    }

    [Theory]
    [InlineData(5, false, 500, 50)]
    [InlineData(100, true, 5000, 50)]
    [InlineData(100, false, 500, 200)]
    public void Default_verdict_on_categories_without_change_alarms_about_one_time_in_a_hundred(int levels, bool zipf, int n, int m)
    {
        const int repetitions = 1000;
        var random = new Random(18);
        var shares = Enumerable.Range(1, levels).Select(k => zipf ? 1.0 / k : 1).ToArray();
        var cumulative = new double[levels];
        double running = 0;
        for (var i = 0; i < levels; i++)
            cumulative[i] = running += shares[i] / shares.Sum();
        var alarms = 0;
        var significant = 0;
        for (var i = 0; i < repetitions; i++)
        {
            var result = Comparison.Of(DriftMethod.Auto, Draw(n), Draw(m));
            significant += result.PValue <= 0.01 ? 1 : 0;
            alarms += DriftJudge.Judge("x", result).Verdict.IsAlarm ? 1 : 0;
        }
        significant.ShouldBeInRange(1, 22);
        alarms.ShouldBeLessThanOrEqualTo(22);

        CategoricalSample Draw(int rows)
        {
            var counts = new Dictionary<string, long>();
            for (var i = 0; i < rows; i++)
            {
                var at = Array.BinarySearch(cumulative, random.NextDouble());
                var level = $"{Math.Min(levels - 1, at < 0 ? ~at : at)}";
                counts[level] = counts.GetValueOrDefault(level) + 1;
            }
            return new CategoricalSample(counts, 0);
        }
    }

    [Fact]
    public void Default_verdict_finds_a_fifth_of_a_deviation_with_a_thousand_rows_from_rows_and_profiles()
    {
        var random = new Random(19);
        var rows = 0;
        var profiles = 0;
        for (var i = 0; i < 100; i++)
        {
            var reference = Draw(random, "normal", 5000);
            var current = Draw(random, "normal", 1000).Select(x => x + 0.2).ToArray();
            rows += DriftJudge.Judge("x", Comparison.Of(DriftMethod.Auto, reference, current)).Verdict.IsAlarm ? 1 : 0;
            var grid = NumericGrid.FromReference(reference);
            var (a, b) = (new NumericProfile(grid), new NumericProfile(grid));
            a.Add(reference);
            b.Add(current);
            profiles += DriftJudge.Judge("x", Comparison.Of(DriftMethod.Auto, a, b)).Verdict.IsAlarm ? 1 : 0;
        }
        rows.ShouldBeGreaterThanOrEqualTo(94);
        profiles.ShouldBeGreaterThanOrEqualTo(94);
    }

    [Fact]
    public void Profiles_bound_KS_and_Wasserstein_of_the_rows()
    {
        var random = new Random(20);
        foreach (var distribution in new[] { "normal", "lognormal", "zero-inflated" })
        {
            for (var shift = 0; shift < 4; shift++)
            {
                var reference = Draw(random, distribution, 20_000);
                var current = Draw(random, distribution, 3000).Select(x => x * (1 + (0.1 * shift))).ToArray();
                var grid = NumericGrid.FromReference(reference);
                var (a, b) = (new NumericProfile(grid), new NumericProfile(grid));
                a.Add(reference);
                b.Add(current);
                var ks = Comparison.Of(DriftMethod.Ks, reference, current).Statistic!.Value;
                var bound = Comparison.Of(DriftMethod.Ks, a, b);
                ks.ShouldBeInRange(bound.BoundLow!.Value - 1e-12, bound.BoundHigh!.Value + 1e-12);
                (bound.BoundHigh.Value - bound.BoundLow.Value).ShouldBeLessThanOrEqualTo((1.0 / 256) + (1.0 / 20_000));
                var w = Comparison.Of(DriftMethod.Wasserstein, reference, current).Statistic!.Value;
                var range = Comparison.Of(DriftMethod.Wasserstein, a, b);
                w.ShouldBeInRange(range.BoundLow!.Value - 1e-9, range.BoundHigh!.Value + 1e-9);
            }
        }
    }

    [Fact]
    public void Kolmogorov_distribution_is_continuous_where_its_methods_meet()
    {
        // Values of scipy.stats.kstwo.sf to check each region are part of the truth files; here the seams.
        foreach (var n in new long[] { 100, 141, 5000 })
        {
            double previous = 1;
            for (var z = 0.4; z < 6; z += 0.02)
            {
                var p = KolmogorovDistribution.Survival(n, z / Math.Sqrt(n));
                p.ShouldBeLessThanOrEqualTo(previous + 1e-9, $"n {n} z {z}");
                previous = p;
            }
        }
    }

    private static double[] Draw(Random random, string distribution, int n) => Samples.Fill(n, () => distribution switch
    {
        "normal" => Samples.Gauss(random),
        "lognormal" => Math.Exp(Samples.Gauss(random)),
        _ => random.NextDouble() < 0.7 ? 0 : Math.Exp(Samples.Gauss(random)),
    });
}
