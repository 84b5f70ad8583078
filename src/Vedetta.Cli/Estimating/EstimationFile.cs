using System.Globalization;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Performance;
using Vedetta.Cli.Profiling;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Statistics.Learners;

namespace Vedetta.Cli.Estimating;

/// <summary>A file with everything estimation reads: times, outputs, labels and features. Rows are in the order of time.</summary>
internal sealed class EstimationFile
{
    private const int MostLevels = 1000;
    private readonly Table _table;
    private readonly EstimationOrder _order;
    private readonly int[] _places; // of the file, in the order of time

    private EstimationFile(Table table, EstimationOrder order)
    {
        (_table, _order) = (table, order);
        if (table.Rows == 0) throw new UsageException($"{table.Name} has no rows");
        _places = [.. Enumerable.Range(0, table.Rows)];
        if (table.Find(order.Mapping.Time) is not { } column) return;
        if (column.Problem is { } problem) throw new UsageException($"{Name}: column '{column.Name}' {problem}");
        var times = TimesOf(column);
        _places = [.. _places.OrderBy(i => times[i])];
        Times = Array.ConvertAll(_places, i => times[i]);
    }

    /// <summary>Its file name.</summary>
    public string Name => _table.Name;

    /// <summary>Its rows.</summary>
    public int Rows => _table.Rows;

    /// <summary>Moment of each row; null when the file has no column of times.</summary>
    public DateTimeOffset[]? Times { get; }

    /// <summary>Names of the columns that hold class probabilities; the class follows the prefix.</summary>
    public IReadOnlyList<string> ClassColumns => Has(_order.Mapping.Score) ? [] : [.. _table.Columns.Select(c => c.Name).Where(IsClassScore).Order(StringComparer.Ordinal)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or a time in it is none.</exception>
    public static EstimationFile Read(string path, EstimationOrder order, CancellationToken cancel)
    {
        if (ProfileTableFile.Is(path)) throw new UsageException($"'{path}' is a profile: quality is estimated on rows");
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var column in order.Schema?.Columns ?? []) types[column.Name] = column.Type;
        foreach (var (name, type) in order.Types) types[name] = type;
        types[order.Mapping.Time] = ColumnType.Categorical;
        using var file = new TableOpening(types, name => name != order.Mapping.Id).Open(path, cancel);
        return new EstimationFile(file.Read(file.Columns, cancel), order);
    }

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => _table.Find(column) is not null;

    /// <summary>A column of numbers, NaN where a cell is empty; null when the file has none of that name.</summary>
    public double[]? Numbers(string column)
    {
        if (_table.Find(column) is not { } found) return null;
        if (found.Problem is { } problem) throw new UsageException($"{Name}: column '{column}' {problem}");
        if (found.Numbers is { } numbers) return Array.ConvertAll(_places, i => numbers[i]);
        throw new UsageException($"{Name}: column '{column}' holds texts such as '{(found.Categories!.Dictionary is [var first, ..] ? first : "")}' where numbers are needed");
    }

    /// <summary>A column of classes; null when the file has none of that name.</summary>
    public ClassColumn? Classes(string column)
    {
        if (_table.Find(column) is not { } found) return null;
        var classes = ClassColumn.Of(found, Name);
        return classes with { Codes = Array.ConvertAll(_places, i => classes.Codes[i]) };
    }

    /// <summary>Features both files have, of one type: numbers where both hold numbers, categories otherwise.</summary>
    public static (LearningTable Reference, LearningTable Current) Features(EstimationFile reference, EstimationFile current, List<string> notes)
    {
        var (before, after) = (new List<LearningColumn>(), new List<LearningColumn>());
        foreach (var name in reference._table.Columns.Select(c => c.Name).Where(reference.IsFeature))
        {
            if (reference._table.Find(name) is not { Problem: null } old || current._table.Find(name) is not { Problem: null } now) continue;
            if (old.Numbers is not null && now.Numbers is not null)
            {
                before.Add(LearningColumn.Numeric(name, reference.Numbers(name)!));
                after.Add(LearningColumn.Numeric(name, current.Numbers(name)!));
            }
            else if (reference.Levels(old) is { } levels && current.Levels(now) is { } others)
            {
                before.Add(LearningColumn.Categorical(name, levels));
                after.Add(LearningColumn.Categorical(name, others));
            }
            else
            {
                notes.Add($"column '{name}' holds more than {MostLevels} different texts and is no feature here");
            }
        }

        return (new LearningTable(before), new LearningTable(after));
    }

    private string?[]? Levels(TableColumn column)
    {
        if (column.Numbers is { } numbers) return Array.ConvertAll(_places, i => double.IsNaN(numbers[i]) ? null : numbers[i].ToString("R", CultureInfo.InvariantCulture));
        return column.Categories!.Dictionary.Count > MostLevels ? null : Array.ConvertAll(_places, i => column.Categories[i]);
    }

    private bool IsFeature(string name)
    {
        var m = _order.Mapping;
        if (_order.Schema is { Columns.Count: > 0 } schema) return schema.Columns.Any(c => c.Name == name && c.Role == ColumnRole.Feature);
        string[] reserved = [m.Id, m.Time, m.Version, m.Score, m.Prediction, m.Decision, m.Amount, m.Subject, m.Variant, m.Latency, m.Label, m.LabelTime, .. m.Tags ?? []];
        return !reserved.Contains(name, StringComparer.Ordinal) && !IsClassScore(name) && !name.StartsWith(m.TagPrefix, StringComparison.Ordinal);
    }

    private bool IsClassScore(string name) => name.Length > _order.Mapping.ScorePrefix.Length && name.StartsWith(_order.Mapping.ScorePrefix, StringComparison.Ordinal);

    private DateTimeOffset[] TimesOf(TableColumn column)
    {
        var texts = column.Categories!;
        var moments = new DateTimeOffset[texts.Dictionary.Count];
        for (var i = 0; i < moments.Length; i++)
        {
            if (!EventTime.TryParse(Encoding.UTF8.GetBytes(texts.Dictionary[i]), _order.Zone, out var micros))
                throw new UsageException($"{Name}: row {texts.Codes.IndexOf(i) + 1}, column '{column.Name}': '{texts.Dictionary[i]}' is no time; allowed is {EventTime.Allowed}");
            moments[i] = EventTime.At(micros);
        }

        var times = new DateTimeOffset[Rows];
        for (var row = 0; row < Rows; row++)
            times[row] = texts.Codes[row] is >= 0 and var code ? moments[code] : throw new UsageException($"{Name}: row {row + 1} has no time in column '{column.Name}'");
        return times;
    }
}
