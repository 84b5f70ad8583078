using Vedetta.Cli.Tables;

namespace Vedetta.Cli.Profiling;

/// <summary>What there is to know of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns in their order.</param>
internal sealed record FileFacts(string Name, int Rows, IReadOnlyList<ColumnFacts> Columns)
{
    /// <summary>Looks at every column, a few at a time.</summary>
    public static FileFacts Of(ITableFile file, IProgress<long> progress, CancellationToken cancel)
    {
        var columns = new ColumnFacts[file.Columns.Count];
        var done = 0;
        ColumnGroups.ForEach(
            file,
            file.Columns,
            (at, column) =>
            {
                columns[at] = ColumnFacts.Of(column, file.Rows);
                progress.Report(Interlocked.Increment(ref done));
            },
            cancel);
        return new FileFacts(file.Name, file.Rows, columns);
    }
}
