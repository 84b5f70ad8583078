using System.IO.Compression;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tables;

/// <summary>
/// A CSV or NDJSON file, plain or gzip. Small ones are read once and kept; of large ones the first pass finds out rows and
/// types only, and each reading passes over the file again for the columns asked for.
/// </summary>
internal sealed class RowTableFile : ITableFile
{
    /// <summary>Bytes of text from which a file is not kept whole; the numbers of a text take about as much memory as the text.</summary>
    private const long KeptBytes = 512L << 20;

    /// <summary>How much text a byte of gzip stands for.</summary>
    private const int GzipRatio = 8;

    private readonly string _path;
    private readonly IngestSource _source;
    private readonly TableOpening _opening;
    private readonly Dictionary<string, ColumnType> _types;
    private readonly Dictionary<string, TableColumn>? _kept;

    /// <summary>Opens it and passes over it once.</summary>
    public RowTableFile(string path, IngestSource source, TableOpening opening, CancellationToken cancel)
    {
        (_path, _source, _opening) = (path, source, opening);
        Name = Path.GetFileName(path);
        var bytes = new FileInfo(path).Length;
        var whole = bytes * (source.Gzip ? GzipRatio : 1) <= (opening.KeptBytes ?? KeptBytes);
        var (rows, intakes) = Pass(opening.Wants, opening.Types, whole, cancel);
        Rows = rows;
        Columns = [.. intakes.Select(i => i.Name)];
        _types = intakes.Where(i => i.Found is not null && !opening.Types.ContainsKey(i.Name)).ToDictionary(i => i.Name, i => i.Found!.Value, StringComparer.Ordinal);
        foreach (var (name, type) in opening.Types) _types[name] = type;
        if (!whole) return;
        _kept = intakes.Where(i => !i.ReadAgain).ToDictionary(i => i.Name, i => i.Finish(), StringComparer.Ordinal);
        if (_kept.Count == Columns.Count) return;
        foreach (var column in ReadPass([.. intakes.Where(i => i.ReadAgain).Select(i => i.Name)], cancel)) _kept.Add(column.Name, column);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public bool ReadsSingly => _kept is not null;

    /// <inheritdoc/>
    public Table Read(IReadOnlyList<string> columns, CancellationToken cancel) => new(Name, Rows, _kept is null
        ? [.. ReadPass(columns, cancel)]
        : [.. columns.Where(_kept.ContainsKey).Select(c => _kept[c].Copy())]);

    /// <inheritdoc/>
    public void Dispose() => _kept?.Clear();

    private IEnumerable<TableColumn> ReadPass(IReadOnlyList<string> columns, CancellationToken cancel)
    {
        var wanted = new HashSet<string>(columns, StringComparer.Ordinal);
        return Pass(wanted.Contains, _types, keep: true, cancel).Columns.Select(i => i.Finish());
    }

    private (int Rows, IReadOnlyList<ColumnIntake> Columns) Pass(Func<string, bool> wants, IReadOnlyDictionary<string, ColumnType> types, bool keep, CancellationToken cancel)
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var stream = _source.Gzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        ColumnIntake Intake(string name) => new(name, types.TryGetValue(name, out var type) ? type : null, _opening.MostTexts, keep);
        var told = new RowProgress(() => file.Position, _opening.Progress, cancel);
        return _source.Format == IngestFormat.Csv ? CsvTable.Read(stream, Name, wants, Intake, told) : NdJsonTable.Read(stream, Name, wants, Intake, told);
    }
}

/// <summary>Told of every row: says now and then how far the reading is, and stops it when asked to.</summary>
internal sealed class RowProgress(Func<long> position, IProgress<long>? progress, CancellationToken cancel)
{
    private const int Every = 1 << 12;

    /// <summary>One more row was read.</summary>
    public void Row(int rows)
    {
        if (rows == Array.MaxLength) throw new UsageException($"the file has more than {Array.MaxLength:N0} rows: split it");
        if ((rows & (Every - 1)) != 0) return;
        cancel.ThrowIfCancellationRequested();
        progress?.Report(position());
    }
}
