namespace Vedetta.Core.Models;

/// <summary>Which part of a logged prediction a stored column holds.</summary>
public enum ColumnFamily
{
    /// <summary>A feature.</summary>
    Feature,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>The probability of one class.</summary>
    Probability,

    /// <summary>What another version scored for the same prediction.</summary>
    ShadowScore,

    /// <summary>What another version predicted for the same prediction.</summary>
    ShadowPrediction,

    /// <summary>An outcome that came with the row itself: the label of a reference row.</summary>
    Outcome,
}

/// <summary>How the values of a stored column are kept.</summary>
public enum ValueKind
{
    /// <summary>Doubles; <c>NumericValue</c> tells missing and invalid apart.</summary>
    Number,

    /// <summary>Text that repeats, kept as codes of a dictionary.</summary>
    Category,

    /// <summary>Text that does not repeat.</summary>
    Text,
}

/// <summary>A column a model's rows are stored in, beyond the fields every prediction has.</summary>
/// <param name="Ordinal">Its place in the model's catalog, from 0, never reused: the name stores use.</param>
/// <param name="Family">Which part of the prediction it holds.</param>
/// <param name="Name">As the sender names it.</param>
/// <param name="Kind">How its values are kept. A feature whose type is edited gets a new stored column.</param>
public sealed record StoredColumn(int Ordinal, ColumnFamily Family, string Name, ValueKind Kind);
