using Vedetta.Core.Models;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Core.Explaining;

/// <summary>What the quality estimated without labels did in the latest bad window, against the reference.</summary>
internal static class EstimatedEffects
{
    /// <summary>The first metric of which more is better, where its estimate is kept and trusted; empty otherwise.</summary>
    public static async ValueTask<IReadOnlyList<Effect>> OfAsync(
        IEstimatedPerformance estimates, ModelId model, WindowSize size, Window window, Watermark watermark, CancellationToken cancel)
    {
        try
        {
            // Only what is computed already: an explanation waits for no calibrator.
            var answer = await estimates.ReadAsync(model, new EstimatedQuestion(window, size, KeptOnly: true), watermark.ClosesAt(window), cancel);
            foreach (var series in answer.Series.Where(series => series.LargerIsBetter == true))
                if (series.Reference is { Value: { } before } && series.Points is [.., { Trusted: true, Value: { } now } point])
                    return [new Effect(EffectKind.EstimatedMetric, series.Metric, before, now, now - before, point.Low - before, point.High - before, point.N)];
            return [];
        }
        catch (QuestionException)
        {
            // A model whose quality cannot be estimated has no such effect.
            return [];
        }
    }
}
