using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>What is still to be evaluated of one model in this process. Thread-safe, but for evaluation itself, which holds the gate.</summary>
internal sealed class ModelAgenda
{
    private readonly Lock _lock = new();
    private Dictionary<DateTimeOffset, ChangedHour> _hours = [];
    private long? _lastSequence;

    /// <summary>Held while the model is evaluated.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>False until rows that an earlier process left unevaluated were looked for.</summary>
    public bool Recovered { get; private set; }

    /// <summary>Whether outcomes came that no evaluation has looked at.</summary>
    public bool HasOutcomes { get; set; }

    /// <summary>Whether hours wait.</summary>
    public bool HasHours
    {
        get
        {
            lock (_lock) return _hours.Count > 0;
        }
    }

    /// <summary>Whether an hour waits that was closed already: late rows are judged at once.</summary>
    public bool HasClosed(Watermark watermark, DateTimeOffset now)
    {
        lock (_lock) return _hours.Keys.Any(hour => watermark.IsClosed(new Window(hour, hour.AddHours(1)), now));
    }

    /// <summary>Notes an hour.</summary>
    public void Add(ChangedHour hour)
    {
        lock (_lock) _hours[hour.Hour] = _hours.TryGetValue(hour.Hour, out var known) && known.Live ? known : hour;
    }

    /// <summary>Notes what an earlier process left.</summary>
    public void Recover(IEnumerable<ChangedHour> hours)
    {
        Return(hours);
        Recovered = true;
    }

    /// <summary>Everything noted, in order.</summary>
    public IReadOnlyList<ChangedHour> Take()
    {
        lock (_lock)
        {
            var taken = _hours.Values.OrderBy(hour => hour.Hour).ToList();
            _hours = [];
            return taken;
        }
    }

    /// <summary>Puts back what was not evaluated.</summary>
    public void Return(IEnumerable<ChangedHour> hours)
    {
        foreach (var hour in hours) Add(hour);
    }

    /// <summary>
    /// The sequence up to which rows are surely in the points. A commit is noted a moment after it is durable, so the
    /// sequence seen at the start of one evaluation is trusted at the end of the next.
    /// </summary>
    public long SafeSequence(long stored, long seen)
    {
        var safe = Math.Max(stored, _lastSequence ?? stored);
        _lastSequence = seen;
        return safe;
    }
}
