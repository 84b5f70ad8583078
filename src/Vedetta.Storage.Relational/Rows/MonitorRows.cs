namespace Vedetta.Storage.Relational.Rows;

internal sealed class MonitorRow
{
    public required string Model { get; set; }
    public required string Name { get; set; }
    public required string Document { get; set; }
}

internal sealed class PointRow
{
    public required string Model { get; set; }
    public required string Monitor { get; set; }
    public required string Column { get; set; }
    public long From { get; set; }
    public long To { get; set; }
    public long EvaluatedAt { get; set; }
    public int Revision { get; set; }
    public required string Reading { get; set; }
    public string? First { get; set; }
    public long FirstAt { get; set; }
    public bool Backfilled { get; set; }
}

internal sealed class StreamStateRow
{
    public required string Model { get; set; }
    public required string Monitor { get; set; }
    public required string Column { get; set; }
    public long From { get; set; }
    public long To { get; set; }
    public required string Document { get; set; }
}

internal sealed class EvaluationMarkRow
{
    public required string Model { get; set; }
    public required string Document { get; set; }
}

internal sealed class IncidentRow
{
    public required string Id { get; set; }
    public required string Model { get; set; }
    public required string State { get; set; }
    public long Opened { get; set; }
    public required string Document { get; set; }
}

/// <summary>A number that only grows, by name.</summary>
internal sealed class CounterRow
{
    public required string Name { get; set; }
    public long Value { get; set; }
}
