using System.Runtime.CompilerServices;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Files;

/// <summary>An open Parquet file. Columns are asked for by position, so no name of the file becomes part of a statement.</summary>
internal sealed class ParquetFile : ITabularFile
{
    internal const string Source = "read_parquet($1, hive_partitioning = false, filename = false)";
    private const int ChunkRows = 8_192;
    private readonly Database _database;
    private readonly Connection _connection;
    private readonly string _path;
    private readonly string _name;

    internal ParquetFile(Database database, Connection connection, string path, string name)
    {
        _database = database;
        _connection = connection;
        _path = path;
        _name = name;
        (Columns, Rows) = Head(connection, path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TabularColumn> Columns { get; }

    /// <inheritdoc/>
    public long Rows { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TabularChunk> ReadAsync(
        IReadOnlyList<TabularRead> columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        bool[] asText = [.. columns.Select(c => c.AsText || Columns[c.Index].Kind is TabularKind.Text or TabularKind.Other)];
        var chunk = new TabularChunk([.. asText.Select(text => text ? TabularValues.OfTexts() : TabularValues.OfNumbers())]);
        string expressions = columns.Count == 0
            ? "1"
            : string.Join(", ", columns.Select((c, i) => Expression(c.Index, asText[i] ? TabularKind.Text : Columns[c.Index].Kind)));
        await using CancellationTokenRegistration interrupt = cancel.Register(_connection.Interrupt);
        using Result result = Guard(() => Query($"SELECT {expressions} FROM {Source}"), cancel);
        while (Guard(() => Fill(chunk, result, asText), cancel))
        {
            yield return chunk;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Columns and number of rows, from the file's footer.</summary>
    internal static (IReadOnlyList<TabularColumn> Columns, long Rows) Head(Connection connection, string path)
    {
        using Result head = Query(connection, path, $"SELECT * FROM {Source} LIMIT 0");
        TabularColumn[] columns = [.. head.Types.ToArray().Select((type, i) => new TabularColumn(head.ColumnName(i), KindOf(type)))];
        using Result count = Query(connection, path, $"SELECT count(*) FROM {Source}");
        return (columns, count.Read() ? count.Column<long>(0)[0] : 0);
    }

    internal static IngestFormatException Unreadable(string name, DuckDbException error)
        => new("bad_parquet", $"{name} is not a readable Parquet file ({error.Kind})", error);

    private static bool Fill(TabularChunk chunk, Result result, bool[] asText)
    {
        chunk.Count = 0;
        foreach (TabularValues values in chunk.Columns)
        {
            values.Numbers?.Clear();
            values.Texts?.Clear();
        }

        while (chunk.Count < ChunkRows && result.Read())
        {
            for (int i = 0; i < asText.Length; i++)
            {
                if (asText[i])
                {
                    AddTexts(result, i, chunk.Columns[i].Texts!);
                }
                else
                {
                    AddNumbers(result, i, chunk.Columns[i].Numbers!);
                }
            }

            chunk.Count += result.RowCount;
        }

        return chunk.Count > 0;
    }

    private static void AddNumbers(Result result, int column, NumericBuffer target)
    {
        int first = target.Count;
        target.AddRange(result.Column<double>(column));
        if (result.Validity(column).IsEmpty)
        {
            return;
        }

        for (int row = 0; row < result.RowCount; row++)
        {
            if (!result.IsValid(column, row))
            {
                target[first + row] = NumericValue.Missing;
            }
        }
    }

    private static void AddTexts(Result result, int column, TextBuffer target)
    {
        for (int row = 0; row < result.RowCount; row++)
        {
            if (result.IsValid(column, row))
            {
                target.Add(result.Bytes(column, row));
            }
            else
            {
                target.AddMissing();
            }
        }
    }

    /// <summary>The column at a place, as a double or a text. An infinite moment has no microseconds and is missing.</summary>
    private static string Expression(int index, TabularKind kind)
    {
        string column = $"#{index + 1}";
        return kind switch
        {
            TabularKind.Text => $"CAST({column} AS VARCHAR)",
            TabularKind.Timestamp => $"CASE WHEN isfinite({column}) THEN CAST(epoch_us({column}) AS DOUBLE) END",
            TabularKind.LocalTimestamp =>
                $"CASE WHEN isfinite(CAST({column} AS TIMESTAMP)) THEN CAST(epoch_us(CAST({column} AS TIMESTAMP)) AS DOUBLE) END",
            _ => $"CAST({column} AS DOUBLE)",
        };
    }

    private static TabularKind KindOf(DuckDbType type) => type switch
    {
        DuckDbType.Boolean => TabularKind.Boolean,
        DuckDbType.TinyInt or DuckDbType.SmallInt or DuckDbType.Integer or DuckDbType.BigInt or DuckDbType.HugeInt or
            DuckDbType.UTinyInt or DuckDbType.USmallInt or DuckDbType.UInteger or DuckDbType.UBigInt or
            DuckDbType.Float or DuckDbType.Double or DuckDbType.Decimal => TabularKind.Number,
        DuckDbType.Varchar or DuckDbType.Enum or DuckDbType.Uuid => TabularKind.Text,
        DuckDbType.TimestampTz => TabularKind.Timestamp,
        DuckDbType.Timestamp or DuckDbType.TimestampSeconds or DuckDbType.TimestampMilliseconds or DuckDbType.TimestampNanoseconds or
            DuckDbType.Date => TabularKind.LocalTimestamp,
        _ => TabularKind.Other,
    };

    private T Guard<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            return work();
        }
        catch (DuckDbException error) when (error.Kind == DuckDbErrorKind.Interrupt && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("The reading was cancelled.", error, cancel);
        }
        catch (DuckDbException error)
        {
            throw Unreadable(_name, error);
        }
    }

    private Result Query(string sql) => Query(_connection, _path, sql);

    private static Result Query(Connection connection, string path, string sql)
    {
        using Statement statement = connection.Prepare(sql);
        return statement.Bind(1, path).Query();
    }
}
