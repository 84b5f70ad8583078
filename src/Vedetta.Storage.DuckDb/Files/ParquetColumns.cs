using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;

namespace Vedetta.Storage.DuckDb.Files;

/// <summary>
/// A Parquet file read one whole column at a time, vectors copied straight into the caller's memory. Several columns may be
/// read at once, each by its own thread; the rows of every column come in the order of the file.
/// </summary>
public sealed class ParquetColumns : IDisposable
{
    // Reading a column needs some row groups of it; a damaged footer may ask for more.
    private const long MemoryLimit = 1L << 30;
    private readonly Database _database;
    private readonly string _path;
    private readonly string _name;

    private ParquetColumns(Database database, string path, string name, IReadOnlyList<TabularColumn> columns, long rows) =>
        (_database, _path, _name, Columns, Rows) = (database, path, name, columns, rows);

    /// <summary>Columns of the file in their order.</summary>
    public IReadOnlyList<TabularColumn> Columns { get; }

    /// <summary>Rows of the file.</summary>
    public long Rows { get; }

    /// <summary>Opens a file on the local disk.</summary>
    /// <exception cref="IngestFormatException">It is no whole Parquet file.</exception>
    public static ParquetColumns Open(string path)
    {
        string full = Path.GetFullPath(path);
        string name = Path.GetFileName(full);
        ParquetFileReader.CheckSignature(full);

        // Callers bring the threads: each runs the query of its own column, and order costs nothing.
        Database database = Database.OpenInMemory(new() { Threads = 1, ExternalAccess = true, MemoryLimit = MemoryLimit });
        try
        {
            using Connection connection = database.Connect();
            ParquetFileReader.Restrict(connection, full);
            string escaped = ParquetPath.Escape(full);
            (IReadOnlyList<TabularColumn> columns, long rows) = ParquetFile.Head(connection, escaped);
            return new(database, escaped, name, columns, rows);
        }
        catch (DuckDbException error)
        {
            database.Dispose();
            throw ParquetFile.Unreadable(name, error);
        }
    }

    /// <summary>Reads a column as numbers; rows without a value become <see cref="NumericValue.Missing"/>.</summary>
    /// <param name="column">Place of the column.</param>
    /// <param name="into">As many numbers as the file has rows.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="IngestFormatException">The column cannot be read, or not as numbers.</exception>
    public void ReadNumbers(int column, Span<double> into, CancellationToken cancel)
    {
        try
        {
            using Connection connection = _database.Connect();
            using Statement statement = connection.Prepare($"SELECT CAST(#{column + 1} AS DOUBLE) FROM {ParquetFile.Source}");
            using Result result = statement.Bind(1, _path).Query();
            int at = 0;
            while (result.Read())
            {
                cancel.ThrowIfCancellationRequested();
                if (at + result.RowCount > into.Length) throw Changed();
                Span<double> target = into.Slice(at, result.RowCount);
                result.Column<double>(0).CopyTo(target);
                MarkMissing(result.Validity(0), target);
                at += result.RowCount;
            }

            if (at != into.Length) throw Changed();
        }
        catch (DuckDbException error)
        {
            throw Unreadable(column, error);
        }
    }

    /// <summary>Reads a column as texts, and says false when it holds more different ones than asked for.</summary>
    /// <param name="column">Place of the column.</param>
    /// <param name="into">An empty buffer.</param>
    /// <param name="mostDifferent">Different texts at most.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="IngestFormatException">The column cannot be read.</exception>
    public bool ReadTexts(int column, CategoryBuffer into, int mostDifferent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(into);
        try
        {
            using Connection connection = _database.Connect();
            using Statement statement = connection.Prepare($"SELECT CAST(#{column + 1} AS VARCHAR) FROM {ParquetFile.Source}");
            using Result result = statement.Bind(1, _path).Query();
            var codes = new CategoryMap();
            while (result.Read())
            {
                cancel.ThrowIfCancellationRequested();
                ReadOnlySpan<StringCell> cells = result.Cells(0);
                for (int row = 0; row < cells.Length; row++)
                {
                    into.AddCode(result.IsValid(0, row) ? codes.CodeOf(in cells[row], into) : CategoryBuffer.Missing);
                }

                if (into.Dictionary.Count > mostDifferent) return false;
            }

            return into.Count == Rows ? true : throw Changed();
        }
        catch (DuckDbException error)
        {
            throw Unreadable(column, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static void MarkMissing(ReadOnlySpan<ulong> validity, Span<double> values)
    {
        for (int word = 0; word < validity.Length; word++)
        {
            for (ulong absent = ~validity[word]; absent != 0; absent &= absent - 1)
            {
                int row = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(absent);
                if (row >= values.Length) return;
                values[row] = NumericValue.Missing;
            }
        }
    }

    private IngestFormatException Changed() => new("bad_parquet", $"{_name} changed while it was read");

    private IngestFormatException Unreadable(int column, DuckDbException error) =>
        new("bad_parquet", $"column '{Columns[column].Name}' cannot be read ({error.Kind})", error);
}
