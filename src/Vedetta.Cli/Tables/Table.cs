using System.Globalization;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Tables;

/// <summary>Columns of a file in memory.</summary>
/// <param name="Name">Its file name, for messages.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">The columns asked for, in the order of the file.</param>
internal sealed record Table(string Name, int Rows, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The column of that name, or null.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>A column in memory: numbers, categories, a profile in their place, or the reason why it cannot be read.</summary>
internal sealed class TableColumn
{
    private TableColumn(string name, ColumnType type, double[]? numbers, CategoryBuffer? categories, ColumnProfile? profile, string? problem) =>
        (Name, Type, Numbers, Categories, Profile, Problem) = (name, type, numbers, categories, profile, problem);

    /// <summary>Different texts of a column at most: one with more of them tells rows apart and is no category.</summary>
    public const int MostTexts = 1_000_000;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How its values were read.</summary>
    public ColumnType Type { get; }

    /// <summary>Its values as numbers, one a row, the reader's to change; null for categories. NaN is missing.</summary>
    public double[]? Numbers { get; }

    /// <summary>Its values as categories; null for numbers.</summary>
    public CategoryBuffer? Categories { get; }

    /// <summary>Its profile where the rows themselves are not there; null otherwise.</summary>
    public ColumnProfile? Profile { get; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>A column of numbers.</summary>
    public static TableColumn Of(string name, double[] numbers) => new(name, ColumnType.Numeric, numbers, null, null, null);

    /// <summary>A column of categories; boolean when it holds nothing but true and false.</summary>
    public static TableColumn Of(string name, CategoryBuffer categories)
    {
        var truths = categories.Dictionary.Count is > 0 and <= 6 && categories.Dictionary.All(d => bool.TryParse(d, out _));
        return new(name, truths ? ColumnType.Boolean : ColumnType.Categorical, null, categories, null, null);
    }

    /// <summary>A column known by its profile.</summary>
    public static TableColumn Of(string name, ColumnType type, ColumnProfile profile) => new(name, type, null, null, profile, null);

    /// <summary>A column that cannot be read.</summary>
    public static TableColumn Unreadable(string name, ColumnType type, string problem) => new(name, type, null, null, null, problem);

    /// <summary>A column of texts that tell rows apart.</summary>
    public static TableColumn TooManyTexts(string name, int most) => Unreadable(
        name, ColumnType.Categorical, string.Create(CultureInfo.InvariantCulture, $"holds more than {most:N0} different texts: it tells rows apart and is no category"));

    /// <summary>The same column with values of its own.</summary>
    public TableColumn Copy() => Numbers is null ? this : Of(Name, (double[])Numbers.Clone());
}
