using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// Looks id hashes up by one scan of the hash column, whatever their number. There is no index: it would keep every id in
/// memory, and the filter before this look-up lets almost only known ids through. Thread-safe; one look-up at a time.
/// </summary>
internal sealed class IdLookup : IDisposable
{
    private const int FewHashes = 8;
    private readonly Lock _lock = new();
    private readonly Connection _connection;

    internal IdLookup(Database database)
    {
        _connection = database.Connect();
        _connection.Execute("CREATE TEMP TABLE probe(id_hash UBIGINT NOT NULL)");
    }

    internal Dictionary<ulong, ulong> Find(ModelEntry model, ReadOnlySpan<ulong> hashes)
    {
        var found = new Dictionary<ulong, ulong>();
        lock (_lock)
        {
            using Statement statement = hashes.Length <= FewHashes ? PrepareFew(model, hashes) : PrepareMany(model, hashes);
            using Result result = statement.Query();
            while (result.Read())
            {
                ReadOnlySpan<ulong> ids = result.Column<ulong>(0);
                ReadOnlySpan<ulong> rows = result.Column<ulong>(1);
                for (int i = 0; i < result.RowCount; i++)
                {
                    found.TryAdd(ids[i], rows[i]);
                }
            }
        }

        return found;
    }

    public void Dispose() => _connection.Dispose();

    private Statement PrepareFew(ModelEntry model, ReadOnlySpan<ulong> hashes)
    {
        string parameters = string.Join(", ", Enumerable.Range(1, hashes.Length).Select(i => $"${i}"));
        Statement statement = _connection.Prepare($"SELECT id_hash, row_hash FROM {model.Predictions} WHERE id_hash IN ({parameters})");
        for (int i = 0; i < hashes.Length; i++)
        {
            statement.Bind(i + 1, hashes[i]);
        }

        return statement;
    }

    private Statement PrepareMany(ModelEntry model, ReadOnlySpan<ulong> hashes)
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

        return _connection.Prepare($"SELECT id_hash, row_hash FROM {model.Predictions} SEMI JOIN probe USING (id_hash)");
    }
}
