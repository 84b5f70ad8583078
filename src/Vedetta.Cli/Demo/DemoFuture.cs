using Vedetta.Cli.Demo.World;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo;

/// <summary>Labels that will become known, the next one first. Not thread-safe.</summary>
internal sealed class DemoFuture
{
    private readonly PriorityQueue<(ModelId Model, DemoOutcome Outcome), DateTimeOffset> _queue = new();

    /// <summary>How many wait.</summary>
    public int Count => _queue.Count;

    /// <summary>Keeps a label until its time.</summary>
    public void Add(ModelId model, DemoOutcome outcome) => _queue.Enqueue((model, outcome), outcome.At);

    /// <summary>Takes the labels known by now, by model.</summary>
    public IEnumerable<(ModelId Model, OutcomeBatch Outcomes)> TakeUntil(DateTimeOffset now)
    {
        var due = new Dictionary<ModelId, OutcomeBatch>();
        while (_queue.TryPeek(out var next, out var at) && at <= now)
        {
            _queue.Dequeue();
            if (!due.TryGetValue(next.Model, out var batch)) due[next.Model] = batch = new OutcomeBatch();
            DemoOutcomes.Add(batch, next.Outcome);
        }

        return due.Select(d => (d.Key, d.Value));
    }
}

/// <summary>Writes labels as columns.</summary>
internal static class DemoOutcomes
{
    /// <summary>Appends a label.</summary>
    public static void Add(OutcomeBatch batch, DemoOutcome outcome)
    {
        batch.Count++;
        batch.Id.Add(outcome.Id);
        batch.Outcome.Add(outcome.Outcome);
        batch.Label.Add(outcome.Label);
        batch.Value.Add(double.IsNaN(outcome.Value) ? Statistics.Profiles.NumericValue.Missing : outcome.Value);
        batch.At.Add((outcome.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        batch.Source.Add("system");
    }
}
