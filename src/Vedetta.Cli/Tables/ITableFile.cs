namespace Vedetta.Cli.Tables;

/// <summary>A file whose columns are read a few at a time, so that it may be larger than memory. Columns may be read by several threads at once.</summary>
internal interface ITableFile : IDisposable
{
    /// <summary>Its file name, for messages.</summary>
    string Name { get; }

    /// <summary>Its rows.</summary>
    int Rows { get; }

    /// <summary>Names of its columns in their order, those left out when it was opened excepted.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>True when a column costs only itself; false when every reading passes over the whole file, and many columns at once are cheaper.</summary>
    bool ReadsSingly { get; }

    /// <summary>
    /// Reads these columns, those the file does not have left out. The rows of every reading come in the same order; a
    /// column that cannot be read says why.
    /// </summary>
    Table Read(IReadOnlyList<string> columns, CancellationToken cancel);

    /// <summary>Takes back the memory of a table that nobody needs any more, for the next reading.</summary>
    void TakeBack(Table table)
    {
    }
}
