namespace Vedetta.Client;

/// <summary>A named value that a model was given. Written as a tuple: <c>[("age", 41), ("region", "osh"), ("income", 1250.5)]</c>.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Value">The value, or missing.</param>
public readonly record struct Feature(string Name, Scalar Value)
{
    /// <summary>A named number.</summary>
    public static implicit operator Feature((string Name, double Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A named text, or missing.</summary>
    public static implicit operator Feature((string Name, string? Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A named true or false.</summary>
    public static implicit operator Feature((string Name, bool Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A named number, or missing.</summary>
    public static implicit operator Feature((string Name, double? Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A named time.</summary>
    public static implicit operator Feature((string Name, DateTimeOffset Value) pair) => new(pair.Name, pair.Value);

    /// <summary>A named value.</summary>
    public static implicit operator Feature((string Name, Scalar Value) pair) => new(pair.Name, pair.Value);
}
