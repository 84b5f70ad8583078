using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Statistics.Tests.Slicing;

/// <summary>A change splits into mix and inside without a rest.</summary>
public class ShiftShareTests
{
    [Fact]
    public void Of_weights_that_change_and_insides_that_do_not_is_all_mix()
    {
        var result = ShiftShare.Of([new SegmentCounts("a", [600, 200], [300, 100]), new SegmentCounts("b", [50, 150], [150, 450])]);
        result.MixShare.ShouldNotBeNull().ShouldBe(1, 1e-9);
        result.MixInterval.ShouldNotBeNull().Low.ShouldBeGreaterThan(0.7);
        result.Segments[1].WeightNow.ShouldBe(0.6, 1e-9);

        // P(first bin) goes from 0.65 to 0.45.
        result.Distance.ShouldBe(0.2, 1e-9);
    }

    [Fact]
    public void Of_weights_that_stay_is_all_inside()
    {
        var result = ShiftShare.Of([new SegmentCounts("a", [600, 200], [200, 600]), new SegmentCounts("b", [100, 100], [100, 100])]);
        result.MixShare.ShouldNotBeNull().ShouldBe(0, 1e-9);
        result.Segments[0].Inside.ShouldBe(result.Distance, 1e-9);
        result.Segments[1].Inside.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Of_a_segment_that_is_new_counts_as_mix()
    {
        var result = ShiftShare.Of([new SegmentCounts("old", [500, 500], [500, 500]), new SegmentCounts("new", [0, 0], [900, 100])]);
        result.MixShare.ShouldNotBeNull().ShouldBe(1, 1e-9);
        result.Segments[1].Inside.ShouldBe(0);
    }

    [Fact]
    public void Of_nothing_changed_has_no_share_and_a_note()
    {
        ShiftShare.Of([new SegmentCounts("a", [5, 5], [10, 10])]).ShouldSatisfyAllConditions(r => r.MixShare.ShouldBeNull(), r => r.Note.ShouldBe("the distribution did not change"));
        ShiftShare.Of([new SegmentCounts("a", [5, 5], [0, 0])]).Note.ShouldBe("one side has no rows");
        Should.Throw<ArgumentException>(() => ShiftShare.Of([new SegmentCounts("a", [5, 5], [5])]));
    }

    [Fact]
    public void Of_any_counts_adds_up_to_the_distance()
    {
        var counts = Gen.ListOf(Gen.Choose(0, 400), 24).ToArbitrary();
        Prop.ForAll(counts, list =>
        {
            if (list.Count < 24) return true;
            var segments = Enumerable.Range(0, 3).Select(s => new SegmentCounts($"s{s}", [.. list.Skip(s * 8).Take(4).Select(v => (long)v)], [.. list.Skip((s * 8) + 4).Take(4).Select(v => (long)v)])).ToList();
            var result = ShiftShare.Of(segments, draws: 3);
            if (result.MixShare is not { } mix) return true;
            var (n0, n1) = (segments.Sum(s => s.Before.Sum()), segments.Sum(s => s.Now.Sum()));
            var distance = Enumerable.Range(0, 4).Sum(b => Math.Abs((segments.Sum(s => s.Now[b]) / (double)n1) - (segments.Sum(s => s.Before[b]) / (double)n0))) / 2;
            return Math.Abs(result.Distance - distance) < 1e-9
                && Math.Abs(result.Segments.Sum(s => s.Mix + s.Inside) - distance) < 1e-9
                && Math.Abs((result.Segments.Sum(s => s.Mix) / distance) - mix) < 1e-6;
        }).QuickCheckThrowOnFailure();
    }
}
