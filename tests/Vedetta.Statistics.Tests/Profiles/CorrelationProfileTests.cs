using System.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

public class CorrelationProfileTests
{
    [Fact]
    public void Merged_parts_give_the_correlations_of_all_rows_over_complete_pairs()
    {
        var x = Samples.Normal(4000, 1);
        var y = Samples.Normal(4000, 2).Zip(x, (e, v) => (0.6 * v) + (0.8 * e) + 1e5).ToArray();
        var z = Samples.Normal(4000, 3);
        for (var i = 0; i < 4000; i += 7)
            z[i] = NumericValue.Missing;
        var whole = new CorrelationProfile(["x", "y", "z"]);
        whole.Add([x, y, z]);
        var left = new CorrelationProfile(["x", "y", "z"]);
        left.Add([x.AsMemory(0, 1000), y.AsMemory(0, 1000), z.AsMemory(0, 1000)]);
        var right = new CorrelationProfile(["x", "y", "z"]);
        right.Add([x, y, z], Enumerable.Range(1000, 3000).ToArray());
        right.Merge(left);
        var writer = new ArrayBufferWriter<byte>();
        right.Write(writer);
        var back = CorrelationProfile.Read(writer.WrittenSpan);
        foreach (var (a, b) in whole.Correlations().Zip(back.Correlations()))
        {
            (a.First, a.Second, a.N).ShouldBe((b.First, b.Second, b.N));
            Near.Relative(a.Value!.Value, b.Value!.Value, 1e-10, 1e-12);
            a.Low!.Value.ShouldBeLessThan(a.Value.Value);
            a.High!.Value.ShouldBeGreaterThan(a.Value.Value);
        }
        var xy = whole.Correlations()[0];
        xy.Value!.Value.ShouldBe(0.6, 0.03);
        whole.Correlations()[1].N.ShouldBe(4000 - 572);
        Should.Throw<FormatException>(() => CorrelationProfile.Read(writer.WrittenSpan[..50]));
    }

    [Fact]
    public void Constant_column_has_no_correlation()
    {
        var profile = new CorrelationProfile(["x", "y"]);
        profile.Add([new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 2, 2, 2, 2 }]);
        profile.Correlations()[0].Value.ShouldBeNull();
    }
}
