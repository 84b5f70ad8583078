namespace Vedetta.Statistics.Slicing;

/// <summary>A column cut into bins, a code per row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Name of each bin, by code; at most 255.</param>
/// <param name="Codes">The bin of every row.</param>
public sealed record SliceColumn(string Name, IReadOnlyList<string> Labels, byte[] Codes);

/// <summary>Rows to search slices in.</summary>
public sealed class SliceRows
{
    /// <summary>Rows of these columns.</summary>
    /// <param name="columns">Columns of one length; every code below the number of its labels.</param>
    /// <param name="values">What is compared, per row: a loss, a residual, a score. NaN and infinities are not allowed.</param>
    /// <exception cref="ArgumentException">Lengths that differ, a code without a label, a value that is not finite, two columns of one name.</exception>
    public SliceRows(IReadOnlyList<SliceColumn> columns, double[] values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var column in columns)
        {
            if (column.Codes.Length != values.Length) throw new ArgumentException($"Column '{column.Name}' has {column.Codes.Length} rows, there are {values.Length} values.", nameof(columns));
            if (column.Labels.Count > 255) throw new ArgumentException($"Column '{column.Name}' has {column.Labels.Count} bins, allowed are 255.", nameof(columns));
            if (column.Codes.Any(code => code >= column.Labels.Count)) throw new ArgumentException($"Column '{column.Name}' has a code beyond its {column.Labels.Count} labels.", nameof(columns));
        }

        if (columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count) throw new ArgumentException("Two columns have one name.", nameof(columns));
        if (values.Any(value => !double.IsFinite(value))) throw new ArgumentException("A value is not finite; leave such rows out.", nameof(values));
        (Columns, Values) = (columns, values);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<SliceColumn> Columns { get; }

    /// <summary>What is compared.</summary>
    public double[] Values { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Values.Length;
}

/// <summary>What a slice is worst in.</summary>
public enum SliceAim
{
    /// <summary>Slices whose value is greater than that of the other rows.</summary>
    Worse,

    /// <summary>Slices that move the mean of all rows most, by coming more often or by changing.</summary>
    Moved,
}

/// <summary>How slices are searched.</summary>
public sealed record SliceOptions
{
    /// <summary>What is looked for.</summary>
    public SliceAim Aim { get; init; } = SliceAim.Worse;

    /// <summary>Smaller slices are passed over.</summary>
    public int MinimumSample { get; init; } = 200;

    /// <summary>Error accepted over all slices tried together.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>One or two columns together.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Columns that are combined with each other: those whose own bins differ most.</summary>
    public int PairedColumns { get; init; } = 14;

    /// <summary>Slices answered at most.</summary>
    public int Most { get; init; } = 20;

    /// <summary>A slice is left out when it shares more than this of its rows with a worse one (of their union).</summary>
    public double Overlap { get; init; } = 0.6;
}

/// <summary>A condition of a slice.</summary>
public readonly record struct SliceCondition(string Column, string Bin);

/// <summary>A slice that was found.</summary>
/// <param name="Conditions">One or two; all hold.</param>
/// <param name="N">Its rows.</param>
/// <param name="Share">Its share of all rows.</param>
/// <param name="Value">Mean of its values; null where it has no rows any more.</param>
/// <param name="Low">Lower limit of the 95 % interval of its mean.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Rest">Mean of the other rows; null where there are none.</param>
/// <param name="Difference">Its mean less that of the other rows; for <see cref="SliceAim.Moved"/> what it adds to the change of the mean of all rows.</param>
/// <param name="DifferenceLow">Lower limit of an interval that holds for all slices tried together.</param>
/// <param name="DifferenceHigh">Upper limit of it.</param>
/// <param name="PValue">Corrected over all slices tried (Holm).</param>
/// <param name="NBefore">Its rows before; null without a baseline.</param>
/// <param name="ShareBefore">Its share before.</param>
/// <param name="ValueBefore">Its mean before; null where it had no rows.</param>
/// <param name="Explains">Share of the change of the mean of all rows that it makes; null when there is no change to explain.</param>
public sealed record Slice(
    IReadOnlyList<SliceCondition> Conditions, long N, double Share, double? Value, double? Low, double? High, double? Rest,
    double Difference, double DifferenceLow, double DifferenceHigh, double PValue, long? NBefore, double? ShareBefore, double? ValueBefore, double? Explains);

/// <summary>What a search gave.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="RowsBefore">Rows of the baseline; null without one.</param>
/// <param name="Value">Mean of all rows; null without rows.</param>
/// <param name="ValueBefore">Mean of the baseline; null without one.</param>
/// <param name="ChangeLow">Lower limit of the 95 % interval of the change of the mean; null without a baseline.</param>
/// <param name="ChangeHigh">Upper limit.</param>
/// <param name="Tested">Slices that were large enough and were tested.</param>
/// <param name="Slices">Slices found, the worst first.</param>
/// <param name="Note">Why there are none; null where there are some.</param>
public sealed record SliceSearchResult(
    long Rows, long? RowsBefore, double? Value, double? ValueBefore, double? ChangeLow, double? ChangeHigh, int Tested, IReadOnlyList<Slice> Slices, string? Note);
