using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Takes rows as readers find them. Not thread-safe.</summary>
internal interface IRowSink
{
    /// <summary>Rows kept in the chunk so far, and those refused: what bounds a chunk.</summary>
    int ChunkRows { get; }

    /// <summary>One row as a JSON object, valid UTF-8.</summary>
    void Json(ReadOnlySpan<byte> row);

    /// <summary>The column names of a flat file, before its first row.</summary>
    void Header(IReadOnlyList<string> names);

    /// <summary>Begins a row of a flat file.</summary>
    void BeginRow();

    /// <summary>One cell of the row.</summary>
    void Cell(int column, Token token, ReadOnlySpan<byte> text, double number);

    /// <summary>Ends the row; the bytes are what people see in quarantine.</summary>
    void EndRow(ReadOnlySpan<byte> raw);

    /// <summary>A row that cannot be read; after <see cref="BeginRow"/> instead of <see cref="EndRow"/>.</summary>
    void Refuse(string code, string message, ReadOnlySpan<byte> raw);
}

/// <summary>Reads rows from bytes or files into a sink, a chunk at a time.</summary>
internal interface IRowReader : IAsyncDisposable
{
    /// <summary>Reads until the sink holds <paramref name="rows"/> rows or the input ends; false once it has ended.</summary>
    ValueTask<bool> ReadAsync(IRowSink sink, int rows, CancellationToken cancel);
}

/// <summary>Bounds of what is read.</summary>
internal static class ReadLimits
{
    /// <summary>Longest row in bytes; a longer one is refused and skipped.</summary>
    public const int RowBytes = 1 << 20;

    /// <summary>Deepest nesting of a JSON row.</summary>
    public const int Depth = 16;

    /// <summary>Most columns of a flat file.</summary>
    public const int Columns = 4096;
}
