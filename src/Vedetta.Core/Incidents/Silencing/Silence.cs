using Vedetta.Core.Models;

namespace Vedetta.Core.Incidents.Silencing;

/// <summary>A time in which people are not told of certain incidents. The incidents themselves live on as always.</summary>
/// <param name="Id">For example <c>SIL-3</c>.</param>
/// <param name="Match">Which incidents.</param>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after; ending it early moves this.</param>
/// <param name="Reason">Why, for those who wonder.</param>
/// <param name="By">Who made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EndedBy">Who ended it early; null when nobody did.</param>
public sealed record Silence(string Id, SilenceMatch Match, DateTimeOffset From, DateTimeOffset To, string Reason, string By, DateTimeOffset CreatedAt, string? EndedBy = null)
{
    /// <summary>Whether it holds at that moment.</summary>
    public bool IsActive(DateTimeOffset at) => at >= From && at < To;

    /// <summary>Whether it mutes the incident at that moment.</summary>
    public bool Mutes(Incident incident, DateTimeOffset at) => IsActive(at) && Match.Holds(incident);
}

/// <summary>Which incidents a silence is about; an empty list stands for any.</summary>
/// <param name="Models">Models by name.</param>
/// <param name="Columns">Columns by name.</param>
/// <param name="Monitors">Monitors by name.</param>
/// <param name="OnlyWarnings">True leaves critical incidents loud.</param>
public sealed record SilenceMatch(IReadOnlyList<string> Models, IReadOnlyList<string> Columns, IReadOnlyList<string> Monitors, bool OnlyWarnings = false)
{
    /// <summary>
    /// Whether it holds for an incident: its model is named, and every member that is still bad is one of the columns and
    /// monitors named. A silence of one column never hides another one that broke with it.
    /// </summary>
    public bool Holds(Incident incident)
    {
        if (OnlyWarnings && incident.Severity == Severity.Critical) return false;
        if (Models.Count > 0 && !Models.Contains(incident.Model.Value, StringComparer.Ordinal)) return false;
        if (Columns.Count == 0 && Monitors.Count == 0) return true;
        var bad = incident.Members.Where(member => member.Recovered is null).ToList();
        if (bad.Count == 0) bad = [.. incident.Members];
        return bad.Count > 0 && bad.TrueForAll(member =>
            (Columns.Count == 0 || Columns.Contains(member.Column, StringComparer.Ordinal)) && (Monitors.Count == 0 || Monitors.Contains(member.Monitor, StringComparer.Ordinal)));
    }

    /// <summary>Everything wrong with it by itself.</summary>
    public IEnumerable<FieldFault> Faults()
    {
        foreach (var (field, names) in new[] { ("models", Models), ("columns", Columns), ("monitors", Monitors) })
        {
            if (names.Count > 100) yield return new FieldFault(field, "at most 100 names");
            if (names.Any(name => name.Length is 0 or > 200)) yield return new FieldFault(field, "a name has 1 to 200 characters");
        }

        if (Models.Count + Columns.Count + Monitors.Count == 0) yield return new FieldFault("models", "name at least one model, column or monitor");
    }
}

/// <summary>Silences by id, ended ones too. Thread-safe.</summary>
public interface ISilenceStore
{
    /// <summary>A fresh id, <c>SIL-1</c> upwards, never given twice.</summary>
    ValueTask<string> NextIdAsync(CancellationToken cancel);

    /// <summary>Stores a silence, replacing the one of its id.</summary>
    ValueTask SaveAsync(Silence silence, CancellationToken cancel);

    /// <summary>The silence, or null.</summary>
    ValueTask<Silence?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Silences that hold at the moment or later, and those that ended after it; the one that ends last first.</summary>
    ValueTask<IReadOnlyList<Silence>> ListAsync(DateTimeOffset endingAfter, CancellationToken cancel);
}
