using System.Globalization;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Benchmarks.Files;

/// <summary>Makes pairs of files of DOUBLE columns: normal values, every fifth column of the current one moved by 0.3 standard deviations.</summary>
internal sealed class TwoFilesMaker : IDisposable
{
    private const double Moved = 0.3;
    private readonly Database _database = Database.OpenInMemory(new() { ExternalAccess = true, PreserveInsertionOrder = false });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedetta-drift-");

    /// <summary>Makes a reference and a current file of that many rows.</summary>
    /// <param name="rows">Rows of each.</param>
    /// <param name="columns">Columns of each.</param>
    /// <param name="format"><c>parquet</c>, as DuckDB writes it by default, or <c>csv</c>.</param>
    public (string Reference, string Current) Make(long rows, int columns, string format)
    {
        var needed = rows * columns * 2 * (format == "csv" ? 20 : 9);
        var free = new DriveInfo(_folder.FullName).AvailableFreeSpace;
        if (free < needed * 1.2)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{_folder.FullName} has {free >> 20} MiB free, the files need about {needed >> 20} MiB"));
        return (Write("reference", 0, rows, columns, format), Write("current", Moved, rows, columns, format));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Write(string name, double moved, long rows, int columns, string format)
    {
        var path = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{name}-{rows}x{columns}.{format}"));
        var list = string.Join(", ", Enumerable.Range(1, columns).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) + {(i % 5 == 0 ? moved : 0)} AS x{i}")));
        using var connection = _database.Connect();
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"COPY (SELECT {list} FROM range({rows})) TO '{path.Replace("'", "''", StringComparison.Ordinal)}'"));
        return path;
    }
}
