using Vedetta.Statistics.Slicing;

namespace Vedetta.Statistics.Tests.Slicing;

/// <summary>The slice that was made worse is found, and nothing is found where nothing is wrong.</summary>
public class SliceSearchTests
{
    private static readonly string[] Bins = ["a", "b", "c", "d"];

    [Fact]
    public void Of_one_bad_bin_names_it_first_and_tells_how_much_it_explains()
    {
        var (now, before) = Rows(20_000, (row, random) => random.NextDouble() < (row.First == 2 ? 0.3 : 0.1) ? 1 : 0);
        var result = SliceSearch.Of(now, before, new SliceOptions());
        result.Slices[0].Conditions.ShouldBe([new SliceCondition("first", "c")]);
        result.Slices[0].Value.ShouldNotBeNull().ShouldBe(0.3, 0.03);
        result.Slices[0].Rest.ShouldNotBeNull().ShouldBe(0.1, 0.02);
        result.Slices[0].Explains.ShouldNotBeNull().ShouldBe(1, 0.15);
        result.Slices[0].DifferenceLow.ShouldBeGreaterThan(0.1);
        result.Tested.ShouldBe(12 + (3 * 16));
        result.Slices.ShouldAllBe(slice => slice.Conditions.Count == 1);
    }

    [Fact]
    public void Of_two_columns_that_are_bad_together_names_both()
    {
        var (now, before) = Rows(40_000, (row, random) => random.NextDouble() < (row.First == 1 && row.Second == 3 ? 0.5 : 0.1) ? 1 : 0);
        var result = SliceSearch.Of(now, before, new SliceOptions());
        result.Slices[0].Conditions.ShouldBe([new SliceCondition("first", "b"), new SliceCondition("second", "d")]);
        SliceSearch.Of(now, before, new SliceOptions { Depth = 1 }).Slices.ShouldAllBe(slice => slice.Conditions.Count == 1);
    }

    [Fact]
    public void Of_nothing_wrong_finds_nothing_in_19_of_20_worlds()
    {
        var found = Enumerable.Range(0, 40).Count(world => SliceSearch.Of(Rows(4_000, (_, random) => random.NextDouble() < 0.2 ? 1 : 0, seed: world).Now, null, new SliceOptions()).Slices.Count > 0);
        found.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Of_a_bin_that_comes_more_often_names_it_as_the_mover()
    {
        var random = new Random(3);
        SliceRows Make(double share)
        {
            var first = new byte[10_000];
            var scores = new double[first.Length];
            for (var row = 0; row < first.Length; row++)
            {
                first[row] = (byte)(random.NextDouble() < share ? 3 : random.Next(3));
                scores[row] = (first[row] == 3 ? 0.6 : 0.2) + (0.05 * random.NextDouble());
            }

            return new SliceRows([new SliceColumn("first", Bins, first)], scores);
        }

        var result = SliceSearch.Of(Make(0.3), Make(0.1), new SliceOptions { Aim = SliceAim.Moved });
        result.Slices[0].Conditions[0].Bin.ShouldBe("d");
        result.Slices[0].Explains.ShouldNotBeNull().ShouldBeGreaterThan(0.8);
        SliceSearch.BinsOf(Make(0.3), Make(0.1), "first", new SliceOptions { Aim = SliceAim.Moved }).Sum(slice => slice.Explains ?? 0).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Of_small_slices_passes_them_over()
    {
        var (now, _) = Rows(300, (row, _) => row.First == 0 ? 1 : 0);
        var result = SliceSearch.Of(now, null, new SliceOptions { MinimumSample = 1_000 });
        result.Tested.ShouldBe(0);
        result.Note.ShouldBe("no slice has 1000 rows");
        Should.Throw<ArgumentException>(() => SliceSearch.Of(now, null, new SliceOptions { Aim = SliceAim.Moved }));
        Should.Throw<ArgumentException>(() => new SliceRows([], [double.NaN]));
    }

    private static (SliceRows Now, SliceRows Before) Rows(int count, Func<(int First, int Second, int Third), Random, double> value, int seed = 1)
    {
        SliceRows Make(Random random, Func<(int First, int Second, int Third), Random, double> of)
        {
            var codes = new[] { new byte[count], new byte[count], new byte[count] };
            var values = new double[count];
            for (var row = 0; row < count; row++)
            {
                foreach (var column in codes) column[row] = (byte)random.Next(4);
                values[row] = of((codes[0][row], codes[1][row], codes[2][row]), random);
            }

            return new SliceRows([new SliceColumn("first", Bins, codes[0]), new SliceColumn("second", Bins, codes[1]), new SliceColumn("third", Bins, codes[2])], values);
        }

        return (Make(new Random(seed), value), Make(new Random(seed + 1000), (_, random) => random.NextDouble() < 0.1 ? 1 : 0));
    }
}
