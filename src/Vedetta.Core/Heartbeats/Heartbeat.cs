using Vedetta.Core.Models;

namespace Vedetta.Core.Heartbeats;

/// <summary>A pipeline that says regularly that it lives: it is expected, and its silence is an incident of the model it feeds.</summary>
/// <param name="Name">Unique; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="Model">The model it feeds.</param>
/// <param name="Every">How often it is expected.</param>
/// <param name="Grace">How much later it may come.</param>
/// <param name="Runbook">What to do when it does not come: a text or an address.</param>
/// <param name="Since">When it was first expected.</param>
public sealed record Heartbeat(string Name, string Model, TimeSpan Every, TimeSpan Grace, string? Runbook, DateTimeOffset Since)
{
    /// <summary>Everything wrong with it by itself.</summary>
    public IReadOnlyList<FieldFault> Check()
    {
        var faults = new List<FieldFault>();
        if (!ModelId.TryParse(Name, out _)) faults.Add(new FieldFault("name", $"a name is {ModelId.Allowed}"));
        if (!ModelId.TryParse(Model, out _)) faults.Add(new FieldFault("model", "the model that the pipeline feeds"));
        if (Every < TimeSpan.FromMinutes(1) || Every > TimeSpan.FromDays(400)) faults.Add(new FieldFault("every", "a duration from 1m to 400d, such as 1h or PT24H"));
        if (Grace < TimeSpan.Zero || Grace > TimeSpan.FromDays(400)) faults.Add(new FieldFault("grace", "a duration up to 400d, such as 10m"));
        return faults;
    }
}

/// <summary>What is known of a heartbeat.</summary>
/// <param name="Last">When it last came; null before the first.</param>
/// <param name="IsMissing">Whether its silence was told.</param>
/// <param name="MissedAt">The moment it should have come at the latest; null while nothing is missing.</param>
public sealed record HeartbeatState(DateTimeOffset? Last, bool IsMissing, DateTimeOffset? MissedAt)
{
    /// <summary>Nothing has come yet.</summary>
    public static HeartbeatState None { get; } = new(null, IsMissing: false, null);

    /// <summary>The moment by which it must come. Pure.</summary>
    public DateTimeOffset Deadline(Heartbeat heartbeat) => (Last ?? heartbeat.Since) + heartbeat.Every + heartbeat.Grace;
}

/// <summary>A heartbeat with its state.</summary>
public sealed record HeartbeatStatus(Heartbeat Heartbeat, HeartbeatState State);
