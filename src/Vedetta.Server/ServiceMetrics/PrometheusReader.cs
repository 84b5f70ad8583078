using System.Globalization;
using System.Text.Json;
using Vedetta.Core.ServiceMetrics;
using Vedetta.Core.Time;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.ServiceMetrics;

/// <summary>
/// Asks a Prometheus for a value at the end of each window (<c>/api/v1/query_range</c>). A Prometheus that is slow or away costs a
/// page two seconds at most, and is said in place of the values.
/// </summary>
internal sealed class PrometheusReader(IHttpClientFactory clients, ServerSettings settings) : IServiceMetrics
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "prometheus";

    // Prometheus refuses more points than this of one series.
    private const int MostPoints = 11_000;

    public async ValueTask<IReadOnlyList<ServiceSeries>> ReadAsync(IReadOnlyList<ServiceQuery> queries, IReadOnlyList<Window> windows, CancellationToken cancel)
    {
        if (queries.Count == 0 || windows.Count == 0) return [];
        var asked = await Task.WhenAll(queries.Select(query => ReadAsync(query, windows, cancel)));
        return asked;
    }

    private async Task<ServiceSeries> ReadAsync(ServiceQuery query, IReadOnlyList<Window> windows, CancellationToken cancel)
    {
        var values = new double?[windows.Count];
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(Address(query, windows), cancel);
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
            return new ServiceSeries(query, values, Read(json.RootElement, windows, values));
        }
        catch (HttpRequestException failure)
        {
            return new ServiceSeries(query, values, $"no answer from {settings.PrometheusUrl}: {failure.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ServiceSeries(query, values, $"no answer from {settings.PrometheusUrl} in time");
        }
        catch (JsonException)
        {
            return new ServiceSeries(query, values, $"{settings.PrometheusUrl} does not answer as a Prometheus does");
        }
    }

    private Uri Address(ServiceQuery query, IReadOnlyList<Window> windows)
    {
        var length = windows[0].To - windows[0].From;
        var step = Math.Max((long)length.TotalSeconds, (long)Math.Ceiling((windows[^1].To - windows[0].To).TotalSeconds / MostPoints));
        var promql = query.Query.Replace("$window", string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalSeconds}s"), StringComparison.Ordinal);
        return new Uri(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.PrometheusUrl!.TrimEnd('/')}/api/v1/query_range?query={Uri.EscapeDataString(promql)}&start={windows[0].To.ToUnixTimeSeconds()}&end={windows[^1].To.ToUnixTimeSeconds()}&step={step}"));
    }

    // Values of an hour more or less, where the clock of the zone is put, still belong to the window that holds them.
    private static string? Read(JsonElement root, IReadOnlyList<Window> windows, double?[] values)
    {
        if (!root.TryGetProperty("status", out var status) || status.GetString() != "success")
            return root.TryGetProperty("error", out var error) ? $"Prometheus says: {error.GetString()}" : "Prometheus says no";
        var result = root.GetProperty("data").GetProperty("result");
        if (result.ValueKind != JsonValueKind.Array || result.GetArrayLength() == 0) return "the query gives no series in this span";
        if (result.GetArrayLength() > 1) return string.Create(CultureInfo.InvariantCulture, $"the query gives {result.GetArrayLength()} series; one is wanted: aggregate them, for example with sum() or max()");
        foreach (var sample in result[0].GetProperty("values").EnumerateArray())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(sample[0].GetDouble() * 1_000));
            if (!double.TryParse(sample[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) continue;
            for (var i = 0; i < windows.Count; i++)
                if (at > windows[i].From && at <= windows[i].To) values[i] = value;
        }

        return null;
    }
}
