using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Rows as a Parquet file, written by the engine itself: memory does not grow with the rows.</summary>
internal sealed class RowExporter(Database database, ModelTables tables, string folder) : IRowExport
{
    private static readonly ColumnMapping Names = ColumnMapping.Default;

    private static readonly (string Stored, string Type, string Name)[] Fixed =
    [
        ("p.id", "VARCHAR", Names.Id), ("to_timestamp(p.event_at / 1e6)", "TIMESTAMPTZ", Names.Time), ("p.version", "VARCHAR", Names.Version),
        ("p.score", "DOUBLE", Names.Score), ("coalesce(p.prediction, CAST(p.predicted_value AS VARCHAR))", "VARCHAR", Names.Prediction),
        ("p.decision", "VARCHAR", Names.Decision), ("p.amount", "DOUBLE", Names.Amount), ("p.subject", "VARCHAR", Names.Subject),
        ("p.variant", "VARCHAR", Names.Variant), ("p.latency_ms", "DOUBLE", Names.Latency),
    ];

    /// <inheritdoc/>
    public ValueTask<Stream> OpenParquetAsync(ModelId model, RowExport export, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.parquet");
        try
        {
            using (Connection connection = database.Connect())
            {
                using CancellationTokenRegistration interrupt = cancel.Register(connection.Interrupt);
                connection.Execute(Sql(tables.Find(model), export, path));
            }

            return ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous));
        }
        catch (DuckDbException error)
        {
            File.Delete(path);
            cancel.ThrowIfCancellationRequested();
            throw StorageFailures.WhileWorking(error);
        }
    }

    // COPY takes no bound values: texts are quoted, everything else is a number of ours.
    private static string Sql(ModelEntry? model, RowExport export, string path)
    {
        // A model without rows still gives a file with the columns every prediction has.
        if (model is not { HasRows: true })
        {
            return $"COPY (SELECT {string.Join(", ", Fixed.Select(column => $"CAST(NULL AS {column.Type}) AS {column.Name}"))} LIMIT 0) TO {Quote(path)} (FORMAT parquet)";
        }

        var sql = new StringBuilder("COPY (SELECT ");
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string stored, _, string name) in Fixed) Add(sql, stored, taken, name, "");
        foreach (StoredColumn column in model.Columns.Where(column => column.Family != ColumnFamily.Outcome))
        {
            Add(sql, $"p.{ModelEntry.ColumnName(column.Ordinal)}", taken, NameOf(column), "feature_");
        }

        for (int i = 0; i < export.Outcomes.Count; i++)
        {
            OutcomeDefinition outcome = export.Outcomes[i];
            string value = outcome.Kind == OutcomeKind.Class ? "label" : "number";
            Add(sql, $"o{i}.{value}", taken, i == 0 ? Names.Label : outcome.Name, "outcome_");
            Add(sql, FormattableString.Invariant($"to_timestamp(o{i}.known_at / 1e6)"), taken, i == 0 ? Names.LabelTime : outcome.Name + "_ts", "outcome_");
        }

        sql.Append(FormattableString.Invariant($" FROM {model.Predictions} p"));
        for (int i = 0; i < export.Outcomes.Count; i++)
        {
            sql.Append(FormattableString.Invariant(
                $"""
                 LEFT JOIN (
                    SELECT id_hash, label, number, known_at FROM {model.Outcomes} WHERE outcome = {Quote(export.Outcomes[i].Name)}
                    QUALIFY row_number() OVER (PARTITION BY id_hash ORDER BY known_at DESC, seq DESC, rowid DESC) = 1
                ) o{i} ON o{i}.id_hash = p.id_hash
                """));
        }

        sql.Append(" WHERE true");
        if (export.Span is { } span)
        {
            sql.Append(FormattableString.Invariant($" AND p.event_at >= {Moments.FirstMicrosecond(span.From)} AND p.event_at < {Moments.FirstMicrosecond(span.To)}"));
        }

        if (export.Version is { } version) sql.Append(" AND coalesce(p.version, '') = ").Append(Quote(version));
        return sql.Append(" ORDER BY p.event_at, p.seq) TO ").Append(Quote(path)).Append(" (FORMAT parquet, COMPRESSION zstd)").ToString();
    }

    private static void Add(StringBuilder sql, string value, HashSet<string> taken, string name, string prefix)
    {
        string free = name;
        while (!taken.Add(free)) free = prefix + free;
        if (taken.Count > 1) sql.Append(", ");
        sql.Append(value).Append(" AS ").Append('"').Append(free.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static string NameOf(StoredColumn column) => column.Family switch
    {
        ColumnFamily.Tag => Names.TagPrefix + column.Name,
        ColumnFamily.Probability or ColumnFamily.ShadowScore => Names.ScorePrefix + column.Name,
        ColumnFamily.ShadowPrediction => "prediction_" + column.Name,
        _ => column.Name,
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
