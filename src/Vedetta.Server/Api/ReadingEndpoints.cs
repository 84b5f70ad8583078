using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Models;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Aggregate questions, answered from profiles and points.</summary>
internal static class ReadingEndpoints
{
    public static void MapReadings(this IEndpointRouteBuilder app)
    {
        var model = app.MapGroup("/v1/models/{model}").WithTags("Readings").Requires(ApiScope.Read);
        model.MapGet("/drift", DriftAsync).WithSummary("Distance of columns from their baseline, per window").Takes([.. RowsParameters.Series, RowsParameters.Method]);
        model.MapGet("/quality", QualityAsync).WithSummary("Missing, invalid and new values, moments, traffic and freshness, per window").Takes(RowsParameters.Series);
        model.MapGet("/distribution", DistributionAsync).WithSummary("Distribution of one column beside its baseline; of the score also bands and the ROC").Takes([.. RowsParameters.Series, new("outcome", "Outcome whose labels say what was bad, for the score")]);
        model.MapGet("/correlations", CorrelationsAsync).WithSummary("Correlations of the numeric features beside their baseline").Takes(RowsParameters.Series);
        model.MapGet("/traffic", TrafficAsync).WithSummary("Rate against the usual, errors, latency, and rows rejected, sent twice or late, per window").Takes(RowsParameters.Series);
        model.MapGet("/segments", SegmentsAsync).WithSummary("Values of the model's segments in its latest week");
        model.MapGet("/status", StatusAsync).WithSummary("Verdict, since when, why, and every monitor");
        model.MapGet("/rejected", RejectedAsync).WithSummary("Rejected rows, newest first, and counts by reason").Takes([RowsParameters.Limit]);
        app.MapGet("/v1/fleet", FleetAsync).WithTags("Readings").WithSummary("State of every model, the worst first").Requires(ApiScope.Read);
    }

    private static async Task<DriftBody> DriftAsync(string model, HttpRequest request, IReadings readings, KnownColumns known, CancellationToken cancel)
    {
        var query = new Query(request, [.. Query.Series, "method"]);
        var question = new DriftQuestion(query.SeriesQuestion(), query.Text("method") ?? "psi", query.Baseline());
        query.Check();
        var id = RouteModel.Parse(model);
        await known.CheckAsync(id, question.Series.Columns, cancel);
        return DriftBody.Of(await readings.DriftAsync(id, question, cancel));
    }

    private static async Task<QualityBody> QualityAsync(string model, HttpRequest request, IReadings readings, KnownColumns known, CancellationToken cancel)
    {
        var query = new Query(request, Query.Series);
        var question = query.SeriesQuestion();
        query.Baseline();
        query.Check();
        var id = RouteModel.Parse(model);
        await known.CheckAsync(id, question.Columns, cancel);
        return QualityBody.Of(await readings.QualityAsync(id, question, cancel));
    }

    private static async Task<DistributionBody> DistributionAsync(string model, HttpRequest request, IReadings readings, IScoreReadings scores, KnownColumns known, CancellationToken cancel)
    {
        var query = new Query(request, [.. Query.Series, "outcome"]);
        var series = query.SeriesQuestion();
        if (series.Columns is not [var column])
        {
            query.Bad("column", "name one column");
            column = "";
        }

        var question = new DistributionQuestion(column, series.Span, series.Version, series.Segment, query.Baseline());
        query.Check();
        var id = RouteModel.Parse(model);
        await known.CheckAsync(id, [column], cancel);
        var body = DistributionBody.Of(await readings.DistributionAsync(id, question, cancel));
        if (column != "score") return body;
        var asked = new ScoreQuestion(series.Span, series.Version, series.Segment, query.Text("outcome"), AsOf: series.AsOf);
        return body with { Score = ScoreBandsBody.Of(await scores.BandsAsync(id, asked, cancel)) };
    }

    private static async Task<CorrelationsBody> CorrelationsAsync(string model, HttpRequest request, IReadings readings, CancellationToken cancel)
    {
        var query = new Query(request, Query.Series);
        var question = query.SeriesQuestion();
        query.Baseline();
        query.Check();
        return CorrelationsBody.Of(await readings.CorrelationsAsync(RouteModel.Parse(model), question, cancel));
    }

    private static async Task<ServiceBody> TrafficAsync(string model, HttpRequest request, IReadings readings, CancellationToken cancel)
    {
        var query = new Query(request, Query.Series);
        var question = query.SeriesQuestion();
        query.Baseline();
        query.Check();
        return ServiceBody.Of(await readings.TrafficAsync(RouteModel.Parse(model), question, cancel));
    }

    private static async Task<IReadOnlyList<SegmentChoice>> SegmentsAsync(string model, IReadings readings, CancellationToken cancel) =>
        await readings.SegmentsAsync(RouteModel.Parse(model), cancel);

    private static async Task<StatusBody> StatusAsync(string model, IReadings readings, CancellationToken cancel) =>
        StatusBody.Of(await readings.StatusAsync(RouteModel.Parse(model), cancel));

    private static async Task<IReadOnlyList<FleetRowBody>> FleetAsync(IReadings readings, CancellationToken cancel) =>
        [.. (await readings.FleetAsync(cancel)).Select(FleetRowBody.Of)];

    private static async Task<QuarantineBody> RejectedAsync(string model, HttpRequest request, IModels models, IQuarantineStore quarantine, CancellationToken cancel)
    {
        var query = new Query(request, "limit");
        var limit = query.Number("limit", 100, 1, 10_000);
        query.Check();
        var id = RouteModel.Parse(model);
        await models.GetAsync(id, cancel);
        var counts = await quarantine.CountsAsync(id, cancel);
        var rows = await quarantine.ListAsync(id, limit, cancel);
        return new QuarantineBody(counts.Values.Sum(), counts, [.. rows.Select(QuarantinedRowBody.Of)]);
    }
}
