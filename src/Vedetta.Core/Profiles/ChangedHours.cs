using Vedetta.Core.Models;

namespace Vedetta.Core.Profiles;

/// <summary>
/// The hours whose rows changed, and the models whose outcomes came, since the evaluator last looked: ingestion fills it, the evaluator takes it. Thread-safe.
/// </summary>
public sealed class ChangedHours
{
    private readonly Lock _gate = new();
    private readonly HashSet<ModelId> _outcomes = [];
    private Dictionary<(ModelId Model, DateTimeOffset Hour), bool> _hours = [];

    /// <summary>How many hours wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _hours.Count;
        }
    }

    /// <summary>Notes that rows of an hour were added.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hour">Start of the hour, UTC.</param>
    /// <param name="live">False for rows of an import: what they change is history.</param>
    public void Mark(ModelId model, DateTimeOffset hour, bool live)
    {
        lock (_gate)
        {
            // An hour that got both is live: people want to know.
            var key = (model, hour);
            _hours[key] = live || (_hours.TryGetValue(key, out var known) && known);
        }
    }

    /// <summary>Notes that outcomes of a model came.</summary>
    public void MarkOutcomes(ModelId model)
    {
        lock (_gate) _outcomes.Add(model);
    }

    /// <summary>Models whose outcomes came since the last call, by name.</summary>
    public IReadOnlyList<ModelId> TakeOutcomes()
    {
        lock (_gate)
        {
            if (_outcomes.Count == 0) return [];
            List<ModelId> taken = [.. _outcomes.OrderBy(model => model.Value, StringComparer.Ordinal)];
            _outcomes.Clear();
            return taken;
        }
    }

    /// <summary>Everything noted since the last call, by model and hour.</summary>
    public IReadOnlyList<ChangedHour> Take()
    {
        Dictionary<(ModelId Model, DateTimeOffset Hour), bool> taken;
        lock (_gate)
        {
            if (_hours.Count == 0) return [];
            (taken, _hours) = (_hours, []);
        }

        return [.. taken
            .Select(h => new ChangedHour(h.Key.Model, h.Key.Hour, h.Value))
            .OrderBy(h => h.Model.Value, StringComparer.Ordinal).ThenBy(h => h.Hour)];
    }

    /// <summary>Puts back what could not be evaluated.</summary>
    public void Return(IEnumerable<ChangedHour> hours)
    {
        foreach (var hour in hours) Mark(hour.Model, hour.Hour, hour.Live);
    }
}

/// <summary>An hour whose rows changed.</summary>
/// <param name="Model">The model.</param>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Live">False when only an import touched it.</param>
public readonly record struct ChangedHour(ModelId Model, DateTimeOffset Hour, bool Live);
