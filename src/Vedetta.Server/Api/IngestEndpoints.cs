using Vedetta.Core.Ingestion;
using Vedetta.Core.Security;
using Vedetta.Server.Configuration;
using Vedetta.Server.Security;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Api;

/// <summary>Rows come in: references, predictions, outcomes.</summary>
internal static class IngestEndpoints
{
    public static void MapIngestion(this IEndpointRouteBuilder app)
    {
        var rows = app.MapGroup("/v1/models/{model}").WithTags("Rows").Requires(ApiScope.Ingest);
        var durations = app.ServiceProvider.GetRequiredService<RequestDurations>();
        var clock = app.ServiceProvider.GetRequiredService<TimeProvider>();
        rows.AddEndpointFilter(async (context, next) =>
        {
            var began = clock.GetTimestamp();
            var answer = await next(context);
            durations.Add(clock.GetElapsedTime(began));
            return answer;
        });
        rows.MapPost("/reference", ReferenceAsync).WithSummary("Takes the reference of a version in").Takes(RowsParameters.Reference);
        rows.MapPost("/predictions", PredictionsAsync).WithSummary("Takes predictions in").Takes(RowsParameters.Predictions).TakesIdempotencyKey(streams: true);
        rows.MapPost("/outcomes", OutcomesAsync).WithSummary("Takes outcomes in").Takes(RowsParameters.Outcomes);
    }

    private static async Task<IngestBody> PredictionsAsync(string model, HttpRequest request, IIngestion ingestion, ServerSettings settings, CancellationToken cancel)
    {
        var id = RouteModel.Parse(model);
        var query = new Query(request, ["create", "backfill", .. RowsBody.Mapping]);
        await using var source = Rows(request, query, settings);
        return IngestBody.Of(await ingestion.IngestPredictionsAsync(id, source.Rows, progress: null, cancel));
    }

    private static async Task<IngestBody> OutcomesAsync(string model, HttpRequest request, IIngestion ingestion, ServerSettings settings, CancellationToken cancel)
    {
        var id = RouteModel.Parse(model);
        var query = new Query(request, ["backfill", .. RowsBody.Mapping]);
        await using var source = Rows(request, query, settings);
        return IngestBody.Of(await ingestion.IngestOutcomesAsync(id, source.Rows, progress: null, cancel));
    }

    private static async Task<ReferenceBody> ReferenceAsync(string model, HttpRequest request, IIngestion ingestion, ServerSettings settings, CancellationToken cancel)
    {
        var id = RouteModel.Parse(model);
        var query = new Query(request, ["version", "create", .. RowsBody.Mapping]);
        var version = query.Text("version") ?? "";
        await using var source = Rows(request, query, settings);
        return ReferenceBody.Of(await ingestion.IngestReferenceAsync(id, version, source.Rows with { Backfill = true }, progress: null, cancel));
    }

    private static OpenRows Rows(HttpRequest request, Query query, ServerSettings settings)
    {
        var rows = RowsBody.Of(request, query, settings);
        query.Check();
        return new OpenRows(rows);
    }

    private readonly record struct OpenRows(IngestSource Rows) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Rows.Content?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
