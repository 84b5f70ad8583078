using System.Buffers;
using System.Globalization;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

public class CategoricalProfileTests
{
    private static readonly HashSet<string> Known = ["a", "b", "c"];

    [Fact]
    public void Too_many_new_categories_in_an_hour_end_the_same_in_any_order_and_split()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 20_000).Select(_ => random.Next(3) == 0 ? "a" : "id" + random.Next(5000).ToString(CultureInfo.InvariantCulture)).ToArray();
        var forward = Profile(rows);
        var backward = Profile(rows.Reverse());
        var merged = Profile(rows.Take(7000));
        merged.MergeSameHour(Profile(rows.Skip(7000).Take(3)));
        merged.MergeSameHour((CategoricalProfile)ColumnProfile.Read(Bytes(Profile(rows.Skip(7003)))));
        forward.Overflowed.ShouldBeTrue();
        forward.Counts.Count.ShouldBe(1001);
        Bytes(backward).ShouldBe(Bytes(forward));
        Bytes(merged).ShouldBe(Bytes(forward));
        forward.Counts["a"].ShouldBe(rows.Count(r => r == "a"));
        forward.Rows.ShouldBe(20_000);
        Near.Relative(forward.Distinct, rows.Distinct().Count(), 0.1);
    }

    [Fact]
    public void Merge_of_hours_keeps_every_category()
    {
        var a = new CategoricalProfile(Known);
        var b = new CategoricalProfile(Known);
        for (var i = 0; i < 900; i++)
        {
            a.Add("x" + i.ToString(CultureInfo.InvariantCulture));
            b.Add("y" + i.ToString(CultureInfo.InvariantCulture), 2);
        }
        b.AddMissing(4);
        b.AddInvalid(1);
        a.Merge(b);
        a.Counts.Count.ShouldBe(1800);
        a.Overflowed.ShouldBeFalse();
        (a.Rows, a.Missing, a.Invalid, a.Values).ShouldBe((900 + 1800 + 5, 4, 1, 2700));
        a.Distinct.ShouldBe(1800);
        a.NewCategories.Count.ShouldBe(1800);
    }

    [Fact]
    public void Read_gives_back_what_was_written_and_refuses_damage()
    {
        var profile = Profile(["a", "b", "ж", "", "NA"]);
        profile.AddMissing(3);
        profile.AddOutOfRange(1);
        var bytes = Bytes(profile);
        var back = CategoricalProfile.Read(bytes, Known);
        Bytes(back).ShouldBe(bytes);
        back.Counts["ж"].ShouldBe(1);
        back.OutOfRange.ShouldBe(1);
        back.NewCategories.ShouldBe(["", "NA", "ж"]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x10;
            Should.Throw<FormatException>(() => ColumnProfile.Read(damaged));
            Should.Throw<FormatException>(() => ColumnProfile.Read(bytes.AsSpan(0, i)));
        }
    }

    private static CategoricalProfile Profile(IEnumerable<string> rows)
    {
        var profile = new CategoricalProfile(Known);
        foreach (var row in rows)
            profile.Add(row);
        return profile;
    }

    private static byte[] Bytes(ColumnProfile profile)
    {
        var writer = new ArrayBufferWriter<byte>();
        profile.Write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
