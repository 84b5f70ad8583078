using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Ingestion;

/// <summary>Outcomes of one model as columns. A row may come before its prediction.</summary>
public sealed class OutcomeBatch
{
    /// <summary>Number of rows.</summary>
    public int Count { get; set; }

    /// <summary>Id of the prediction.</summary>
    public TextBuffer Id { get; } = new();

    /// <summary>64-bit hash of each id, as in <see cref="PredictionBatch.IdHash"/>.</summary>
    public List<ulong> IdHash { get; } = [];

    /// <summary>Name of the outcome.</summary>
    public CategoryBuffer Outcome { get; } = new();

    /// <summary>The value as a class label; missing for numbers.</summary>
    public CategoryBuffer Label { get; } = new();

    /// <summary>The value as a number, also for labels that are numbers.</summary>
    public NumericBuffer Value { get; } = new();

    /// <summary>When it became known, microseconds since 1970 UTC.</summary>
    public List<long> At { get; } = [];

    /// <summary>Receive time, microseconds since 1970 UTC.</summary>
    public List<long> ReceivedAt { get; } = [];

    /// <summary>Sequence of the commit that stored each row; filled by scans.</summary>
    public List<long> Sequence { get; } = [];

    /// <summary>Where it came from: <c>system</c>, <c>review</c> or <c>import</c>.</summary>
    public CategoryBuffer Source { get; } = new();

    /// <summary>Forgets every row.</summary>
    public void Clear()
    {
        Count = 0;
        Id.Clear();
        IdHash.Clear();
        Outcome.Clear();
        Label.Clear();
        Value.Clear();
        At.Clear();
        ReceivedAt.Clear();
        Sequence.Clear();
        Source.Clear();
    }
}
