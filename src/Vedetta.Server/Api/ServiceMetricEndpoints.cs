using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.ServiceMetrics;
using Vedetta.Core.Time;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>What an existing Prometheus measures of the service of a model.</summary>
internal static class ServiceMetricEndpoints
{
    private const int Days = 7;
    private const int MostWindows = 2_000;

    private static readonly IReadOnlyList<QueryParameter> Parameters = [RowsParameters.From, RowsParameters.To, new("every", "An hour when not given, or a day", ["hour", "day"])];

    public static void MapServiceMetrics(this IEndpointRouteBuilder app)
    {
        var metrics = app.MapGroup("/v1/models/{model}/service-metrics").WithTags("Service");
        metrics.MapGet("", GetAsync).WithSummary("Processor, memory, saturation, availability of the model's service, as a Prometheus measured them; a week of hours when nothing is asked").Requires(ApiScope.Read)
            .Takes(Parameters).Produces<ServiceMetricsBody>();
        metrics.MapGet("/queries", QueriesAsync).WithSummary("The queries").Requires(ApiScope.Read);
        metrics.MapPut("/queries", PutAsync).WithSummary("Replaces the queries").TakesBody<ServiceQueriesBody>().Audits("service_queries.put").Requires(ApiScope.Admin);
    }

    private static async Task<ServiceMetricsBody> GetAsync(string model, HttpRequest request, ServiceQueries queries, IServiceMetrics metrics, IModels models, TimeProvider clock, CancellationToken cancel)
    {
        var query = new Query(request, Parameters.Select(parameter => parameter.Name));
        var (size, now) = (query.Word<WindowSize>("every") ?? WindowSize.Hour, clock.GetUtcNow());
        if (size is not (WindowSize.Hour or WindowSize.Day)) query.Bad("every", "hour or day", ["hour", "day"]);
        var span = query.Span() ?? new Window(now.AddDays(-Days), now);
        query.Check();
        var definition = await models.GetAsync(RouteModel.Parse(model), cancel);
        var known = await queries.ListAsync(definition.Id, cancel);
        var clipped = new Window(span.From > DateTimeOffset.UnixEpoch ? span.From : DateTimeOffset.UnixEpoch, span.To < now ? span.To : now);
        List<Window> windows = clipped.To > clipped.From ? [.. WindowCalendar.Cut(clipped.To - clipped.From > TimeSpan.FromDays(800) ? new Window(clipped.To.AddDays(-800), clipped.To) : clipped, size, definition.Zone).TakeLast(MostWindows)] : [];
        return ServiceMetricsBody.Of(windows, await metrics.ReadAsync(known, windows, cancel));
    }

    private static async Task<ServiceQueriesBody> QueriesAsync(string model, ServiceQueries queries, CancellationToken cancel) => new([.. (await queries.ListAsync(RouteModel.Parse(model), cancel)).Select(ServiceQueryBody.Of)]);

    private static async Task<ServiceQueriesBody> PutAsync(string model, HttpRequest request, ServiceQueries queries, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<ServiceQueriesBody>(request, cancel);
        var id = RouteModel.Parse(model);
        await queries.PutAsync(id, [.. body.Queries.Select(query => new ServiceQuery(query.Name, query.Query, query.Unit ?? ServiceUnit.Number))], cancel);
        return new([.. (await queries.ListAsync(id, cancel)).Select(ServiceQueryBody.Of)]);
    }
}

/// <summary>The queries of a model, all of them.</summary>
public sealed record ServiceQueriesBody(IReadOnlyList<ServiceQueryBody> Queries);

/// <summary>A query.</summary>
/// <param name="Name">What it is called: cpu, memory, saturation, availability.</param>
/// <param name="Query">PromQL that gives one series; <c>$window</c> stands for the length of a window.</param>
/// <param name="Unit">How its values are written.</param>
public sealed record ServiceQueryBody(string Name, string Query, ServiceUnit? Unit = null)
{
    /// <summary>As clients see it.</summary>
    public static ServiceQueryBody Of(ServiceQuery query) => new(query.Name, query.Query, query.Unit);
}

/// <summary>What a Prometheus measured.</summary>
public sealed record ServiceMetricsBody(IReadOnlyList<ServiceSeriesBody> Series)
{
    /// <summary>As clients see it.</summary>
    public static ServiceMetricsBody Of(IReadOnlyList<Window> windows, IReadOnlyList<ServiceSeries> series) =>
        new([.. series.Select(each => new ServiceSeriesBody(each.Query.Name, each.Query.Unit, each.Problem, [.. windows.Select((window, i) => new ServiceValueBody(window.From, window.To, each.Values[i]))]))]);
}

/// <summary>One metric.</summary>
public sealed record ServiceSeriesBody(string Name, ServiceUnit Unit, string? Problem, IReadOnlyList<ServiceValueBody> Points);

/// <summary>Its value at the end of a window.</summary>
public sealed record ServiceValueBody(DateTimeOffset From, DateTimeOffset To, double? Value);
