namespace Vedetta.Storage.Relational.Rows;

// Rows are what the tables hold: key columns to find them by, and the record itself as a JSON document.
// Times are ticks of UTC, so that a value read equals the value written on every database.

internal sealed class ModelRow
{
    public required string Id { get; set; }
    public long Revision { get; set; }
    public required string Document { get; set; }
}

internal sealed class ColumnRow
{
    public required string Model { get; set; }
    public int Ordinal { get; set; }
    public required string Family { get; set; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
}

internal sealed class VersionRow
{
    public required string Model { get; set; }
    public required string Version { get; set; }
    public int Position { get; set; }
    public required string Document { get; set; }
}

internal sealed class QuarantineRow
{
    public long Id { get; set; }
    public required string Model { get; set; }
    public long ReceivedAt { get; set; }
    public required string Document { get; set; }
}

internal sealed class QuarantineCountRow
{
    public required string Model { get; set; }
    public required string Code { get; set; }
    public long Count { get; set; }
}
