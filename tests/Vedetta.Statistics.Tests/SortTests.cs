using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Tests;

/// <summary>Sorting of columns against the library's, by vectors and by digits.</summary>
public sealed class SortTests
{
    private static readonly (string Name, Func<Random, int, int, double> Value)[] Shapes =
    [
        ("normal", (r, _, _) => Normal(r)),
        ("heavy tails", (r, _, _) => Math.Exp(30 * Normal(r)) * (r.Next(2) == 0 ? -1 : 1)),
        ("few values", (r, _, _) => Math.Round(5 * Normal(r))),
        ("two values", (r, _, _) => r.Next(2)),
        ("half zeros", (r, _, _) => Math.Max(0, Normal(r))),
        ("one value", (_, _, _) => 2.5),
        ("sorted", (_, i, _) => i),
        ("reversed", (_, i, n) => n - i),
        ("organ pipe", (_, i, n) => Math.Min(i, n - i)),
        ("saw", (_, i, _) => i % 64),
        ("nearly sorted", (r, i, _) => i + (r.Next(100) == 0 ? 1000 : 0)),
        ("denormal", (r, _, _) => r.Next(7) * double.Epsilon),
        ("with infinities", (r, _, _) => r.Next(4) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, _ => Normal(r) }),
        ("nothing but infinity", (_, _, _) => double.PositiveInfinity),
        ("greatest and smallest", (r, _, _) => r.Next(3) switch { 0 => double.MaxValue, 1 => double.MinValue, _ => 0 }),
        ("crowded", (r, i, _) => i % 1000 == 0 ? Normal(r) * 1e300 : 1000 + (Normal(r) * 1e-7)),
    ];

    // Every way of filling registers, and lengths about those at which another way begins.
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 140), 255, 256, 257, 1_000, 1_023, 1_024, 1_025, 4_095, 4_096, 10_007, 70_001];

    [Fact]
    public void Vectors_sort_every_shape_and_length_like_the_library()
    {
        Assert.SkipUnless(VectorSort.IsSupported, "this processor has no AVX-512");
        SortsLikeTheLibrary(VectorSort.Sort, Lengths);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void Columns_sort_like_the_library_at_any_width(int bits) =>
        SortsLikeTheLibrary(values => ColumnSort.Sort(values, (VectorWidth)bits), [0, 1, 4_095, 4_096, 9_001, 70_001]);

    [Fact]
    public void Vectors_sort_a_part_of_an_array_and_leave_the_rest()
    {
        Assert.SkipUnless(VectorSort.IsSupported, "this processor has no AVX-512");
        var random = new Random(3);
        for (var length = 0; length < 200; length++)
        {
            var values = Array.ConvertAll(new double[length + 20], _ => Normal(random));
            var expected = (double[])values.Clone();
            Array.Sort(expected, 10, length);
            VectorSort.Sort(values.AsSpan(10, length));
            values.ShouldBe(expected);
        }
    }

    [Fact]
    public void Zeros_of_both_signs_keep_their_numbers()
    {
        var random = new Random(4);
        foreach (var bits in (int[])[64, 512])
        {
            var values = Array.ConvertAll(new double[5_000], _ => random.Next(3) switch { 0 => 0.0, 1 => -0.0, _ => Normal(random) });
            var negative = values.Count(v => v == 0 && double.IsNegative(v));
            ColumnSort.Sort(values, (VectorWidth)bits);
            values.Count(v => v == 0 && double.IsNegative(v)).ShouldBe(negative);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Pivots_that_lead_nowhere_leave_the_rest_to_the_library(int depth)
    {
        Assert.SkipUnless(VectorSort.IsSupported, "this processor has no AVX-512");
        SortsLikeTheLibrary(values => VectorSort.Sort(values, depth), [65, 1_000, 5_000, 20_001]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(5_000)]
    public void Repeated_values_are_those_whose_runs_are_long_enough(int times)
    {
        foreach (var (name, value) in Shapes)
        {
            var random = new Random(9);
            var values = new double[3_000];
            for (var i = 0; i < values.Length; i++)
                values[i] = value(random, i, values.Length) + 0.0;
            Array.Sort(values);
            SortedSearch.Repeated(values, times).ShouldBe(values.GroupBy(v => v).Where(g => g.Count() >= times).Select(g => g.Key), name);
        }
    }

    private delegate void Sorting(Span<double> values);

    private static void SortsLikeTheLibrary(Sorting sort, int[] lengths)
    {
        foreach (var (name, value) in Shapes)
        {
            var random = new Random(7);
            foreach (var length in lengths)
            {
                var values = new double[length];
                for (var i = 0; i < length; i++)
                    values[i] = value(random, i, length) + 0.0;
                var expected = (double[])values.Clone();
                Array.Sort(expected);
                sort(values);
                if (!values.AsSpan().SequenceEqual(expected))
                    Assert.Fail($"{length} values, {name}, are not in order");
            }
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
