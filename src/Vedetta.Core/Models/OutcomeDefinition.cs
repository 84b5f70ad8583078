namespace Vedetta.Core.Models;

/// <summary>What an outcome is made of.</summary>
public enum OutcomeKind
{
    /// <summary>A class label.</summary>
    Class,

    /// <summary>A number, for example revenue.</summary>
    Value,

    /// <summary>A number per moment, for example the payment bucket of each month.</summary>
    Series,
}

/// <summary>A fact that arrives later for a prediction.</summary>
/// <param name="Name">For example <c>label</c>, <c>fpd</c>, <c>revenue</c>.</param>
/// <param name="Kind">Class, value or series.</param>
/// <param name="Maturity">When it counts as known; null means at once.</param>
/// <param name="ProxyOf">The outcome it stands for until that one arrives; null when it stands for itself.</param>
public sealed record OutcomeDefinition(string Name, OutcomeKind Kind, MaturityRule? Maturity, string? ProxyOf)
{
    /// <summary>The outcome that flat files name <c>label</c>.</summary>
    public static OutcomeDefinition Label { get; } = new("label", OutcomeKind.Class, Maturity: null, ProxyOf: null);
}

/// <summary>When an outcome counts as known; before that a prediction is censored, never negative.</summary>
/// <param name="After">Time after the event, or after the due moment where one is named.</param>
/// <param name="DueColumn">Timestamp column that holds the due moment; null to count from the event.</param>
public sealed record MaturityRule(TimeSpan After, string? DueColumn = null);
