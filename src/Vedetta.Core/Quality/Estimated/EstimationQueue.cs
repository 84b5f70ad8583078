using System.Threading.Channels;
using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Questions whose answers a page found wanting and which are computed in the background. Bounded: what does not fit is asked again by the next visit. Thread-safe.</summary>
public sealed class EstimationQueue
{
    private const int Most = 64;
    private readonly Channel<(ModelId Model, EstimatedQuestion Question)> _wanted =
        Channel.CreateBounded<(ModelId Model, EstimatedQuestion Question)>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for an answer to be computed.</summary>
    public void Want(ModelId model, EstimatedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        _wanted.Writer.TryWrite((model, question with { KeptOnly = false }));
    }

    /// <summary>Completes when something is wanted.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _wanted.Reader.WaitToReadAsync(cancel);

    /// <summary>Everything wanted, each question once.</summary>
    public IReadOnlyList<(ModelId Model, EstimatedQuestion Question)> Take()
    {
        var taken = new List<(ModelId Model, EstimatedQuestion Question)>();
        while (_wanted.Reader.TryRead(out var next))
            if (!taken.Contains(next)) taken.Add(next);
        return taken;
    }
}
