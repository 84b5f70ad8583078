using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Figures of quality that are computed in the background and kept, for pages that must not wait. Thread-safe.</summary>
public interface IKeptPerformance : IPerformance
{
    /// <summary>What is computed already, and how many windows are not.</summary>
    ValueTask<(PerformanceAnswer Answer, int Waiting)> KeptAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel);
}
