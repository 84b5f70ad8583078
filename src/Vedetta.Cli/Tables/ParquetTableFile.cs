using System.Globalization;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Models;
using Vedetta.Storage.DuckDb.Files;

namespace Vedetta.Cli.Tables;

/// <summary>A Parquet file; only the columns asked for are read.</summary>
internal sealed class ParquetTableFile : ITableFile
{
    private readonly ParquetColumns _file;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly TableOpening _opening;
    private readonly Stack<double[]> _free = new(); // fresh memory costs more than reading into it

    /// <summary>Opens it.</summary>
    public ParquetTableFile(string path, TableOpening opening)
    {
        _opening = opening;
        _file = ParquetColumns.Open(path);
        Name = Path.GetFileName(path);
        // Both sides of one column and the room to sort it.
        var room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (3 * sizeof(double));
        if (_file.Rows > Math.Min(Array.MaxLength, room))
        {
            _file.Dispose();
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{Name} says it has {_file.Rows:N0} rows; one column of it does not fit into memory: split the file"));
        }

        Rows = (int)_file.Rows;
        for (var i = 0; i < _file.Columns.Count; i++)
            if (opening.Wants(_file.Columns[i].Name)) _places.TryAdd(_file.Columns[i].Name, i);
        Columns = [.. _places.OrderBy(p => p.Value).Select(p => p.Key)];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public bool ReadsSingly => true;

    /// <inheritdoc/>
    public Table Read(IReadOnlyList<string> columns, CancellationToken cancel) =>
        new(Name, Rows, [.. columns.Where(_places.ContainsKey).OrderBy(c => _places[c]).Select(c => ReadColumn(c, cancel))]);

    /// <inheritdoc/>
    public void TakeBack(Table table)
    {
        lock (_free)
            foreach (var column in table.Columns)
                if (column.Numbers is { } numbers) _free.Push(numbers);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private double[] Room()
    {
        lock (_free)
            if (_free.TryPop(out var room)) return room;
        return GC.AllocateUninitializedArray<double>(Rows);
    }

    private TableColumn ReadColumn(string name, CancellationToken cancel)
    {
        var place = _places[name];
        var numeric = _opening.Types.TryGetValue(name, out var told) ? told == ColumnType.Numeric : _file.Columns[place].Kind == TabularKind.Number;
        try
        {
            if (numeric)
            {
                var values = Room();
                _file.ReadNumbers(place, values, cancel);
                return TableColumn.Of(name, values);
            }

            var categories = new CategoryBuffer();
            return _file.ReadTexts(place, categories, _opening.MostTexts, cancel) ? TableColumn.Of(name, categories) : TableColumn.TooManyTexts(name, _opening.MostTexts);
        }
        catch (IngestFormatException broken)
        {
            return TableColumn.Unreadable(name, numeric ? ColumnType.Numeric : ColumnType.Categorical, broken.Message);
        }
    }
}
