using Vedetta.Core.Health;

namespace Vedetta.Server.Health;

/// <summary>Keeps the latest runs of the monitors that had something to do. Thread-safe.</summary>
internal sealed class EvaluationMeter
{
    private const int Kept = 30;

    private readonly Lock _lock = new();
    private readonly LinkedList<EvaluationPass> _latest = new();

    /// <summary>Keeps a run.</summary>
    public void Add(EvaluationPass pass)
    {
        lock (_lock)
        {
            _latest.AddFirst(pass);
            if (_latest.Count > Kept) _latest.RemoveLast();
        }
    }

    /// <summary>The latest, newest first.</summary>
    public IReadOnlyList<EvaluationPass> Read()
    {
        lock (_lock)
            return [.. _latest];
    }
}
