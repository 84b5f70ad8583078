using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Quality;

namespace Vedetta.Core.Readings;

/// <summary>Answers questions about a model's service: how many rows, how fast, how many errors, what was turned away.</summary>
internal sealed class ServiceReader(IProfileReader profiles, IEventStore events, EvaluationOptions options)
{
    private const int WindowsAtOnce = 192;

    private static readonly string[] Service = [ProfileColumns.Latency, ProfileColumns.Errors];

    public async ValueTask<TrafficAnswer> ReadAsync(ModelDefinition model, SeriesQuestion question, ReadingSpan data, DateTimeOffset now, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (data.Span is not { } span) return new TrafficAnswer([], null, [], summary.LastEvent, summary.LastReceived);
        var (size, segment) = (question.Every ?? WindowSize.Day, question.Segment ?? SegmentKey.All);
        var windows = WindowCalendar.Cut(span, size, model.Zone).ToList();
        var traffic = (await events.TrafficAsync(model.Id, new Window(windows[0].From, windows[^1].To), cancel)).OrderBy(count => count.Hour).ToList();
        var usual = await UsualAsync(model, question, windows, size, data.FirstEvent, segment, cancel);
        var points = new List<ServicePoint>(windows.Count);
        foreach (var chunk in windows.Chunk(WindowsAtOnce))
            foreach (var set in await profiles.ReadAsync(model.Id, chunk, Service, question.Version, segment, cancel))
                points.Add(PointOf(set, traffic, usual.GetValueOrDefault(set.Window), options.Watermark.Completeness(set.Window, now)));
        var whole = (await profiles.ReadAsync(model.Id, [new Window(windows[0].From, windows[^1].To)], Service, question.Version, segment, cancel))[0];
        return new TrafficAnswer(points, PointOf(whole, traffic, null, options.Watermark.Completeness(whole.Window, now)), whole.Notes, summary.LastEvent, summary.LastReceived);
    }

    /// <summary>Quantiles of a latency profile; null without values.</summary>
    public static LatencyQuantiles? LatencyOf(ColumnProfile? profile) =>
        profile is NumericProfile { Moments.Count: > 0 } numbers ? new LatencyQuantiles(numbers.Moments.Count, Quantile(numbers, 0.5), Quantile(numbers, 0.95), Quantile(numbers, 0.99)) : null;

    // Between which order statistics the quantile lies with 95 % certainty, by the normal limit of the binomial (Conover,
    // Practical Nonparametric Statistics, 3.2).
    private static Estimate Quantile(NumericProfile profile, double share)
    {
        var half = 1.959964 * Math.Sqrt(share * (1 - share) / profile.Moments.Count);
        return new Estimate(profile.Quantile(share), profile.Quantile(Math.Max(0, share - half)), profile.Quantile(Math.Min(1, share + half)));
    }

    /// <summary>One window of a service. Pure.</summary>
    public static ServicePoint PointOf(ProfileSet set, IReadOnlyList<TrafficCount> traffic, UsualBand? usual, double completeness)
    {
        var (rejected, duplicates, late) = (0L, 0L, 0L);
        foreach (var count in traffic)
        {
            if (!set.Window.Contains(count.Hour)) continue;
            rejected += count.Rejected;
            duplicates += count.Duplicates;
            late += count.Late;
        }

        ShareOfRows? errors = null;
        if (set.Rows > 0)
        {
            var failed = set.Columns.GetValueOrDefault(ProfileColumns.Errors) is CategoricalProfile profile ? profile.Counts.GetValueOrDefault("error") : 0;
            var (low, high) = Proportion.ModifiedWilson(failed, set.Rows);
            errors = new ShareOfRows(failed, set.Rows, (double)failed / set.Rows, low, high);
        }

        return new ServicePoint(
            set.Window, set.Rows, rejected, duplicates, late, usual, errors, LatencyOf(set.Columns.GetValueOrDefault(ProfileColumns.Latency)), completeness);
    }

    private async ValueTask<Dictionary<Window, UsualBand>> UsualAsync(
        ModelDefinition model, SeriesQuestion question, List<Window> windows, WindowSize size, DateTimeOffset firstEvent, SegmentKey segment, CancellationToken cancel)
    {
        var bands = new Dictionary<Window, UsualBand>();
        if (size == WindowSize.All) return bands;
        List<Window> Earlier(Window window) =>
            [.. (size is WindowSize.Day or WindowSize.Hour ? UsualRows.Same(window, size, model.Zone) : UsualRows.Before(window, size, model.Zone)).Where(earlier => earlier.From >= firstEvent)];
        var counts = new RowCounts(profiles, model.Id, question.Version, segment);
        await counts.LoadAsync(windows.SelectMany(Earlier), cancel);
        foreach (var window in windows)
            if (VolumeBand.Judge(0, [.. Earlier(window).Select(earlier => counts[earlier])]) is { Low: { } low, High: { } high }) bands[window] = new UsualBand(low, high);
        return bands;
    }
}
