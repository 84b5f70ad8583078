namespace Vedetta.Statistics.Learners;

/// <summary>One column of a <see cref="LearningTable"/>: numbers or categories, missing values included.</summary>
public abstract class LearningColumn
{
    private protected LearningColumn(string name, int rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Rows = rows;
    }

    /// <summary>Its name; columns of two tables belong together by name.</summary>
    public string Name { get; }

    /// <summary>Number of rows, missing ones included.</summary>
    public int Rows { get; }

    /// <summary>A numeric column. NaN is missing; infinities are values beyond all others.</summary>
    public static NumericColumn Numeric(string name, double[] values) => new(name, values);

    /// <summary>A categorical column from its texts; null is missing.</summary>
    public static CategoricalColumn Categorical(string name, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var levels = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[values.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            if (values[i] is not { } text)
            {
                codes[i] = CategoricalColumn.Missing;
                continue;
            }
            if (!known.TryGetValue(text, out var code))
            {
                known[text] = code = levels.Count;
                levels.Add(text);
            }
            codes[i] = code;
        }
        return new CategoricalColumn(name, codes, levels);
    }

    /// <summary>The column of these rows, in this order; a row may be named more than once.</summary>
    public abstract LearningColumn Pick(ReadOnlySpan<int> rows);

    /// <summary>This column followed by the rows of another of the same name and type.</summary>
    internal abstract LearningColumn Append(LearningColumn other);
}

/// <summary>A column of numbers.</summary>
public sealed class NumericColumn : LearningColumn
{
    internal NumericColumn(string name, double[] values)
        : base(name, values?.Length ?? throw new ArgumentNullException(nameof(values))) => Values = values;

    /// <summary>Value of every row; NaN is missing.</summary>
    public double[] Values { get; }

    /// <inheritdoc/>
    public override LearningColumn Pick(ReadOnlySpan<int> rows)
    {
        var picked = new double[rows.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = Values[rows[i]];
        return new NumericColumn(Name, picked);
    }

    internal override LearningColumn Append(LearningColumn other) => new NumericColumn(Name, [.. Values, .. ((NumericColumn)other).Values]);
}

/// <summary>A column of categories.</summary>
public sealed class CategoricalColumn : LearningColumn
{
    /// <summary>Code of a missing value.</summary>
    public const int Missing = -1;

    /// <summary>A column of codes into a list of levels.</summary>
    /// <exception cref="ArgumentException">A code outside -1 .. levels - 1.</exception>
    public CategoricalColumn(string name, int[] codes, IReadOnlyList<string> levels)
        : base(name, codes?.Length ?? throw new ArgumentNullException(nameof(codes)))
    {
        ArgumentNullException.ThrowIfNull(levels);
        foreach (var code in codes)
        {
            if (code < Missing || code >= levels.Count)
                throw new ArgumentException($"Column '{name}' has the code {code}; allowed are -1 (missing) to {levels.Count - 1}.", nameof(codes));
        }
        Codes = codes;
        Levels = levels;
    }

    /// <summary>Index into <see cref="Levels"/> of every row; -1 is missing.</summary>
    public int[] Codes { get; }

    /// <summary>Texts of the categories.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <inheritdoc/>
    public override LearningColumn Pick(ReadOnlySpan<int> rows)
    {
        var picked = new int[rows.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = Codes[rows[i]];
        return new CategoricalColumn(Name, picked, Levels);
    }

    internal override LearningColumn Append(LearningColumn other)
    {
        var more = (CategoricalColumn)other;
        var levels = new List<string>(Levels);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < levels.Count; i++)
            known[levels[i]] = i;
        var map = new int[more.Levels.Count];
        for (var i = 0; i < map.Length; i++)
        {
            if (!known.TryGetValue(more.Levels[i], out map[i]))
            {
                known[more.Levels[i]] = map[i] = levels.Count;
                levels.Add(more.Levels[i]);
            }
        }
        return new CategoricalColumn(Name, [.. Codes, .. more.Codes.Select(c => c == Missing ? Missing : map[c])], levels);
    }
}
