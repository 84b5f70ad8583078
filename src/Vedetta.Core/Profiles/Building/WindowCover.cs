using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles.Building;

/// <summary>
/// The months, days and hours that windows are made of: whole months where a window holds them, then whole days, then
/// hours. Pure.
/// </summary>
internal sealed class WindowCover
{
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<(ProfileLevel Level, DateTimeOffset Start), List<int>> _windows = [];
    private readonly IReadOnlyList<Window> _asked;

    public WindowCover(IReadOnlyList<Window> windows, TimeZoneInfo zone)
    {
        _asked = windows;
        for (var i = 0; i < windows.Count; i++) Cover(i, windows[i], zone);
    }

    /// <summary>The windows that a stored span belongs to.</summary>
    public IReadOnlyList<int> Of(ProfileLevel level, DateTimeOffset start) => _windows.TryGetValue((level, start), out var list) ? list : [];

    /// <summary>The windows that an hour in memory belongs to.</summary>
    public IEnumerable<int> OfHour(DateTimeOffset hour)
    {
        for (var i = 0; i < _asked.Count; i++)
            if (_asked[i].Contains(hour)) yield return i;
    }

    /// <summary>Spans to read of a level: neighbouring starts are read together.</summary>
    public IEnumerable<Window> Spans(ProfileLevel level)
    {
        var gap = level switch
        {
            ProfileLevel.Hour => TimeSpan.FromDays(2),
            ProfileLevel.Day => TimeSpan.FromDays(14),
            _ => TimeSpan.FromDays(400),
        };
        DateTimeOffset? from = null;
        var last = default(DateTimeOffset);
        foreach (var start in _windows.Keys.Where(k => k.Level == level).Select(k => k.Start).Order())
        {
            if (from is { } begun && start - last > gap)
            {
                yield return new Window(begun, last.AddTicks(1));
                from = start;
            }

            from ??= start;
            last = start;
        }

        if (from is { } open) yield return new Window(open, last.AddTicks(1));
    }

    private void Cover(int index, Window window, TimeZoneInfo zone)
    {
        var at = window.From < Earliest ? Earliest : window.From;
        var to = window.To > Latest ? Latest : window.To;
        while (at < to)
        {
            var unit = WindowCalendar.At(at, WindowSize.Month, zone);
            var level = ProfileLevel.Month;
            if (unit.From != at || unit.To > to) (unit, level) = (WindowCalendar.At(at, WindowSize.Day, zone), ProfileLevel.Day);
            if (unit.From != at || unit.To > to) (unit, level) = (WindowCalendar.At(at, WindowSize.Hour, zone), ProfileLevel.Hour);
            if (unit.From == at)
            {
                if (!_windows.TryGetValue((level, at), out var list)) _windows.Add((level, at), list = []);
                list.Add(index);
            }

            at = unit.To;
        }
    }
}
