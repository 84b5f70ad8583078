using Vedetta.Core.Ingestion;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// Looks outcomes up by one scan of the hash column, whatever the number of ids. There is no index: the filter before this look-up
/// lets almost only known ones through. Thread-safe; one look-up at a time.
/// </summary>
internal sealed class OutcomeLookup : IDisposable
{
    private const int FewHashes = 8;
    private readonly Lock _lock = new();
    private readonly Connection _connection;

    internal OutcomeLookup(Database database)
    {
        _connection = database.Connect();
        _connection.Execute("CREATE TEMP TABLE probe(id_hash UBIGINT NOT NULL)");
    }

    /// <summary>The outcomes of these ids, in the order they were stored.</summary>
    internal OutcomeBatch FindOutcomes(ModelEntry model, ReadOnlySpan<ulong> hashes, CancellationToken cancel)
    {
        var reader = new OutcomeReader();
        string columns = string.Join(", ", RowTables.OutcomeColumns);
        lock (_lock)
        {
            using Statement statement = hashes.Length <= FewHashes
                ? PrepareFew(model.Outcomes, columns, hashes, " ORDER BY rowid")
                : PrepareMany(model.Outcomes, columns, hashes, " ORDER BY rowid");
            using Result result = statement.Query();
            reader.Fill(result, int.MaxValue, cancel);
        }

        return reader.Batch;
    }

    public void Dispose() => _connection.Dispose();

    private Statement PrepareFew(string table, string columns, ReadOnlySpan<ulong> hashes, string order = "")
    {
        string parameters = string.Join(", ", Enumerable.Range(1, hashes.Length).Select(i => $"${i}"));
        Statement statement = _connection.Prepare($"SELECT {columns} FROM {table} WHERE id_hash IN ({parameters}){order}");
        for (int i = 0; i < hashes.Length; i++)
        {
            statement.Bind(i + 1, hashes[i]);
        }

        return statement;
    }

    private Statement PrepareMany(string table, string columns, ReadOnlySpan<ulong> hashes, string order = "")
    {
        _connection.Execute("DELETE FROM probe");
        using (Appender appender = _connection.Append("probe", [DuckDbType.UBigInt]))
        {
            for (int start = 0; start < hashes.Length; start += Appender.Capacity)
            {
                ReadOnlySpan<ulong> slice = hashes.Slice(start, Math.Min(Appender.Capacity, hashes.Length - start));
                slice.CopyTo(appender.Column<ulong>(0));
                appender.Append(slice.Length);
            }

            appender.Complete();
        }

        return _connection.Prepare($"SELECT {columns} FROM {table} WHERE id_hash IN (SELECT id_hash FROM probe){order}");
    }
}
