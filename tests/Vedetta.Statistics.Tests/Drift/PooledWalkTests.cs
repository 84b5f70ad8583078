using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift;

public sealed class PooledWalkTests
{
    [Theory]
    [InlineData(5_000, 5_000)]
    [InlineData(4_097, 9_001)]
    [InlineData(20_000, 4_100)]
    public void Walk_over_blocks_gives_the_sums_of_a_walk_over_single_steps(int n, int m)
    {
        var (a, b) = (Normal(n, 1, 0), Normal(m, 2, 0.2));
        var walk = PooledWalk.Over(a, b);
        walk.Ties.ShouldBeFalse();
        (walk.Ordered / n / m).ShouldBe(AndersonDarling.Statistic(new ValueSteps(new(a, []), new(b, []), []), n, m, midranks: false), 1e-9);
        walk.Wasserstein.ShouldBe(Slow(a, b), 1e-12);
    }

    [Fact]
    public void Walk_tells_of_ties_within_a_side_across_sides_and_across_blocks()
    {
        var a = Enumerable.Range(0, 6_000).Select(i => (double)i).ToArray();
        var b = Enumerable.Range(0, 6_000).Select(i => i + 0.5).ToArray();
        PooledWalk.Over(a, b).Ties.ShouldBeFalse();
        foreach (var at in (int[])[1, 1_023, 1_024, 1_025, 5_999])
        {
            var within = (double[])a.Clone();
            within[at] = within[at - 1];
            PooledWalk.Over(within, b).Ties.ShouldBeTrue($"reference value {at} repeats");
            var across = (double[])b.Clone();
            across[at] = a[at];
            PooledWalk.Over(a, across).Ties.ShouldBeTrue($"current value {at} is a reference value");
        }
    }

    [Fact]
    public void Sample_that_takes_an_array_is_the_sample_of_its_values()
    {
        double[] values = [3, double.NaN, -0.0, double.PositiveInfinity, 1, double.NaN, double.NegativeInfinity, .. Normal(3_000, 3, 1)];
        var copied = NumericSample.From(values);
        var taken = NumericSample.Taking((double[])values.Clone());
        (taken.Rows, taken.Missing, taken.Min, taken.Max).ShouldBe((copied.Rows, copied.Missing, copied.Min, copied.Max));
        taken.Moments.Mean.ShouldBe(copied.Moments.Mean, 1e-15);
        taken.Moments.Count.ShouldBe(3_003);
        taken.Sorted.ToArray().ShouldBe(copied.Sorted.ToArray());
        taken.Sorted.ToArray().ShouldNotContain(v => v == 0 && double.IsNegative(v));
    }

    private static double[] Normal(int count, int seed, double mean)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = mean + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        Array.Sort(values);
        return values;
    }

    private static double Slow(double[] a, double[] b)
    {
        var all = a.Concat(b).Order().ToArray();
        double sum = 0;
        for (var i = 1; i < all.Length; i++)
            sum += Math.Abs(((double)SortedSearch.CountUpTo(a, all[i - 1]) / a.Length) - ((double)SortedSearch.CountUpTo(b, all[i - 1]) / b.Length)) * (all[i] - all[i - 1]);
        return sum;
    }
}
