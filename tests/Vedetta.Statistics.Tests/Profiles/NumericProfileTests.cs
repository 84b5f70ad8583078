using System.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

public class NumericProfileTests
{
    [Fact]
    public void Moments_of_values_far_from_zero_keep_twelve_digits_in_any_order()
    {
        var values = Samples.Normal(50_000, seed: 3).Select(x => 1e8 + x).ToArray();
        var shifted = values.Select(v => v - 1e8).ToArray(); // exact: neighbours in magnitude
        var mean = shifted.Average();
        var variance = shifted.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        var forward = new NumericProfile();
        forward.Add(values);
        Near.Relative(forward.Mean, 1e8 + mean, 1e-14);
        Near.Relative(forward.StandardDeviation, Math.Sqrt(variance), 1e-12);
        Array.Sort(values);
        var sorted = new NumericProfile();
        sorted.Add(values);
        Near.Relative(sorted.StandardDeviation, forward.StandardDeviation, 1e-13);
    }

    [Fact]
    public void Count_at_most_of_values_that_are_known_singly_is_exact()
    {
        foreach (var n in new[] { 5, 40, 1_500 })
        {
            var values = Samples.Normal(n, seed: n).Select(x => Math.Round(x, 2)).ToArray();
            foreach (var grid in new[] { null, NumericGrid.FromReference(values) })
            {
                var profile = new NumericProfile(grid);
                profile.Add(values);
                profile.IsExact.ShouldBeTrue();
                foreach (var limit in values.Take(20).Append(-9).Append(9).Append(0.005)) profile.CountAtMost(limit).ShouldBe(values.Count(v => v <= limit));
            }
        }
    }

    [Fact]
    public void Quantile_of_few_values_is_exact_and_of_many_stays_within_the_bound()
    {
        var few = Samples.Normal(1500, seed: 9);
        var small = new NumericProfile();
        small.Add(few);
        Array.Sort(few);
        small.Quantile(0.5).ShouldBe(Quantiles.Linear(few, 0.5));
        small.Distinct.ShouldBe(1500);

        var many = Samples.Normal(60_000, seed: 10).Select(Math.Exp).ToArray();
        foreach (var grid in new[] { null, NumericGrid.FromReference(many.AsSpan(0, 20_000)) })
        {
            var large = new NumericProfile(grid);
            large.Add(many);
            var sorted = many.Order().ToArray();
            large.DistinctIsExact.ShouldBeFalse();
            Near.Relative(large.Distinct, 60_000, 0.06);
            for (var p = 0.001; p < 1; p += 0.007)
                Near.Relative(large.Quantile(p), Quantiles.Linear(sorted, p), grid is null ? 1.0 / 64 : 0.01);
        }
    }

    [Fact]
    public void Discrete_column_on_the_edges_of_its_reference_stays_exact_however_many_rows()
    {
        var reference = Enumerable.Range(0, 20_000).Select(i => (double)(i % 50)).ToArray();
        var profile = new NumericProfile(NumericGrid.FromReference(reference));
        for (var i = 0; i < 10; i++)
            profile.Add(reference);
        profile.IsExact.ShouldBeTrue();
        profile.Distinct.ShouldBe(50);
        profile.ExactCounts()!.ShouldAllBe(c => c.Count == 4000);
        profile.Quantile(0.5).ShouldBe(24.5);
    }

    [Fact]
    public void Grid_holds_no_more_than_a_part_of_the_reference_between_edges_and_has_every_atom()
    {
        foreach (var values in new[] { Samples.Normal(10_007, 4), Samples.Normal(10_007, 4).Select(x => Math.Max(0, Math.Round(x * 40))).ToArray(), [5.0, 5, 5], Samples.Normal(100, 2) })
        {
            var grid = NumericGrid.FromReference(values);
            var profile = new NumericProfile(grid);
            profile.Add(values);
            for (var i = 0; i < grid.Cells; i += 2)
                profile.Cells[i].ShouldBeLessThanOrEqualTo((values.Length + 255) / 256);
            profile.CountLessOrEqual(grid.Edges.Length - 1).ShouldBe(values.Length);
            profile.DecileCounts().Sum().ShouldBe(values.Length);
        }
    }

    [Fact]
    public void Grid_of_nothing_or_of_a_constant_works()
    {
        NumericGrid.FromReference([double.NaN, double.PositiveInfinity]).Edges.Length.ShouldBe(0);
        var grid = NumericGrid.FromReference([7, 7, 7]);
        grid.Edges.ToArray().ShouldBe([7.0]);
        grid.Deciles.ToArray().ShouldBe([0]);
        var writer = new ArrayBufferWriter<byte>();
        grid.Write(writer);
        NumericGrid.Read(writer.WrittenSpan).ShouldBe(grid);
    }

    [Fact]
    public void Marked_NaN_survives_and_is_told_from_a_sent_one()
    {
        NumericValue.IsMissing(NumericValue.Missing).ShouldBeTrue();
        NumericValue.IsInvalid(NumericValue.Missing).ShouldBeFalse();
        NumericValue.IsInvalid(NumericValue.Invalid).ShouldBeTrue();
        NumericValue.IsMissing(double.NaN).ShouldBeFalse();
        NumericValue.IsMissing(0).ShouldBeFalse();
        NumericValue.IsMissing(BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_07A2)).ShouldBeTrue();
    }

    [Fact]
    public void Add_to_a_warm_profile_allocates_nothing()
    {
        var values = Samples.Normal(50_000, seed: 12);
        var profile = new NumericProfile(NumericGrid.FromReference(values), new FineHistogram(-4, 4));
        profile.Add(values);
        profile.Add(values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        profile.Add(values);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Profile_of_a_small_hour_is_small()
    {
        var profile = new NumericProfile(NumericGrid.FromReference(Samples.Normal(50_000, seed: 12)));
        profile.Add(Samples.Normal(20, seed: 13));
        var writer = new ArrayBufferWriter<byte>();
        profile.Write(writer);
        writer.WrittenCount.ShouldBeLessThan(200);
    }

    [Fact]
    public void Read_with_another_grid_says_which()
    {
        var profile = new NumericProfile(NumericGrid.FromReference([1, 2, 3]));
        var writer = new ArrayBufferWriter<byte>();
        profile.Write(writer);
        Should.Throw<FormatException>(() => NumericProfile.Read(writer.WrittenSpan, null)).Message.ShouldContain("no grid");
        Should.Throw<InvalidOperationException>(() => profile.Merge(new NumericProfile()));
        Should.Throw<ArgumentException>(() => profile.Merge(new CategoricalProfile()));
    }
}
