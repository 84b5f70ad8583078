using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Rejected rows in memory, the latest of each model. Thread-safe.</summary>
/// <param name="capacity">Rows kept per model.</param>
public sealed class InMemoryQuarantineStore(int capacity = 1_000) : IQuarantineStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, Queue<QuarantinedRow>> _rows = [];
    private readonly Dictionary<ModelId, Dictionary<string, long>> _counts = [];

    /// <inheritdoc/>
    public ValueTask AddAsync(IReadOnlyList<QuarantinedRow> rows, CancellationToken cancel)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                if (!_rows.TryGetValue(row.Model, out var kept))
                {
                    _rows[row.Model] = kept = new Queue<QuarantinedRow>();
                    _counts[row.Model] = new Dictionary<string, long>(StringComparer.Ordinal);
                }

                kept.Enqueue(row);
                if (kept.Count > capacity) kept.Dequeue();
                var counts = _counts[row.Model];
                counts[row.Issue.Code] = counts.GetValueOrDefault(row.Issue.Code) + 1;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QuarantinedRow>> ListAsync(ModelId model, int limit, CancellationToken cancel)
    {
        lock (_lock)
            return new(_rows.TryGetValue(model, out var kept) ? [.. kept.Reverse().Take(limit)] : []);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_counts.TryGetValue(model, out var counts) ? new Dictionary<string, long>(counts, StringComparer.Ordinal) : []);
    }

    /// <summary>Forgets everything of a model.</summary>
    internal void Forget(ModelId model)
    {
        lock (_lock)
        {
            _rows.Remove(model);
            _counts.Remove(model);
        }
    }
}
