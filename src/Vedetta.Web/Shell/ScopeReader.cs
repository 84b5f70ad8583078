using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Web.Shell;

/// <summary>Resolves the windows of a model's page: what was asked, or the latest that hold rows. Thread-safe.</summary>
internal sealed class ScopeReader(IReadings readings, IModelStore models, TimeProvider time)
{
    private const int Most = 800;

    public async ValueTask<Scope> ReadAsync(ModelDefinition model, Asked asked, CancellationToken cancel)
    {
        var zone = model.Zone;
        var versions = await models.VersionsAsync(model.Id, cancel);
        var stored = await readings.QualityAsync(model.Id, new SeriesQuestion(Every: WindowSize.Month, Columns: []), cancel);
        var last = stored.LastEvent ?? time.GetUtcNow();
        var end = asked.To is { } to ? Midnight(to.AddDays(1), zone) : WindowCalendar.At(last, SizeOf(asked), zone).To;
        var start = asked.From is { } from ? Midnight(from, zone) : Back(end, SizeOf(asked), zone);
        var windows = WindowCalendar.Cut(new Window(start, end), asked.Every, zone).Take(Most + 1).ToList();
        if (windows.Count > Most) throw new QuestionException("every", $"the span holds more than {Most} windows; ask for longer windows or a shorter span");
        if (windows.Count == 0) windows.Add(new Window(start, end));

        var traffic = await readings.QualityAsync(model.Id, new SeriesQuestion(new Window(windows[0].From, windows[^1].To), asked.Every, [], asked.Version, asked.Segment), cancel);
        var byStart = traffic.Traffic.GroupBy(point => point.Window.From).ToDictionary(group => group.Key, group => group.First());
        if (asked.From is null) // a young model's page begins with its first rows
        {
            var first = windows.FindIndex(window => byStart.TryGetValue(window.From, out var point) && point.N > 0);
            if (first > 0 && windows.Count - first >= 2) windows.RemoveRange(0, first);
        }

        return new Scope(model, asked, windows, [.. windows.Select(window => byStart.GetValueOrDefault(window.From))], stored.LastEvent, versions, await readings.SegmentsAsync(model.Id, cancel));
    }

    private static WindowSize SizeOf(Asked asked) => asked.Every == WindowSize.All ? WindowSize.Day : asked.Every;

    private static DateTimeOffset Back(DateTimeOffset end, WindowSize size, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(end, zone).DateTime;
        var start = size switch
        {
            WindowSize.Hour => local.AddDays(-7),
            WindowSize.Day => local.AddDays(-90),
            WindowSize.Week => local.AddDays(-7 * 52),
            WindowSize.Month => local.AddMonths(-36),
            _ => local.AddYears(-20),
        };
        return size == WindowSize.Hour ? end.AddDays(-7) : Midnight(DateOnly.FromDateTime(start), zone);
    }

    // Noon exists on every day of every zone, midnight does not.
    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) =>
        WindowCalendar.At(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(12, 0)), zone), TimeSpan.Zero), WindowSize.Day, zone).From;
}
