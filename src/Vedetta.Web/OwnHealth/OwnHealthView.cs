using Vedetta.Core.Channels;
using Vedetta.Core.Health;
using Vedetta.Statistics;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.OwnHealth;

/// <summary>What the page of the program's own health shows.</summary>
/// <param name="Report">The report.</param>
/// <param name="Heartbeats">Pipelines that are expected to say that they live.</param>
public sealed record OwnHealthView(OwnHealthReport Report, HeartbeatsView Heartbeats)
{
    private const long LowDisk = 2L << 30;

    /// <summary>Rows stored in the last full five minutes, per second.</summary>
    public double RowsPerSecond => Report.Ingest.Count < 6 ? 0 : Report.Ingest.SkipLast(1).TakeLast(5).Sum(minute => minute.Accepted) / 300.0;

    /// <summary>Rows rejected in the last hour.</summary>
    public long Rejected => Report.Ingest.Sum(minute => minute.Rejected);

    /// <summary>Requests sent away in the last hour.</summary>
    public long Shed => Report.Ingest.Sum(minute => minute.Shed);

    /// <summary>What is wrong, the worst first; empty when all is well.</summary>
    public IReadOnlyList<(VerdictKind Kind, string Text)> Concerns(Words words)
    {
        var found = new List<(VerdictKind Kind, string Text)>();
        if (Report.Store.FreeBytes is { } free && free < LowDisk) found.Add((VerdictKind.Critical, words.DiskLow(words.Format.Bytes(free))));
        if (Report.Queue.Filled > 0.8) found.Add((VerdictKind.Critical, words.QueueFull(words.Format.Percent(Report.Queue.Filled))));
        if (Shed > 0) found.Add((VerdictKind.Warning, words.ShedRequests(Shed)));
        if (Report.Ingest.Sum(minute => minute.Failed) is > 0 and var failed) found.Add((VerdictKind.Warning, words.FailedRequests(failed)));
        if (Report.Evaluation.Count > 0 && Report.Evaluation[0].Failed > 0) found.Add((VerdictKind.Critical, words.EvaluationFailed(Report.Evaluation[0].Failed)));
        foreach (var channel in Report.Channels.Where(channel => channel.Failed > 0)) found.Add((VerdictKind.Warning, words.ChannelFailed(channel.Name, channel.Failed)));
        foreach (var missing in Heartbeats.Known.Where(each => each.State.IsMissing)) found.Add((VerdictKind.Warning, words.HeartbeatMissing(missing.Heartbeat.Name)));
        if (Report.Troubles.Any(trouble => trouble.IsError && trouble.At > Report.At.AddHours(-1))) found.Add((VerdictKind.Warning, words.ErrorsLately));
        return [.. found.OrderBy(concern => concern.Kind == VerdictKind.Critical ? 0 : 1)];
    }

    /// <summary>Rows per minute of the last hour: stored, and turned away.</summary>
    public TimeChart Intake(Words words)
    {
        var minutes = Report.Ingest.SkipLast(1).ToList(); // the present minute is not whole
        return new TimeChart(
            [.. minutes.Select(minute => Formats.Clock(minute.At, TimeZoneInfo.Utc))], [.. Enumerable.Range(0, minutes.Count).Where(i => i % 10 == 0)], Unit.Count,
            [
                new ChartSeries(words.RejectedWord, [.. minutes.Select(minute => (double?)minute.Rejected)], "s5", Dash: Dash.Dashed, Width: 1.5),
                new ChartSeries(words.StoredWord, [.. minutes.Select(minute => (double?)minute.Accepted)], "accent"),
            ], [], [], [], Min: 0);
    }

    /// <summary>The slowest acknowledgement of each minute.</summary>
    public TimeChart Slowest(Words words)
    {
        var minutes = Report.Ingest.SkipLast(1).ToList();
        return new TimeChart(
            [.. minutes.Select(minute => Formats.Clock(minute.At, TimeZoneInfo.Utc))], [.. Enumerable.Range(0, minutes.Count).Where(i => i % 10 == 0)], Unit.Milliseconds,
            [new ChartSeries(words.SlowestWord, [.. minutes.Select(minute => minute.Requests == 0 ? (double?)null : minute.SlowestMs)], "s2", Dots: true)], [], [], [], Min: 0);
    }

    /// <summary>The state of a channel.</summary>
    public static VerdictKind StateOf(ChannelHealth channel) => !channel.Enabled ? VerdictKind.Undecided : channel.Failed > 0 ? VerdictKind.Warning : VerdictKind.Healthy;

    /// <summary>How a channel speaks.</summary>
    public static string KindOf(ChannelKind kind) => kind.ToString().ToLowerInvariant();
}
