using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Incidents.Noise;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Noise;

/// <summary>Monitors that call people for nothing.</summary>
internal static class NoiseEndpoint
{
    public static async Task<IResult> Get(HttpContext http, NoiseReader noise, PageRenderer pages, string? model, string? days)
    {
        ModelId? only = string.IsNullOrEmpty(model) ? null : (await pages.ModelAsync(model, http.RequestAborted)).Id;
        var span = NoiseReader.UsualDays;
        if (!string.IsNullOrEmpty(days) && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out span) && span is >= 1 and <= 400))
            throw new QuestionException("days", "a number of days from 1 to 400");
        return await pages.PageAsync<NoisePage, NoiseView>(http, new NoiseView(await noise.ReadAsync(only, span, http.RequestAborted), only?.Value, span));
    }
}

/// <summary>What the page of noisy monitors shows.</summary>
/// <param name="Rows">The noisiest first.</param>
/// <param name="Model">Only of this model; null for all.</param>
/// <param name="Days">How many days back.</param>
public sealed record NoiseView(IReadOnlyList<NoisyMonitor> Rows, string? Model, int Days)
{
    /// <summary>Lengths that are offered.</summary>
    public static IReadOnlyList<int> Spans { get; } = [7, 30, 90, 365];

    /// <summary>The page of another span.</summary>
    public string Address(int days) => string.Create(CultureInfo.InvariantCulture, $"{Addresses.Noise}?days={days}{(Model is null ? "" : "&model=" + Uri.EscapeDataString(Model))}");
}
