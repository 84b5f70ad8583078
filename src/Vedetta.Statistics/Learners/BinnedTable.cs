namespace Vedetta.Statistics.Learners;

/// <summary>A table as bytes: the bin of every cell, column by column.</summary>
internal sealed class BinnedTable
{
    private BinnedTable(byte[][] cells, int rows)
    {
        Cells = cells;
        Rows = rows;
    }

    /// <summary>Bins of each column.</summary>
    public byte[][] Cells { get; }

    public int Rows { get; }

    public static BinnedTable Of(LearningTable table, IReadOnlyList<LearningColumn> columns, ColumnBins[] bins, ParallelOptions parallel)
    {
        var sources = columns.Select(table.Require).ToArray();
        var cells = new byte[bins.Length][];
        Parallel.For(0, bins.Length, parallel, c =>
        {
            cells[c] = new byte[table.Rows];
            bins[c].Encode(sources[c], cells[c]);
        });
        return new BinnedTable(cells, table.Rows);
    }

    /// <summary>Cells of a run of rows, row by row, which is how trees read them.</summary>
    public void Transpose(int start, Span<byte> rows)
    {
        var width = Cells.Length;
        var count = rows.Length / width;
        for (var c = 0; c < width; c++)
        {
            var column = Cells[c].AsSpan(start, count);
            for (var i = 0; i < count; i++)
                rows[(i * width) + c] = column[i];
        }
    }
}
