using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Ingestion.Files;

/// <summary>Opens files of typed columns (Parquet). Thread-safe; a file that is no such file is an <see cref="IngestFormatException"/>.</summary>
public interface ITabularFileReader
{
    /// <summary>Opens a file on the local disk.</summary>
    ValueTask<ITabularFile> OpenAsync(string path, CancellationToken cancel);
}

/// <summary>An open file of typed columns. One reading at a time.</summary>
public interface ITabularFile : IAsyncDisposable
{
    /// <summary>Its columns in their order. A column of a type that has no kind here (list, struct, blob) is <see cref="TabularKind.Other"/>.</summary>
    IReadOnlyList<TabularColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    long Rows { get; }

    /// <summary>Streams the rows in the order of the file in chunks of at most 10,000; the chunk is reused.</summary>
    /// <param name="columns">The columns to read, in the order chunks give them.</param>
    /// <param name="cancel">Stops the reading.</param>
    IAsyncEnumerable<TabularChunk> ReadAsync(IReadOnlyList<TabularRead> columns, CancellationToken cancel);
}

/// <summary>What a column of a file holds.</summary>
public enum TabularKind
{
    /// <summary>Numbers of any width, decimals too.</summary>
    Number,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>True or false; given as 1 and 0.</summary>
    Boolean,

    /// <summary>Moments with a zone; given as microseconds since 1970 UTC.</summary>
    Timestamp,

    /// <summary>Moments and dates without a zone; given as if they were UTC.</summary>
    LocalTimestamp,

    /// <summary>Anything else; can only be read as text.</summary>
    Other,
}

/// <summary>A column of a file.</summary>
public sealed record TabularColumn(string Name, TabularKind Kind);

/// <summary>A column to read.</summary>
/// <param name="Index">Its place in <see cref="ITabularFile.Columns"/>.</param>
/// <param name="AsText">True to get its values as texts whatever its kind (long whole numbers keep every digit).</param>
public sealed record TabularRead(int Index, bool AsText = false);

/// <summary>Rows of the columns asked for.</summary>
public sealed class TabularChunk(IReadOnlyList<TabularValues> columns)
{
    /// <summary>Number of rows.</summary>
    public int Count { get; set; }

    /// <summary>The values, in the order the columns were asked for.</summary>
    public IReadOnlyList<TabularValues> Columns { get; } = columns;
}

/// <summary>Values of one column of a chunk: numbers or texts.</summary>
public sealed class TabularValues
{
    private TabularValues(NumericBuffer? numbers, TextBuffer? texts) => (Numbers, Texts) = (numbers, texts);

    /// <summary>Numbers, moments and booleans; null rows are <c>NumericValue.Missing</c>. Null when read as text.</summary>
    public NumericBuffer? Numbers { get; }

    /// <summary>Texts; null when read as numbers.</summary>
    public TextBuffer? Texts { get; }

    /// <summary>Makes an empty column of numbers.</summary>
    public static TabularValues OfNumbers() => new(new NumericBuffer(), texts: null);

    /// <summary>Makes an empty column of texts.</summary>
    public static TabularValues OfTexts() => new(numbers: null, new TextBuffer());
}
