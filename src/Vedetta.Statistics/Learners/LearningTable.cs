namespace Vedetta.Statistics.Learners;

/// <summary>Columns of one length under different names: what learners and multivariate methods read.</summary>
public sealed class LearningTable
{
    private readonly Dictionary<string, LearningColumn> _byName = new(StringComparer.Ordinal);

    /// <summary>A table of these columns, in this order.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths, or two of one name.</exception>
    public LearningTable(IReadOnlyList<LearningColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = columns;
        Rows = columns.Count == 0 ? 0 : columns[0].Rows;
        foreach (var column in columns)
        {
            if (column.Rows != Rows)
                throw new ArgumentException($"Column '{column.Name}' has {column.Rows} rows, column '{columns[0].Name}' has {Rows}; a table needs one length.", nameof(columns));
            if (!_byName.TryAdd(column.Name, column))
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columns));
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<LearningColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The column of this name; null when there is none.</summary>
    public LearningColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The table of these rows, in this order.</summary>
    public LearningTable Pick(ReadOnlySpan<int> rows)
    {
        var picked = new LearningColumn[Columns.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = Columns[i].Pick(rows);
        return new LearningTable(picked);
    }

    /// <summary>The rows of this table followed by those of another with the same columns.</summary>
    /// <exception cref="ArgumentException">The other table lacks a column or has it with another type.</exception>
    public LearningTable Append(LearningTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LearningTable([.. Columns.Select(c => c.Append(other.Require(c)))]);
    }

    /// <summary>The column of this table that belongs to a column of another one.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    internal LearningColumn Require(LearningColumn like)
    {
        var column = Find(like.Name) ?? throw new ArgumentException($"The table has no column '{like.Name}'; it has {string.Join(", ", Columns.Select(c => c.Name))}.", nameof(like));
        return column.GetType() == like.GetType()
            ? column
            : throw new ArgumentException($"Column '{like.Name}' is {Kind(column)} here and {Kind(like)} there; it must be one of them.", nameof(like));
    }

    private static string Kind(LearningColumn column) => column is NumericColumn ? "numeric" : "categorical";
}
