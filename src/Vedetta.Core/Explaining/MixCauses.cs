using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Explaining;

/// <summary>Change of the mix of segments against change inside them. Pure.</summary>
internal static class MixCauses
{
    private const int SegmentsShown = 8;
    private const double MostOfIt = 0.5;
    private const double SureOf = 0.3;
    private const double OneSegment = 0.6;

    /// <summary>The causes it tells of, and the splits themselves, the clearest first.</summary>
    public static (IReadOnlyList<Cause> Causes, IReadOnlyList<MixSplit> Splits) Of(ExplainFacts facts)
    {
        var found = facts.Segments.Select(segment => (Split: SplitOf(segment), segment.By)).Where(each => each.Split is not null)
            .Select(each => each.Split!).OrderByDescending(split => split.MixShare).ToList();
        var causes = new List<Cause>();
        if (found.Find(split => split.MixShare >= MostOfIt && split.Low >= SureOf) is { } mix)
        {
            var mover = mix.Segments.MaxBy(segment => segment.Mix)!;
            causes.Add(new Cause(CauseKind.Mix, facts.SplitColumn ?? facts.Column, mix.By, mover.Segment, mover.Before, mover.Now, mix.MixShare, mix.Low, mix.High, facts.Latest.Window));
        }
        else
        {
            foreach (var split in found)
            {
                if (split.Segments.Count < 2 || split.Low is null || split.Segments.MaxBy(segment => segment.Inside) is not { } one) continue;
                if (one.Inside < OneSegment || (one.Before + one.Now) / 2 > OneSegment) continue;
                causes.Add(new Cause(CauseKind.Inside, facts.SplitColumn ?? facts.Column, split.By, one.Segment, one.Before, one.Now, one.Inside, Window: facts.Latest.Window));
                break;
            }
        }

        return (causes, found);
    }

    private static MixSplit? SplitOf(SegmentFacts facts)
    {
        var present = facts.Values.Where(value => (value.Before?.Rows ?? 0) + (value.Now?.Rows ?? 0) > 0).ToList();
        if (present.Count < 2 || ColumnBins.Of(present.SelectMany(value => (ColumnProfile?[])[value.Before, value.Now]).OfType<ColumnProfile>()) is not { } bins) return null;
        var split = ShiftShare.Of([.. present.Select(value => new SegmentCounts(value.Value, bins.CountsOf(value.Before), bins.CountsOf(value.Now)))]);
        if (split.MixShare is not { } share) return null;
        var segments = split.Segments.OrderByDescending(segment => Math.Abs(segment.Mix) + Math.Abs(segment.Inside)).Take(SegmentsShown)
            .Select(segment => new SplitSegment(segment.Segment, segment.WeightBefore, segment.WeightNow, segment.Mix / split.Distance, segment.Inside / split.Distance));
        return new MixSplit(facts.By, split.Distance, share, split.MixInterval?.Low, split.MixInterval?.High, [.. segments]);
    }
}
