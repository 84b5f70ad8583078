using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Web.Shell;

/// <summary>The windows a model's page is about, resolved from what was asked and from what is stored.</summary>
/// <param name="Model">The model.</param>
/// <param name="Asked">What the address asked for.</param>
/// <param name="Windows">Every window, oldest first.</param>
/// <param name="Traffic">Rows of each window; null where nothing is stored.</param>
/// <param name="LastEvent">Event time of the last row; null before any.</param>
/// <param name="Versions">The model's versions.</param>
/// <param name="Segments">Values of its segments.</param>
public sealed record Scope(
    ModelDefinition Model,
    Asked Asked,
    IReadOnlyList<Window> Windows,
    IReadOnlyList<TrafficPoint?> Traffic,
    DateTimeOffset? LastEvent,
    IReadOnlyList<ModelVersion> Versions,
    IReadOnlyList<SegmentChoice> Segments)
{
    /// <summary>The whole span.</summary>
    public Window Span => new(Windows[0].From, Windows[^1].To);

    /// <summary>Whether any row was ever stored.</summary>
    public bool HasRows => LastEvent is not null;

    /// <summary>The question about these windows.</summary>
    public SeriesQuestion Question(IReadOnlyList<string>? columns = null) => new(Span, Asked.Every, columns, Asked.Version, Asked.Segment);

    /// <summary>The same page one span earlier.</summary>
    public Asked Earlier => Shift(-1);

    /// <summary>The same page one span later; null at the latest.</summary>
    public Asked? Later => Asked.To is null ? null : Shift(1);

    /// <summary>Index of the window that begins at a moment, or holds it; -1 when none does.</summary>
    public int IndexOf(DateTimeOffset moment)
    {
        var (low, high) = (0, Windows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (moment < Windows[middle].From) high = middle - 1;
            else if (moment >= Windows[middle].To) low = middle + 1;
            else return middle;
        }

        return -1;
    }

    /// <summary>Windows that the axis names: about six, at beginnings of months where windows are days.</summary>
    public IReadOnlyList<int> Ticks()
    {
        var zone = Model.Zone;
        if (Asked.Every == WindowSize.Day && Windows.Count > 40)
            return [.. Enumerable.Range(0, Windows.Count).Where(i => TimeZoneInfo.ConvertTime(Windows[i].From, zone).Day is 1 or 15)];
        var step = Math.Max(1, (int)Math.Ceiling(Windows.Count / 6.0));
        return [.. Enumerable.Range(0, Windows.Count).Where(i => i % step == 0)];
    }

    private Asked Shift(int direction)
    {
        var zone = Model.Zone;
        var length = Span.To - Span.From;
        var from = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Span.From + length * direction, zone).DateTime);
        var to = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Span.To + length * direction, zone).DateTime.AddTicks(-1));
        return Asked with { From = from, To = to, At = null };
    }
}
