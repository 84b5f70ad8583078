using Vedetta.Statistics.Kernels;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Kernels;

/// <summary>Every kernel at every width against the obvious loop. Wide vectors work, slowly, on processors without them.</summary>
public class VectorWidthTests
{
    private static readonly VectorWidth[] Widths = [VectorWidth.Scalar, VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];
    private static readonly int[] Lengths = [0, 1, 2, 3, 5, 8, 15, 16, 17, 255, 256];

    public static TheoryData<string> Columns => ["normal", "lognormal", "far from zero", "whole", "zeros"];

    [Theory]
    [MemberData(nameof(Columns))]
    internal void Sums_of_a_block_agree_with_decimal_arithmetic_at_every_width(string column)
    {
        foreach (var length in Lengths)
        {
            var values = Column(column, length, 3);
            var sum = values.Sum(v => (decimal)v);
            var square = values.Sum(v => (decimal)v * (decimal)v);
            foreach (var width in Widths)
            {
                var sums = BlockSums.Of(values, width);
                sums.AllFinite.ShouldBeTrue();
                sums.Min.ShouldBe(length == 0 ? double.PositiveInfinity : values.Min());
                sums.Max.ShouldBe(length == 0 ? double.NegativeInfinity : values.Max());
                // decimal rounds each value to 15 digits and more, so values are those a decimal holds.
                Near.Relative(sums.Sum + sums.SumRest, (double)sum, 2e-16, 1e-16 * values.Sum(Math.Abs), $"{width} {length}");
                Near.Relative(sums.Square + sums.SquareRest, (double)square, 4e-16, 0, $"{width} {length}");
            }
        }
    }

    [Fact]
    public void One_value_that_is_not_finite_is_seen_wherever_it_stands()
    {
        foreach (var width in Widths)
        {
            foreach (var special in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, NumericValue.Missing })
            {
                for (var at = 0; at < 37; at++)
                {
                    var values = Samples.Normal(37, 4);
                    BlockSums.Of(values, width).AllFinite.ShouldBeTrue();
                    values[at] = special;
                    BlockSums.Of(values, width).AllFinite.ShouldBeFalse();
                }
            }
            BlockSums.Of([double.MaxValue, double.MaxValue, -double.MaxValue], width).AllFinite.ShouldBeTrue();
        }
    }

    [Fact]
    public void Copied_values_are_the_same_but_for_negative_zeros()
    {
        foreach (var length in Lengths)
        {
            var values = Column("zeros", length, 5);
            for (var i = 0; i < length; i += 3)
                values[i] = -0.0;
            foreach (var width in Widths)
            {
                var target = new double[length];
                PositiveZero.Copy(values, target, width);
                for (var i = 0; i < length; i++)
                    BitConverter.DoubleToUInt64Bits(target[i]).ShouldBe(BitConverter.DoubleToUInt64Bits(values[i] == 0 ? 0.0 : values[i]));
                if (length > 0)
                    Should.Throw<ArgumentException>(() => PositiveZero.Copy(values, new double[length - 1], width));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    internal void Counts_up_to_an_edge_are_exact_at_every_width(string column)
    {
        foreach (var length in Lengths)
        {
            var values = Column(column, length, 6);
            if (length > 2)
                values[1] = double.NaN;
            foreach (var edge in (double[])[double.NegativeInfinity, -1, 0, 0.5, 3, 1e8, double.PositiveInfinity, .. values.Take(4)])
            {
                foreach (var width in Widths)
                    Counting.AtMost(values, edge, width).ShouldBe(values.Count(v => v <= edge), $"{width} {edge}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    internal void Cells_of_a_grid_are_those_of_a_search_at_every_width(string column)
    {
        foreach (var rows in new[] { 1, 2, 40, 6000 })
        {
            var grid = NumericGrid.FromReference(Column(column, rows, 7));
            var edges = grid.Edges.ToArray();
            double[] values = [.. Column(column, 300, 8), .. edges, .. edges.Select(Math.BitIncrement), .. edges.Select(Math.BitDecrement), -1e308, 1e308, 0, double.Epsilon];
            values = Array.ConvertAll(values, v => v + 0.0);
            var expected = Array.ConvertAll(values, v => Array.BinarySearch(edges, v) is var at && at >= 0 ? (2 * at) + 1 : 2 * ~Array.BinarySearch(edges, v));
            foreach (var width in Widths)
            {
                var cells = new int[values.Length];
                grid.CellsOf(values, cells, width);
                cells.ShouldBe(expected, $"{width} {rows}");
            }
            Array.ConvertAll(values, grid.CellOf).ShouldBe(expected);
        }
    }

    [Fact]
    public void Kernels_allocate_nothing()
    {
        var values = Samples.Normal(256, 9);
        var target = new double[256];
        var cells = new int[256];
        var grid = NumericGrid.FromReference(Samples.Normal(5000, 10));
        foreach (var width in Widths)
        {
            Run(width);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(width);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0, $"{width}");
        }

        void Run(VectorWidth width)
        {
            _ = BlockSums.Of(values, width);
            PositiveZero.Copy(values, target, width);
            _ = Counting.AtMost(values, 0.3, width);
            grid.CellsOf(values, cells, width);
        }
    }

    private static double[] Column(string kind, int length, int seed)
    {
        var values = Samples.Normal(length, seed);
        return Array.ConvertAll(values, v => kind switch
        {
            "normal" => Math.Round(v, 9),
            "lognormal" => Math.Round(Math.Exp(3 * v), 9),
            "far from zero" => 1e8 + Math.Round(v, 3),
            "whole" => Math.Round(v * 20),
            _ => v > 0 ? 0 : Math.Round(v, 9),
        });
    }
}
