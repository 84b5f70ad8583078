using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Monitors;

public sealed class RarefactionTests
{
    [Fact]
    public void Expected_distinct_values_follow_the_shares_and_end_at_the_count()
    {
        var profile = Of(90, 9, 1);
        Rarefaction.Of(profile, 1)!.Value.Expected.ShouldBe(1, 1e-12);
        Rarefaction.Of(profile, 10)!.Value.Expected.ShouldBe((1 - Math.Pow(0.1, 10)) + (1 - Math.Pow(0.91, 10)) + (1 - Math.Pow(0.99, 10)), 1e-12);
        Rarefaction.Of(profile, 100)!.Value.ShouldBe((3, 0));
    }

    [Fact]
    public void Quiet_sunday_of_a_long_tailed_column_is_no_news()
    {
        var random = new Random(7);
        var (week, sunday) = (new NumericProfile(), new NumericProfile());
        for (var row = 0; row < 20_000; row++) week.Add([LongTailed(random)]);
        for (var row = 0; row < 900; row++) sunday.Add([LongTailed(random)]);
        Rarefaction.PValue(Rarefaction.Of(sunday, 900)!.Value, Rarefaction.Of(week, 900)!.Value).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Column_that_lost_most_of_its_values_is_beyond_chance() =>
        Rarefaction.PValue((5, 0), Rarefaction.Of(Of([.. Enumerable.Repeat(100L, 50)]), 1_000)!.Value).ShouldBeLessThan(1e-6);

    // Whole hundreds of a lognormal amount: many common values and a tail of rare ones.
    private static double LongTailed(Random random) =>
        Math.Round(Math.Exp(8 + (0.8 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))) / 100) * 100;

    private static CategoricalProfile Of(params long[] counts)
    {
        var profile = new CategoricalProfile();
        for (var i = 0; i < counts.Length; i++) profile.Add($"c{i}", counts[i]);
        return profile;
    }
}
