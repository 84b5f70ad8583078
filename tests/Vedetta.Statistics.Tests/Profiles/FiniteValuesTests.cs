using Vedetta.Statistics.Kernels;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

public sealed class FiniteValuesTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void Finite_values_and_the_others_keep_their_order_at_any_length_and_width(int bits)
    {
        var random = new Random(2);
        for (var length = 0; length < 300; length++)
        {
            var values = Array.ConvertAll(new double[length], _ => random.Next(8) switch
            {
                0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, 3 => NumericValue.Missing, 4 => -0.0, _ => random.NextDouble(),
            });
            var (finite, others) = (new double[length + FiniteValues.Padding], new double[length + FiniteValues.Padding]);
            var n = FiniteValues.Part(values, finite, others, (VectorWidth)bits);
            Bits(finite.AsSpan(0, n)).ShouldBe(Bits([.. values.Where(double.IsFinite).Select(v => v + 0.0)]));
            Bits(others.AsSpan(0, length - n)).ShouldBe(Bits([.. values.Where(v => !double.IsFinite(v))]));
        }
    }

    [Fact]
    public void Profile_counts_what_is_not_finite_wherever_it_stands()
    {
        // Blocks with and without such values in turn, at the edges of blocks too.
        var values = new double[3_000];
        Array.Fill(values, 1.5);
        foreach (var at in (int[])[0, 255, 256, 600, 1_400, 2_999])
            values[at] = double.NaN;
        (values[700], values[2_500], values[2_501], values[1_401]) = (double.PositiveInfinity, double.NegativeInfinity, NumericValue.Missing, NumericValue.Invalid);
        var profile = new NumericProfile(NumericGrid.FromReference([1, 2, 3]));
        profile.Add(values);
        (profile.Rows, profile.NotANumber, profile.Missing, profile.Invalid, profile.PositiveInfinities, profile.NegativeInfinities).ShouldBe((3_000, 6, 1, 1, 1, 1));
        profile.Moments.Sum.ShouldBe(1.5 * 2_990);
    }

    private static long[] Bits(ReadOnlySpan<double> values) => [.. values.ToArray().Select(BitConverter.DoubleToInt64Bits)];
}
