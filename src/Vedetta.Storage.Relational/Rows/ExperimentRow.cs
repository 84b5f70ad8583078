namespace Vedetta.Storage.Relational.Rows;

internal sealed class ExperimentRow
{
    public required string Model { get; set; }
    public required string Name { get; set; }
    public required string Document { get; set; }
}
