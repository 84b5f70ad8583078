using Vedetta.Core.Incidents.Noise;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Which monitors call people for nothing.</summary>
internal static class NoiseEndpoints
{
    public static void MapNoise(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/noisy-monitors", ListAsync).WithTags("Monitors").WithSummary("Monitors that fired, the noisiest first, with what would make them quieter").Requires(ApiScope.Read)
            .Takes([new("model", "Only of this model"), new("days", "How many days back, from 1 to 400; left out, 90")]);

    private static async Task<IReadOnlyList<NoisyMonitorBody>> ListAsync(HttpRequest request, NoiseReader noise, CancellationToken cancel)
    {
        var query = new Query(request, "model", "days");
        var model = query.Text("model");
        var days = query.Number("days", NoiseReader.UsualDays, 1, 400);
        query.Check();
        ModelId? only = model is null ? null : RouteModel.Parse(model);
        return [.. (await noise.ReadAsync(only, days, cancel)).Select(NoisyMonitorBody.Of)];
    }
}

/// <summary>How much a monitor asked of people.</summary>
/// <param name="Model">The model.</param>
/// <param name="Monitor">The monitor.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Fired">Incidents it was part of that fired.</param>
/// <param name="Useful">Called useful.</param>
/// <param name="Noise">Called noise.</param>
/// <param name="NoiseShare">Share of noise among those people spoke of; null when nobody did.</param>
/// <param name="MedianDuration">Median time from firing to its end, ISO 8601.</param>
/// <param name="Flaps">How often its incidents came back.</param>
/// <param name="Windows">Windows it could judge.</param>
/// <param name="BadWindows">Of these, bad.</param>
/// <param name="Suggestions">What would make it quieter.</param>
public sealed record NoisyMonitorBody(
    string Model, string Monitor, MonitorMetric Metric, int Fired, int Useful, int Noise, double? NoiseShare, string? MedianDuration, int Flaps, int Windows, int BadWindows,
    IReadOnlyList<SuggestionBody> Suggestions)
{
    /// <summary>As clients see it.</summary>
    public static NoisyMonitorBody Of(NoisyMonitor row) => new(
        row.Model.Value, row.Monitor, row.Metric, row.Fired, row.Useful, row.Noise, row.NoiseShare,
        row.MedianDuration is { } median ? System.Xml.XmlConvert.ToString(median) : null, row.Flaps, row.Windows, row.BadWindows,
        [.. row.Suggestions.Select(suggestion => new SuggestionBody(suggestion.Cause, suggestion.Number, suggestion.Column))]);
}

/// <summary>What would make a monitor quieter.</summary>
/// <param name="Cause">What is wrong.</param>
/// <param name="Number">The share of windows, the threshold, the rows or the hours it goes with.</param>
/// <param name="Column">The column it is about; null for the whole monitor.</param>
public sealed record SuggestionBody(NoiseCause Cause, double? Number, string? Column);
