namespace Vedetta.Core.Ingestion.Commit;

/// <summary>What waits of one model, in the order it came. Guarded by the queue.</summary>
internal sealed class CommitLane
{
    private readonly Queue<PendingCommit> _waiting = [];

    /// <summary>Its place among the turns; null while nothing waits.</summary>
    public LinkedListNode<CommitLane>? Turn { get; set; }

    /// <summary>Whether it has a place among the turns.</summary>
    public bool HasTurn => Turn is not null;

    /// <summary>Rows waiting, work without rows counted as one.</summary>
    public long Rows { get; private set; }

    public void Add(PendingCommit pending)
    {
        _waiting.Enqueue(pending);
        Rows += Math.Max(1, pending.RowCount);
    }

    public PendingCommit? Peek() => _waiting.TryPeek(out var first) ? first : null;

    public PendingCommit Take()
    {
        var taken = _waiting.Dequeue();
        Rows -= Math.Max(1, taken.RowCount);
        return taken;
    }
}
