using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// The tables of a model's rows. Numbers are DOUBLE with NULL for missing, texts VARCHAR; a value of the wrong type is NULL and
/// its place is listed in <c>invalid</c>, because the engine does not promise to keep the payload of a NaN.
/// </summary>
internal static class RowTables
{
    /// <summary>Fixed columns of predictions and references, in the order writers and readers use.</summary>
    internal static readonly string[] RowColumns =
    [
        "seq", "id", "id_hash", "row_hash", "event_at", "received_at", "version", "score", "prediction", "predicted_value",
        "decision", "variant", "subject", "amount", "latency_ms", "error", "extra", "invalid",
    ];

    /// <summary>Columns of outcomes.</summary>
    internal static readonly string[] OutcomeColumns =
        ["seq", "id", "id_hash", "outcome", "label", "number", "known_at", "received_at", "source", "invalid"];

    private const string RowDefinition =
        """
        seq BIGINT NOT NULL, id VARCHAR, id_hash UBIGINT NOT NULL, row_hash UBIGINT NOT NULL, event_at BIGINT NOT NULL,
        received_at BIGINT NOT NULL, version VARCHAR, score DOUBLE, prediction VARCHAR, predicted_value DOUBLE, decision VARCHAR,
        variant VARCHAR, subject VARCHAR, amount DOUBLE, latency_ms DOUBLE, error VARCHAR, extra VARCHAR, invalid BLOB
        """;

    internal static string CreateSql(ModelEntry model)
        => $"""
            CREATE TABLE {model.Predictions}({RowDefinition});
            CREATE TABLE {model.References}({RowDefinition}, reference VARCHAR NOT NULL);
            CREATE TABLE {model.Outcomes}(seq BIGINT NOT NULL, id VARCHAR, id_hash UBIGINT NOT NULL, outcome VARCHAR, label VARCHAR,
                number DOUBLE, known_at BIGINT NOT NULL, received_at BIGINT NOT NULL, source VARCHAR, invalid BLOB);
            """;
}
