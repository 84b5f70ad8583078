using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Quality;

namespace Vedetta.Core.Readings;

/// <summary>Traffic of the fleet page.</summary>
/// <param name="LiveVersion">Version of the latest rows; null before any.</param>
/// <param name="Rows">Rows per 6 hours of 7 days, oldest first.</param>
/// <param name="Usual">Usual band of the same spans; empty while there is too little history.</param>
/// <param name="LastHour">Rows of the last full hour.</param>
internal sealed record TrafficSummary(string? LiveVersion, IReadOnlyList<long> Rows, IReadOnlyList<(double Low, double High)> Usual, long LastHour);

/// <summary>Counts rows of the last week beside what is usual.</summary>
internal sealed class TrafficReader(IProfileReader profiles)
{
    private const int Spans = 28;
    private const int Weeks = 4;

    private static readonly TimeSpan Length = TimeSpan.FromHours(6);

    public async ValueTask<TrafficSummary> ReadAsync(ModelDefinition model, RowSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        if (summary.FirstEvent is not { } first || summary.LastEvent is not { } last) return new TrafficSummary(null, [], [], 0);

        // A model whose rows are all history shows its own last week, not an empty one.
        var present = now - last < TimeSpan.FromDays(7) ? now : last;
        var end = WindowCalendar.At(present, WindowSize.Hour, model.Zone).To;
        var lastHour = new Window(end.AddHours(-2), end.AddHours(-1));
        var spans = Enumerable.Range(0, Spans).Select(i => new Window(end - (Length * (Spans - i)), end - (Length * (Spans - i - 1)))).ToList();
        var earlier = spans.SelectMany(span => Enumerable.Range(1, Weeks).Select(week => Shift(span, week))).Where(span => span.From >= first).ToList();
        var counts = new RowCounts(profiles, model.Id, version: null, SegmentKey.All);
        await counts.LoadAsync([.. spans, .. earlier, lastHour], cancel);
        var bands = spans.Select(span => VolumeBand.Judge(counts[span], [.. Enumerable.Range(1, Weeks).Select(week => Shift(span, week)).Where(each => each.From >= first).Select(each => counts[each])])).ToList();
        var usual = bands.Any(band => band.Low is null) ? [] : bands.Select(band => (band.Low!.Value, band.High!.Value)).ToList();
        var version = await LiveVersion.ReadAsync(profiles, model, last, cancel);
        return new TrafficSummary(version, [.. spans.Select(span => counts[span])], usual, counts[lastHour]);
    }

    private static Window Shift(Window span, int weeks) => new(span.From.AddDays(-7 * weeks), span.To.AddDays(-7 * weeks));
}
