using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests;

/// <summary>The fast kernels against the obvious loops.</summary>
public class KernelTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 10, 0 }, { 8192, 0 }, { 30_001, 0 }, { 30_001, 1 }, { 30_001, 2 }, { 30_001, 3 }, { 9000, 4 }, { 20_000, 5 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Radix_sort_sorts_like_the_library(int n, int shape)
    {
        var values = Make(n, shape);
        values[0] = double.NegativeInfinity;
        values[^1] = double.PositiveInfinity;
        var expected = (double[])values.Clone();
        Array.Sort(expected);
        RadixSort.Sort(values);
        values.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void Finite_values_sort_like_the_library_however_they_spread(double power)
    {
        var random = new Random(11);
        var values = new double[60_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = i % 7 == 0 ? Math.Round(random.NextDouble(), 2) : Math.Pow(random.NextDouble(), power) - 0.5;
        var expected = (double[])values.Clone();
        Array.Sort(expected);
        RadixSort.Sort(values);
        values.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Fact]
    public void Radix_sort_sorts_values_that_crowd_into_few_leading_digits()
    {
        var random = new Random(9);
        var values = new double[50_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = i % 1000 == 0 ? (random.NextDouble() - 0.5) * 1e300 : 1000 + (random.NextDouble() * 1e-7);
        var expected = (double[])values.Clone();
        Array.Sort(expected);
        RadixSort.Sort(values);
        values.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Cell_of_a_value_is_what_a_search_over_the_edges_gives(int n, int shape)
    {
        var values = Make(n, shape);
        var grid = NumericGrid.FromReference(values);
        var edges = grid.Edges.ToArray();
        foreach (var value in values.Concat(Make(2000, 0)).Concat(edges).Concat([-1e308, 1e308, double.Epsilon, 0]))
        {
            var at = Array.BinarySearch(edges, value);
            var cell = grid.CellOf(value);
            if (cell != (at >= 0 ? (2 * at) + 1 : 2 * ~at))
                Assert.Fail($"value {value:R} is in cell {cell}, a search gives {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Counting_below_an_edge_agrees_sorted_and_unsorted(int n, int shape)
    {
        var values = Make(n, shape);
        foreach (var edge in new[] { -1e9, 0, 0.5, values[3], 1e9 })
            SortedSearch.CountUpToUnordered(values, edge).ShouldBe(values.Count(v => v <= edge));
        var moments = default(Moments);
        moments.Add(values.AsSpan());
        var one = default(Moments);
        foreach (var value in values)
            one.Add(value);
        moments.Count.ShouldBe(one.Count);
        Near.Relative(moments.Mean, one.Mean, 1e-13, 1e-13);
        Near.Relative(moments.SquaredDeviations, one.SquaredDeviations, 1e-12, 1e-12);
    }

    [Fact]
    public void Profile_without_a_grid_moves_onto_one_while_it_is_exact()
    {
        var values = Samples.Normal(1500, 3);
        var plain = new NumericProfile();
        plain.Add(values);
        plain.AddMissing(7);
        var grid = NumericGrid.FromReference(Samples.Normal(20_000, 4));
        var direct = new NumericProfile(grid);
        direct.Add(values);
        direct.AddMissing(7);
        var moved = plain.OnGrid(grid)!;
        moved.Cells.SequenceEqual(direct.Cells).ShouldBeTrue();
        moved.Rows.ShouldBe(1507);
        var large = new NumericProfile();
        large.Add(Samples.Normal(5000, 3));
        large.OnGrid(grid).ShouldBeNull();
    }

    private static double[] Make(int n, int shape)
    {
        var values = Samples.Normal(n, n + shape);
        return shape switch
        {
            0 => values,
            1 => Array.ConvertAll(values, v => Math.Exp(3 * v)),
            2 => Array.ConvertAll(values, v => Math.Round(v * 5)),
            3 => Array.ConvertAll(values, v => v > 0 ? 0 : Math.Exp(v)),
            4 => Array.ConvertAll(values, _ => 2.5),
            _ => Array.ConvertAll(values, v => v * 1e300),
        };
    }
}
