using System.Buffers;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Profiles;

/// <summary>The bounds hold for any order of rows and any tree of merges.</summary>
public class HeavyHittersTests
{
    [Fact]
    public void Counts_stay_within_the_error_and_no_frequent_category_is_lost_however_parts_are_merged()
    {
        var cases = Arb.From(
            from seed in Gen.Choose(0, 1_000_000)
            from rows in Gen.Elements(0, 1, 50, 2000)
            from capacity in Gen.Elements(1, 3, 20, 100)
            from parts in Gen.Choose(1, 6)
            select (seed, rows, capacity, parts));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(80), Prop.ForAll(cases, c =>
        {
            var random = new System.Random(c.seed);
            var rows = Rows(random, c.rows);
            var summaries = Enumerable.Range(0, c.parts).Select(_ => new HeavyHitters(c.capacity)).ToList();
            foreach (var row in rows)
                summaries[random.Next(c.parts)].Add(row);
            while (summaries.Count > 1)
            {
                var (a, b) = (random.Next(summaries.Count - 1), summaries.Count - 1);
                summaries[a].Merge(summaries[b]);
                summaries.RemoveAt(b);
            }
            ShouldHold(summaries[0], rows);
        }));
    }

    [Fact]
    public void Few_categories_are_counted_exactly()
    {
        var summary = new HeavyHitters(10);
        string[] rows = [.. Rows(new System.Random(1), 5000).Where(r => r.Length < 3)];
        foreach (var row in rows)
            summary.Add(row);
        summary.Error.ShouldBe(0);
        summary.Frequent(0).ShouldAllBe(f => f.Low == f.High && f.Low == rows.Count(r => r == f.Category));
        summary.Frequent(0)[0].Category.ShouldBe("c1");
    }

    [Fact]
    public void Summary_is_read_back_as_it_was_written()
    {
        var summary = new HeavyHitters(20);
        foreach (var row in Rows(new System.Random(2), 3000))
            summary.Add(row);
        var bytes = Bytes(summary);
        var back = HeavyHitters.Read(bytes);
        (back.Rows, back.Error, back.Capacity).ShouldBe((summary.Rows, summary.Error, 20));
        back.Frequent(0).ShouldBe(summary.Frequent(0));
        Bytes(back).ShouldBe(bytes);
        back.Merge(back);
        back.Rows.ShouldBe(2 * summary.Rows);
        Should.Throw<InvalidOperationException>(() => back.Merge(new HeavyHitters(21)));
        Should.Throw<ArgumentOutOfRangeException>(() => new HeavyHitters(0));
        Should.Throw<ArgumentOutOfRangeException>(() => summary.Frequent(1.5));
    }

    private static void ShouldHold(HeavyHitters summary, string[] rows)
    {
        summary.Rows.ShouldBe(rows.Length);
        (summary.Error * (summary.Capacity + 1L)).ShouldBeLessThanOrEqualTo(rows.Length);
        var kept = summary.Frequent(0).ToDictionary(f => f.Category);
        foreach (var truth in rows.GroupBy(r => r))
        {
            long count = truth.Count();
            if (kept.TryGetValue(truth.Key, out var found))
                count.ShouldBeInRange(found.Low, found.High);
            else
                count.ShouldBeLessThanOrEqualTo(summary.Error);
        }
    }

    private static string[] Rows(System.Random random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => "c" + ((int)(1 / (1 - random.NextDouble()))).ToString(CultureInfo.InvariantCulture))];

    private static byte[] Bytes(HeavyHitters summary)
    {
        var writer = new ArrayBufferWriter<byte>();
        summary.Write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
