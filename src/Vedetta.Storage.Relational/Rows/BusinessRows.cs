namespace Vedetta.Storage.Relational.Rows;

/// <summary>A plan, a mark, a day or a review of the business metrics of a model.</summary>
internal sealed class BusinessRow
{
    public required string Model { get; set; }
    public required string Kind { get; set; }
    public required string Id { get; set; }
    public long At { get; set; }
    public required string Document { get; set; }
}
