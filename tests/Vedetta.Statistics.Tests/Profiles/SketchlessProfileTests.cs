using System.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

/// <summary>Profiles of counts, moments, extremes and the grid alone.</summary>
public class SketchlessProfileTests
{
    private static readonly NumericGrid Grid = NumericGrid.FromReference(Samples.Normal(5000, 1));

    [Theory]
    [InlineData(10)]
    [InlineData(6000)]
    public void Profile_without_sketches_counts_like_one_with_them(int rows)
    {
        var values = Samples.Normal(rows, 2);
        values[3] = NumericValue.Missing;
        values[4] = double.PositiveInfinity;
        values[5] = Grid.Edges[7];
        var (plain, whole) = (Profile(values, false), Profile(values, true));
        plain.Cells.SequenceEqual(whole.Cells).ShouldBeTrue();
        (plain.Rows, plain.Missing, plain.PositiveInfinities, plain.Values).ShouldBe((whole.Rows, whole.Missing, whole.PositiveInfinities, whole.Values));
        (plain.Mean, plain.StandardDeviation, plain.Min, plain.Max).ShouldBe((whole.Mean, whole.StandardDeviation, whole.Min, whole.Max));
        plain.DecileCounts().ShouldBe(whole.DecileCounts());
        for (var i = 0; i < plain.IntervalSums.Length; i++)
            Near.Relative(plain.IntervalSums[i], whole.IntervalSums[i], 1e-12, 1e-12);
        plain.IsExact.ShouldBeFalse();
        plain.ExactCounts().ShouldBeNull();
        plain.Distinct.ShouldBe(double.NaN);
        if (rows > 1000)
        {
            var sorted = values.Where(double.IsFinite).Order().ToArray();
            foreach (var p in new[] { 0.01, 0.5, 0.9 })
                Array.FindIndex(sorted, v => v >= plain.Quantile(p)).ShouldBeInRange((int)((p - 0.006) * sorted.Length), (int)((p + 0.006) * sorted.Length));
        }
    }

    [Fact]
    public void Profile_without_sketches_merges_and_is_read_back()
    {
        var values = Samples.Normal(3000, 3);
        var merged = (NumericProfile)Profile(values[..1000], false).Clone();
        merged.Merge(Profile(values[1000..], false));
        var whole = Profile(values, false);
        merged.Cells.SequenceEqual(whole.Cells).ShouldBeTrue();
        var bytes = Bytes(whole);
        var back = NumericProfile.Read(bytes, Grid);
        back.HasSketches.ShouldBeFalse();
        Bytes(back).ShouldBe(bytes);
        Should.Throw<InvalidOperationException>(() => merged.Merge(Profile(values, true))).Message.ShouldContain("sketches");
    }

    private static NumericProfile Profile(double[] values, bool sketches)
    {
        var profile = new NumericProfile(Grid, sketches: sketches);
        profile.Add(values);
        return profile;
    }

    private static byte[] Bytes(ColumnProfile profile)
    {
        var writer = new ArrayBufferWriter<byte>();
        profile.Write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
