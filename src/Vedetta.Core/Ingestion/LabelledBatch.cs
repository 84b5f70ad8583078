using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Ingestion;

/// <summary>Predictions beside what is known of their outcomes, as columns: one row per prediction. Not thread-safe.</summary>
public sealed class LabelledBatch
{
    private readonly OutcomeColumn[] _outcomes;

    /// <summary>Makes an empty batch with a column for each of <paramref name="outcomes"/>.</summary>
    public LabelledBatch(PredictionBatch rows, IReadOnlyList<string> outcomes)
    {
        Rows = rows;
        _outcomes = [.. outcomes.Select(name => new OutcomeColumn(name))];
    }

    /// <summary>Number of rows.</summary>
    public int Count => Rows.Count;

    /// <summary>The predictions.</summary>
    public PredictionBatch Rows { get; }

    /// <summary>The outcomes in the order they were asked, a row each per prediction.</summary>
    public IReadOnlyList<OutcomeColumn> Outcomes => _outcomes;

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        Rows.Clear();
        foreach (var outcome in _outcomes) outcome.Clear();
    }
}

/// <summary>What is known of one outcome, a row per prediction. Not thread-safe.</summary>
/// <param name="name">Its name.</param>
public sealed class OutcomeColumn(string name)
{
    /// <summary>What <see cref="KnownAt"/> holds where nothing is known.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>The outcome's name.</summary>
    public string Name { get; } = name;

    /// <summary>The value as a class label; missing for numbers and where nothing is known.</summary>
    public CategoryBuffer Label { get; } = new();

    /// <summary>The value as a number, also for labels that are numbers.</summary>
    public NumericBuffer Value { get; } = new();

    /// <summary>When the value became known, microseconds since 1970 UTC; <see cref="Unknown"/> where nothing is known.</summary>
    public List<long> KnownAt { get; } = [];

    /// <summary>Where the value came from: <c>system</c>, <c>review</c> or <c>import</c>; missing where nothing is known.</summary>
    public CategoryBuffer Source { get; } = new();

    /// <summary>Whether something is known of the row's outcome.</summary>
    public bool IsKnown(int row) => KnownAt[row] != Unknown;

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        Label.Clear();
        Value.Clear();
        KnownAt.Clear();
        Source.Clear();
    }
}
