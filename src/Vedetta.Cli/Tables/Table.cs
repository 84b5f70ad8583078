using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tables;

/// <summary>A file in memory, column by column.</summary>
/// <param name="Name">Its file name, for messages.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns in the order of the file.</param>
internal sealed record Table(string Name, int Rows, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The column of that name, or null.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>A column in memory: numbers, or categories, or the reason why it cannot be read.</summary>
internal sealed class TableColumn
{
    private TableColumn(string name, ColumnType type, NumericBuffer? numbers, CategoryBuffer? categories, string? problem) =>
        (Name, Type, Numbers, Categories, Problem) = (name, type, numbers, categories, problem);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How its values were read.</summary>
    public ColumnType Type { get; }

    /// <summary>Its values as numbers; null for categories.</summary>
    public NumericBuffer? Numbers { get; }

    /// <summary>Its values as categories; null for numbers.</summary>
    public CategoryBuffer? Categories { get; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>A column of numbers.</summary>
    public static TableColumn Of(string name, NumericBuffer numbers) => new(name, ColumnType.Numeric, numbers, null, null);

    /// <summary>A column of categories; boolean when it holds nothing but true and false.</summary>
    public static TableColumn Of(string name, CategoryBuffer categories)
    {
        var truths = categories.Dictionary.Count > 0 && categories.Dictionary.All(d => bool.TryParse(d, out _));
        return new(name, truths ? ColumnType.Boolean : ColumnType.Categorical, null, categories, null);
    }

    /// <summary>A column that cannot be read.</summary>
    public static TableColumn Unreadable(string name, ColumnType type, string problem) => new(name, type, null, null, problem);
}
