using Vedetta.Core.Time;

namespace Vedetta.Core.Objectives;

/// <summary>Events of one hour or day.</summary>
/// <param name="Window">The span.</param>
/// <param name="Good">Good ones.</param>
/// <param name="Total">All of them.</param>
public readonly record struct EventCount(Window Window, double Good, double Total)
{
    /// <summary>Bad ones.</summary>
    public double Bad => Math.Max(0, Total - Good);
}

/// <summary>Events of an objective over time, summed over any span by two lookups. Immutable, thread-safe.</summary>
public sealed class EventCounts
{
    private readonly EventCount[] _counts;
    private readonly double[] _good;
    private readonly double[] _total;

    /// <summary>Takes the counts of an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="counts">Spans that do not overlap, in any order.</param>
    /// <param name="until">Up to where its events are known; null before the first.</param>
    /// <param name="why">Why nothing is known; null where something is.</param>
    public EventCounts(Objective objective, IEnumerable<EventCount> counts, DateTimeOffset? until, string? why = null)
    {
        (Objective, Until, Why) = (objective, until, why);
        _counts = [.. counts.OrderBy(count => count.Window.From)];
        (_good, _total) = (new double[_counts.Length + 1], new double[_counts.Length + 1]);
        for (var i = 0; i < _counts.Length; i++) (_good[i + 1], _total[i + 1]) = (_good[i] + _counts[i].Good, _total[i] + _counts[i].Total);
    }

    /// <summary>The objective.</summary>
    public Objective Objective { get; }

    /// <summary>Up to where its events are known; null before the first.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>Why nothing is known; null where something is.</summary>
    public string? Why { get; }

    /// <summary>The counts, in order.</summary>
    public IReadOnlyList<EventCount> Counts => _counts;

    /// <summary>Events of the spans that begin inside.</summary>
    public EventCount Of(Window window)
    {
        var (from, to) = (Place(window.From), Place(window.To));
        return to <= from ? new EventCount(window, 0, 0) : new EventCount(window, _good[to] - _good[from], _total[to] - _total[from]);
    }

    private int Place(DateTimeOffset moment)
    {
        var (low, high) = (0, _counts.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_counts[middle].Window.From < moment) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
