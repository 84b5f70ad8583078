using System.Buffers;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

/// <summary>Whatever the bytes, reading answers a profile or a FormatException, and a profile that was read can be used.</summary>
public class ProfileFuzzTests
{
    private static readonly NumericGrid Grid = NumericGrid.FromReference(Samples.Normal(5000, 1));

    public static TheoryData<string> Kinds => ["sketches", "exact", "few", "no sketches", "categorical", "correlation", "grid", "heavy hitters"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mutations_behind_a_right_checksum_give_a_usable_profile_or_a_format_exception(string kind)
    {
        var random = new Random(5);
        var original = Written(kind);
        var read = 0;
        for (var i = 0; i < 1500; i++)
        {
            var bytes = Mutate(original, random);
            Seal(bytes);
            read += TryUse(kind, bytes) ? 1 : 0;
        }
        TryUse(kind, original).ShouldBeTrue();
        read.ShouldBeLessThan(1500);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Random_bytes_of_any_length_are_refused(string kind)
    {
        var random = new Random(6);
        var header = Written(kind).AsSpan(0, 3);
        for (var i = 0; i < 1500; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            TryUse(kind, bytes).ShouldBeFalse();
            if (bytes.Length < 8)
                continue;
            header.CopyTo(bytes);
            Seal(bytes);
            TryUse(kind, bytes);
        }
    }

    private static bool TryUse(string kind, byte[] bytes)
    {
        try
        {
            switch (kind)
            {
                case "grid":
                    NumericGrid.Read(bytes).CellOf(0.5);
                    break;
                case "heavy hitters":
                    var hitters = HeavyHitters.Read(bytes);
                    hitters.Add("x");
                    hitters.Merge(hitters);
                    hitters.Frequent(0.1);
                    break;
                case "correlation":
                    CorrelationProfile.Read(bytes).Correlations();
                    break;
                default:
                    Use(ColumnProfile.Read(bytes, Grid));
                    break;
            }
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Use(ColumnProfile profile)
    {
        _ = profile.Distinct;
        if (profile is NumericProfile numbers)
        {
            _ = numbers.Quantile(0.5);
            _ = numbers.StandardDeviation;
            numbers.Add([0.5, double.NaN]);
        }
        else
        {
            ((CategoricalProfile)profile).Add("x");
        }
        profile.Clone().Merge(profile);
        profile.Write(new ArrayBufferWriter<byte>());
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var list = new List<byte>(original);
        for (var k = random.Next(1, 4); k > 0; k--)
        {
            var at = random.Next(3, list.Count - 4);
            switch (random.Next(5))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list[at] = 0xFF;
                    break;
                case 2:
                    list.RemoveAt(at);
                    break;
                case 3:
                    list.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    list.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
                    break;
            }
        }
        return [.. list];
    }

    private static void Seal(byte[] bytes) =>
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), ProfileWriter.Checksum(bytes.AsSpan(0, bytes.Length - 4)));

    private static byte[] Written(string kind)
    {
        var writer = new ArrayBufferWriter<byte>();
        switch (kind)
        {
            case "grid":
                Grid.Write(writer);
                break;
            case "heavy hitters":
                var hitters = new HeavyHitters(3);
                foreach (var category in "abacadaeafbgbhb")
                    hitters.Add(category.ToString());
                hitters.Write(writer);
                break;
            case "correlation":
                var correlation = new CorrelationProfile(["x", "y", "z"]);
                correlation.Add([Samples.Normal(50, 1), Samples.Normal(50, 2), Samples.Normal(50, 3)]);
                correlation.Write(writer);
                break;
            case "categorical":
                var categories = new CategoricalProfile(new HashSet<string> { "a", "b" });
                foreach (var category in new[] { "a", "b", "new", "ж" })
                    categories.Add(category, category.Length + 5);
                categories.AddMissing(3);
                categories.Write(writer);
                break;
            default:
                var numbers = new NumericProfile(Grid, new FineHistogram(-3, 3), sketches: kind != "no sketches");
                numbers.Add(Samples.Normal(kind switch { "few" => 20, "exact" => 300, _ => 3000 }, 4));
                numbers.Write(writer);
                break;
        }
        return writer.WrittenSpan.ToArray();
    }
}
