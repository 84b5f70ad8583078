using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>The random splits that confirm a sparse table.</summary>
public class TableSplitTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(400)]
    public void Rows_drawn_one_by_one_and_level_by_level_have_the_same_mean_and_tail(long side)
    {
        // 20 levels: up to 320 rows of the smaller side are drawn one by one.
        var pooled = Enumerable.Range(1, 20).Select(k => 1000L / k).ToArray();
        var splits = new RandomSplits(pooled, side, 3);
        const int draws = 20_000;
        var x2 = Samples.Fill(draws, splits.NextX2);
        double total = pooled.Sum();
        x2.Average().ShouldBe(total * 19 / (total - 1), 0.2);
        // Near the 95 % point of chi-square with 19 degrees of freedom, the nearer the larger the side.
        Array.Sort(x2);
        var limit = x2[draws * 95 / 100];
        limit.ShouldBe(30.1, side < 320 ? 2.5 : 0.9);
    }

    [Fact]
    public void Tables_of_one_column_do_not_share_their_draws()
    {
        // One table with its levels in two orders: the same test, confirmed by other draws.
        long[] reference = [5000, 2500, 1600, 1200, 1000, 800, 700, 600, 500, 30, 20, 10];
        long[] current = [10, 5, 3, 2, 2, 1, 1, 1, 0, 1, 1, 0];
        var there = TableTest.Of(reference, current, DriftOptions.Default)!.PValue;
        TableTest.Of(reference, current, DriftOptions.Default)!.PValue.ShouldBe(there);
        Array.Reverse(reference);
        Array.Reverse(current);
        var back = TableTest.Of(reference, current, DriftOptions.Default)!.PValue;
        back.ShouldNotBe(there);
        back.ShouldBeInRange(there / 2, there * 2);
        TableTest.Of(reference, current, DriftOptions.Default)!.X2.ShouldBeGreaterThan(20);
    }
}
