using Vedetta.Core.Models;
using Vedetta.Core.Quality.Outcomes;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>What came of the outcomes of a model.</summary>
internal static class OutcomeEndpoints
{
    public static void MapOutcomes(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/outcomes", OutcomesAsync).WithTags("Quality").Requires(ApiScope.Read)
            .WithSummary("Outcomes of a model: how many came, how late, without a prediction, corrected, and what proxies are worth");

    private static async Task<OutcomesBody> OutcomesAsync(string model, HttpRequest request, OutcomeService outcomes, CancellationToken cancel)
    {
        new Query(request).Check();
        return new OutcomesBody([.. (await outcomes.ReadAsync(RouteModel.Parse(model), cancel)).Select(OutcomeCountsBody.Of)]);
    }
}

/// <summary>Outcomes of a model.</summary>
public sealed record OutcomesBody(IReadOnlyList<OutcomeCountsBody> Outcomes);

/// <summary>What came of one outcome.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Maturity">When it counts as known; null for at once.</param>
/// <param name="ProxyOf">The outcome it stands for.</param>
/// <param name="Rows">Values stored, corrections among them.</param>
/// <param name="Predictions">Ids that have a value.</param>
/// <param name="Orphans">Ids that have a value and no prediction.</param>
/// <param name="Corrected">Ids that have several values.</param>
/// <param name="BeforePrediction">Predictions whose first value is dated before them.</param>
/// <param name="First">When the first became known.</param>
/// <param name="Last">When the last became known.</param>
/// <param name="MedianDelayDays">Days from prediction to first value, the median.</param>
/// <param name="Link">What a proxy is worth.</param>
public sealed record OutcomeCountsBody(
    string Name, OutcomeKind Kind, MaturityBody? Maturity, string? ProxyOf, long Rows, long Predictions, long Orphans, long Corrected, long BeforePrediction,
    DateTimeOffset? First, DateTimeOffset? Last, double? MedianDelayDays, ProxyLinkBody? Link)
{
    /// <summary>As clients see it.</summary>
    public static OutcomeCountsBody Of(OutcomeAnswer answer)
    {
        var described = OutcomeBody.Of(answer.Definition);
        var counts = answer.Counts;
        return new(
            described.Name, described.Kind, described.Maturity, described.ProxyOf, counts?.Rows ?? 0, counts?.Predictions ?? 0, counts?.Orphans ?? 0, counts?.Corrected ?? 0, counts?.BeforePrediction ?? 0,
            counts?.First, counts?.Last, counts?.MedianDelayDays, answer.Link is { } link ? ProxyLinkBody.Of(link) : null);
    }
}

/// <summary>What a proxy is worth.</summary>
public sealed record ProxyLinkBody(string Target, long N, double? Correlation, double? Low, double? High, double? Agreement, double? RateIfPositive, double? RateIfNegative)
{
    /// <summary>As clients see it.</summary>
    public static ProxyLinkBody Of(ProxyLink link) => new(link.Target, link.N, link.Correlation, link.Low, link.High, link.Agreement, link.RateIfPositive, link.RateIfNegative);
}
