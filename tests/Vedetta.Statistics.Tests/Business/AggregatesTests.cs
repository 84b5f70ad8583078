using Vedetta.Statistics.Business;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Tests.Business;

/// <summary>Values of sums and their intervals.</summary>
public class AggregatesTests
{
    [Fact]
    public void Total_of_a_count_has_the_exact_interval_of_a_poisson_count()
    {
        var value = Aggregates.Total(Rows(Enumerable.Range(0, 100).Select(i => (i < 16 ? 1.0 : 0, 0.0))));
        value.Value.ShouldBe(16);
        value.Interval.ShouldBe(PoissonCount.Exact(16));
    }

    [Fact]
    public void Ratio_of_a_share_has_the_modified_wilson_interval()
    {
        var value = Aggregates.Ratio(Rows(Enumerable.Range(0, 50).Select(i => (i < 2 ? 1.0 : 0, 1.0))));
        value.Value.ShouldBe(0.04);
        value.Interval.ShouldBe(Proportion.ModifiedWilson(2, 50));
    }

    [Fact]
    public void Ratio_without_a_denominator_is_no_number()
    {
        Aggregates.Ratio(Rows([(1, 0)])).ShouldSatisfyAllConditions(value => value.Value.ShouldBeNull(), value => value.Note.ShouldBe("the denominator is zero"));
        Aggregates.Ratio(default).Value.ShouldBeNull();
    }

    [Fact]
    public void Sums_of_days_are_the_sums_of_their_rows()
    {
        var rows = Enumerable.Range(0, 60).Select(i => (Math.Sin(i), 1.0 + (i % 3))).ToList();
        var parts = Rows(rows.Take(20)) + Rows(rows.Skip(20));
        var whole = Rows(rows);
        parts.X.ShouldBe(whole.X, 1e-12);
        parts.XY.ShouldBe(whole.XY, 1e-12);
        Aggregates.Ratio(parts).Value!.Value.ShouldBe(Aggregates.Ratio(whole).Value!.Value, 1e-12);
    }

    [Fact]
    public void Ratio_of_sums_covers_the_true_ratio_in_about_95_of_100_samples()
    {
        var random = new Random(11);
        var covered = 0;
        for (var sample = 0; sample < 600; sample++)
        {
            // Money per application where most bring nothing: the true mean is 0.3 x 100 = 30.
            var rows = Enumerable.Range(0, 400).Select(_ => (random.NextDouble() < 0.3 ? 100 * -Math.Log(1 - random.NextDouble()) : 0, 1.0));
            if (Aggregates.Ratio(Rows(rows)).Interval!.Value.Contains(30)) covered++;
        }

        (covered / 600.0).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Difference_of_two_groups_is_treatment_less_control()
    {
        var a = Rows(Enumerable.Range(0, 1000).Select(i => (i % 2 == 0 ? 1.0 : 0, 1.0)));
        var b = Rows(Enumerable.Range(0, 1000).Select(i => (i % 4 == 0 ? 1.0 : 0, 1.0)));
        var difference = Aggregates.Difference(a, b);
        difference.Value.ShouldBe(-0.25);
        difference.Interval.ShouldBe(Proportion.Newcombe(250, 1000, 500, 1000));
    }

    private static AggregateSums Rows(IEnumerable<(double X, double Y)> rows) => rows.Aggregate(default(AggregateSums), (sums, row) => sums.With(row.X, row.Y));
}
