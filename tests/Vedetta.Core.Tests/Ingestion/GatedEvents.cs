using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Ingestion;

/// <summary>An event store whose commits take their time.</summary>
internal sealed class SlowEvents(IEventStore inner, TimeSpan commit) : EventsDecorator(inner)
{
    public override async ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel)
    {
        await Task.Delay(commit, TimeProvider.System, cancel);
        return await base.AppendAsync(append, cancel);
    }
}

/// <summary>An event store whose commits can be held back or made to fail.</summary>
internal sealed class GatedEvents(IEventStore inner) : EventsDecorator(inner)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _gate = Opened();

    /// <summary>Ends once the first append has come to a closed gate.</summary>
    public Task Reached => _reached.Task;

    public bool Failing { get; set; }

    /// <summary>The models of every append that was stored, in order.</summary>
    public List<IReadOnlyList<ModelId>> Stored { get; } = [];

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public override async ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel)
    {
        if (!_gate.Task.IsCompleted) _reached.TrySetResult();
        await _gate.Task;
        if (Failing) throw new StorageException("the disk is full") { Passing = true };
        var sequence = await base.AppendAsync(append, cancel);
        lock (Stored) Stored.Add([.. append.Predictions.Select(each => each.Model)]);
        return sequence;
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}

/// <summary>An event store that hands everything on to another.</summary>
internal abstract class EventsDecorator(IEventStore inner) : IEventStore
{
    public virtual ValueTask<long> AppendAsync(EventAppend append, CancellationToken cancel) => inner.AppendAsync(append, cancel);

    public ValueTask<IReadOnlyDictionary<ulong, ulong>> FindAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel) => inner.FindAsync(model, idHashes, cancel);

    public ValueTask<OutcomeBatch> FindOutcomesAsync(ModelId model, ReadOnlyMemory<ulong> idHashes, CancellationToken cancel) => inner.FindOutcomesAsync(model, idHashes, cancel);

    public IAsyncEnumerable<PredictionBatch> ScanAsync(ModelId model, RowScan scan, CancellationToken cancel) => inner.ScanAsync(model, scan, cancel);

    public IAsyncEnumerable<OutcomeBatch> ScanOutcomesAsync(ModelId model, long afterSequence, CancellationToken cancel) => inner.ScanOutcomesAsync(model, afterSequence, cancel);

    public IAsyncEnumerable<JudgedBatch> ScanJudgedAsync(ModelId model, string outcome, Window span, CancellationToken cancel) => inner.ScanJudgedAsync(model, outcome, span, cancel);

    public IAsyncEnumerable<LabelledBatch> ScanLabelledAsync(ModelId model, LabelledScan scan, CancellationToken cancel) => inner.ScanLabelledAsync(model, scan, cancel);

    public ValueTask<IReadOnlyList<DateTimeOffset>> RelabelledAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel) =>
        inner.RelabelledAsync(model, outcome, afterSequence, cancel);

    public ValueTask<(DateTimeOffset First, DateTimeOffset Last)?> OutcomesChangedAsync(ModelId model, string outcome, long afterSequence, CancellationToken cancel) =>
        inner.OutcomesChangedAsync(model, outcome, afterSequence, cancel);

    public ValueTask<IReadOnlyList<OutcomeCounts>> CountOutcomesAsync(ModelId model, CancellationToken cancel) => inner.CountOutcomesAsync(model, cancel);

    public ValueTask<IReadOnlyList<DateTimeOffset>> TouchedAsync(ModelId model, long afterSequence, CancellationToken cancel) => inner.TouchedAsync(model, afterSequence, cancel);

    public ValueTask<RowSummary> SummaryAsync(ModelId model, CancellationToken cancel) => inner.SummaryAsync(model, cancel);

    public ValueTask<IReadOnlyList<TrafficCount>> TrafficAsync(ModelId model, Window span, CancellationToken cancel) => inner.TrafficAsync(model, span, cancel);

    public ValueTask<long> DeleteAsync(ModelId model, DateTimeOffset? before, CancellationToken cancel) => inner.DeleteAsync(model, before, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
