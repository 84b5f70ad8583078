namespace Vedetta.Storage.Relational.Rows;

internal sealed class ChannelRow
{
    public required string Name { get; set; }
    public required string Document { get; set; }
}

internal sealed class SilenceRow
{
    public required string Id { get; set; }
    public long To { get; set; }
    public required string Document { get; set; }
}

internal sealed class RoutingTrailRow
{
    public required string Incident { get; set; }
    public long Open { get; set; }
    public required string Document { get; set; }
}

internal sealed class OutboxRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public required string Channel { get; set; }
    public required string Incident { get; set; }
    public required string Payload { get; set; }
    public long CreatedAt { get; set; }
    public long NextAttempt { get; set; }
    public int Attempts { get; set; }
    public required string State { get; set; }
    public string? LastAnswer { get; set; }
}
