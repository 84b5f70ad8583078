using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Profiling;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>The columns of a file that quality is measured from: times, outputs, labels and segments.</summary>
internal sealed class PerformanceFile
{
    private const int MostSegments = 200;

    // Nearly every row may have a time of its own.
    private const int MostTimes = 100_000_000;
    private readonly Table _table;
    private readonly PerformanceOrder _order;

    private PerformanceFile(Table table, PerformanceOrder order) => (_table, _order) = (table, order);

    /// <summary>Its file name.</summary>
    public string Name => _table.Name;

    /// <summary>Its rows.</summary>
    public int Rows => _table.Rows;

    /// <summary>Names of the columns that hold class probabilities; the class follows the prefix.</summary>
    public IReadOnlyList<string> ClassColumns => _table.Find(_order.Mapping.Score) is not null
        ? []
        : [.. _table.Columns.Select(c => c.Name).Where(IsClassScore)];

    /// <summary>Reads the columns that are needed.</summary>
    /// <exception cref="UsageException">The file cannot be read, or a column that is needed is missing.</exception>
    public static PerformanceFile Read(PerformanceOrder order, CancellationToken cancel)
    {
        if (ProfileTableFile.Is(order.Path)) throw new UsageException($"'{order.Path}' is a profile: quality is measured on rows");
        var mapping = order.Mapping;
        var types = new Dictionary<string, ColumnType>(order.Types, StringComparer.Ordinal) { [mapping.Time] = ColumnType.Categorical };
        foreach (var column in order.By) types[column] = ColumnType.Categorical;
        string[] fixedColumns = [mapping.Time, mapping.Score, mapping.Prediction, mapping.Label, .. order.By];
        var opening = new TableOpening(types, name => fixedColumns.Contains(name, StringComparer.Ordinal) || IsClassScore(mapping, name)) { MostTexts = MostTimes };
        using var file = opening.Open(order.Path, cancel);
        var read = new PerformanceFile(file.Read(file.Columns, cancel), order);
        read.Need(mapping.Label, "labels");
        foreach (var column in order.By) read.Need(column, "segments");
        return read;
    }

    /// <summary>The task: what was told, or what the outputs show.</summary>
    public PerformanceTask FindTask()
    {
        if (_order.Task is { } told) return told;
        if (_order.Schema is { } schema) return schema.Task switch { ModelTask.Binary => PerformanceTask.Binary, ModelTask.Multiclass => PerformanceTask.Multiclass, _ => PerformanceTask.Regression };
        if (_table.Find(_order.Mapping.Score) is not null) return PerformanceTask.Binary;
        if (ClassColumns.Count > 0) return PerformanceTask.Multiclass;
        if (_table.Find(_order.Mapping.Prediction) is not { } prediction)
            throw new UsageException($"{Name} has neither a column '{_order.Mapping.Score}' nor '{_order.Mapping.ScorePrefix}<class>' nor '{_order.Mapping.Prediction}': nothing to measure");
        return prediction.Numbers is null ? PerformanceTask.Multiclass : PerformanceTask.Regression;
    }

    /// <summary>A column of numbers, NaN where a cell is empty; null when the file has none of that name.</summary>
    public double[]? Numbers(string column)
    {
        if (_table.Find(column) is not { } found) return null;
        if (found.Problem is { } problem) throw new UsageException($"{Name}: column '{column}' {problem}");
        if (found.Numbers is { } numbers) return numbers;
        throw new UsageException($"{Name}: column '{column}' holds texts such as '{found.Categories!.Dictionary[0]}' where numbers are needed");
    }

    /// <summary>A column of classes: the texts that occur and a code for each row, -1 where a cell is empty; null when the file has none of that name.</summary>
    public ClassColumn? Classes(string column) => _table.Find(column) is { } found ? ClassColumn.Of(found, Name) : null;

    /// <summary>The window of each row, and the windows in order; null when every row belongs to one period without a place in time.</summary>
    public (int[] OfRow, IReadOnlyList<Window> Windows)? Windows(WindowSize every)
    {
        if (_table.Find(_order.Mapping.Time) is not { } column)
            return every == WindowSize.All ? null : throw new UsageException($"{Name} has no column '{_order.Mapping.Time}': name the column of times by --time, or ask for --every all");
        if (column.Problem is { } problem) throw new UsageException($"{Name}: column '{column.Name}' {problem}");
        var times = Times(column);
        if (every == WindowSize.All) return ([.. new int[Rows]], [new Window(times.Min(), times.Max().AddTicks(TimeSpan.TicksPerMicrosecond))]);
        var (zone, windows) = (_order.Zone, new SortedDictionary<DateTimeOffset, Window>());
        var ofText = new Window[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            ofText[i] = i > 0 && ofText[i - 1].Contains(times[i]) ? ofText[i - 1] : WindowCalendar.At(times[i], every, zone);
            windows[ofText[i].From] = ofText[i];
        }

        var place = windows.Keys.Select((from, at) => (from, at)).ToDictionary(w => w.from, w => w.at);
        var codes = Array.ConvertAll(ofText, w => place[w.From]);
        var ofRow = new int[Rows];
        for (var row = 0; row < Rows; row++) ofRow[row] = codes[column.Categories!.Codes[row]];
        return (ofRow, [.. windows.Values]);
    }

    /// <summary>Values of a column as segments, in the order of their names, and the segment of each row.</summary>
    public (string[] Names, int[] OfRow) Segments(string column)
    {
        var classes = Classes(column)!;
        if (classes.Names.Count > MostSegments) throw new UsageException($"--by: column '{column}' holds {classes.Names.Count:N0} different values; at most {MostSegments} can be segments");
        var names = classes.Names.Append("").ToArray();
        var order = Enumerable.Range(0, names.Length).OrderBy(i => names[i], StringComparer.Ordinal).ToArray();
        var rank = new int[names.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;
        return (Array.ConvertAll(order, i => $"{column}={names[i]}"), Array.ConvertAll(classes.Codes, code => rank[code < 0 ? names.Length - 1 : code]));
    }

    // A moment for each text of the column; rows without one are an error, since they belong to no period.
    private DateTimeOffset[] Times(TableColumn column)
    {
        if (Rows == 0) throw new UsageException($"{Name} has no rows");
        var texts = column.Categories!;
        for (var row = 0; row < Rows; row++)
            if (texts.Codes[row] < 0) throw new UsageException($"{Name}: row {row + 1} has no time in column '{column.Name}'");
        var times = new DateTimeOffset[texts.Dictionary.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (!EventTime.TryParse(Encoding.UTF8.GetBytes(texts.Dictionary[i]), _order.Zone, out var micros))
                throw new UsageException($"{Name}: row {texts.Codes.IndexOf(i) + 1}, column '{column.Name}': '{texts.Dictionary[i]}' is no time; allowed is {EventTime.Allowed}");
            times[i] = EventTime.At(micros);
        }

        return times;
    }

    private void Need(string column, string what)
    {
        if (_table.Find(column) is null) throw new UsageException($"{Name} has no column '{column}' for {what}; it has {string.Join(", ", _table.Columns.Select(c => c.Name).Take(12))}");
    }

    private bool IsClassScore(string name) => IsClassScore(_order.Mapping, name);

    private static bool IsClassScore(ColumnMapping mapping, string name) =>
        name.Length > mapping.ScorePrefix.Length && name.StartsWith(mapping.ScorePrefix, StringComparison.Ordinal);
}
