using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

public class ProfileLawsTests
{
    private static readonly NumericGrid Grid = NumericGrid.FromReference(Samples.Normal(5000, seed: 1));

    [Fact]
    public void Merge_of_parts_equals_the_profile_of_all_rows()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases(), values =>
        {
            var cut = values.Length / 3;
            var whole = Profile(values);
            var left = Profile(values[..cut]);
            var right = Profile(values[cut..]);
            var merged = left.Clone();
            merged.Merge(right);
            var swapped = (NumericProfile)right.Clone();
            swapped.Merge(left);
            ShouldAgree((NumericProfile)merged, whole);
            ShouldAgree(swapped, whole);
        }));
    }

    [Fact]
    public void Merge_is_associative()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Cases(), values =>
        {
            var (a, b) = (values.Length / 4, values.Length / 2);
            NumericProfile[] parts = [Profile(values[..a]), Profile(values[a..b]), Profile(values[b..])];
            var left = (NumericProfile)parts[0].Clone();
            left.Merge(parts[1]);
            left.Merge(parts[2]);
            var right = (NumericProfile)parts[1].Clone();
            right.Merge(parts[2]);
            var all = (NumericProfile)parts[0].Clone();
            all.Merge(right);
            ShouldAgree(left, all);
        }));
    }

    [Fact]
    public void Read_of_what_was_written_gives_the_same_profile_and_the_same_bytes()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases(), values =>
        {
            var profile = Profile(values);
            var bytes = Bytes(profile);
            var back = (NumericProfile)ColumnProfile.Read(bytes, Grid);
            ShouldAgree(back, profile);
            Bytes(back).ShouldBe(bytes);
            ColumnProfile.GridOf(bytes).ShouldBe(Grid.Fingerprint);
        }));
    }

    [Fact]
    public void Read_of_damaged_bytes_always_says_so()
    {
        var profile = Profile(Samples.Normal(3000, seed: 5));
        var exact = Profile(Samples.Normal(30, seed: 6));
        var random = new System.Random(7);
        foreach (var bytes in new[] { Bytes(profile), Bytes(exact) })
        {
            for (var i = 0; i < 400; i++)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                Should.Throw<FormatException>(() => ColumnProfile.Read(damaged, Grid));
                Should.Throw<FormatException>(() => ColumnProfile.Read(bytes.AsSpan(0, random.Next(bytes.Length)), Grid));
            }
        }
    }

    [Fact]
    public void Read_of_damage_behind_a_right_checksum_never_throws_anything_else()
    {
        var random = new System.Random(8);
        foreach (var bytes in new[] { Bytes(Profile(Samples.Normal(3000, seed: 5))), Bytes(Profile(Samples.Normal(40, seed: 6))) })
        {
            for (var i = 0; i < 2000; i++)
            {
                var damaged = (byte[])bytes.Clone();
                for (var k = 0; k < 3; k++)
                    damaged[3 + random.Next(damaged.Length - 7)] = (byte)random.Next(256);
                BitConverter.TryWriteBytes(damaged.AsSpan(damaged.Length - 4), ProfileWriter.Checksum(damaged.AsSpan(0, damaged.Length - 4)));
                try
                {
                    ColumnProfile.Read(damaged, Grid);
                }
                catch (FormatException)
                {
                    continue;
                }
            }
        }
    }

    private static NumericProfile Profile(double[] values)
    {
        var profile = new NumericProfile(Grid, new FineHistogram(-3, 3));
        profile.Add(values);
        return profile;
    }

    private static byte[] Bytes(ColumnProfile profile)
    {
        var writer = new ArrayBufferWriter<byte>();
        profile.Write(writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Small and large columns, continuous, rounded and constant, with every kind of special value.</summary>
    private static Arbitrary<double[]> Cases() => Arb.From(
        from n in Gen.Elements(0, 1, 7, 50, 64, 65, 130, 300, 3000, 6000)
        from seed in Gen.Choose(0, 1_000_000)
        from kind in Gen.Choose(0, 3)
        select Make(n, seed, kind));

    private static double[] Make(int n, int seed, int kind)
    {
        var random = new System.Random(seed);
        var values = Samples.Normal(n, seed);
        for (var i = 0; i < n; i++)
        {
            values[i] = kind switch
            {
                0 => values[i],
                1 => Math.Round(values[i] * 10),
                2 => 1e6 + values[i],
                _ => 3.25,
            };
            values[i] = random.Next(40) switch
            {
                0 => NumericValue.Missing,
                1 => NumericValue.Invalid,
                2 => double.NaN,
                3 => double.PositiveInfinity,
                4 => double.NegativeInfinity,
                5 => -0.0,
                _ => values[i],
            };
        }
        return values;
    }

    private static void ShouldAgree(NumericProfile a, NumericProfile b)
    {
        (a.Rows, a.Missing, a.Invalid, a.NotANumber, a.PositiveInfinities, a.NegativeInfinities)
            .ShouldBe((b.Rows, b.Missing, b.Invalid, b.NotANumber, b.PositiveInfinities, b.NegativeInfinities));
        a.Cells.SequenceEqual(b.Cells).ShouldBeTrue();
        a.Fine!.Counts.SequenceEqual(b.Fine!.Counts).ShouldBeTrue();
        a.Distinct.ShouldBe(b.Distinct);
        a.IsExact.ShouldBe(b.IsExact);
        a.Min.ShouldBe(b.Min);
        a.Max.ShouldBe(b.Max);
        Near.Relative(a.Mean, b.Mean, 1e-12, 1e-15);
        Near.Relative(a.StandardDeviation, b.StandardDeviation, 1e-12, 1e-15);
        for (var i = 0; i < a.IntervalSums.Length; i++)
            Near.Relative(a.IntervalSums[i], b.IntervalSums[i], 1e-9, 1e-9);
        foreach (var p in new[] { 0, 0.1, 0.5, 0.9, 1 })
            a.Quantile(p).ShouldBe(b.Quantile(p));
    }
}
