using Vedetta.Core.Business;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Business metrics: values, plans and signed reviews.</summary>
internal static class BusinessEndpoints
{
    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("metric", "Metrics with commas between; all when not given"),
        RowsParameters.From,
        RowsParameters.To,
        new("as_of", "What was known at this moment"),
        new("every", "Length of the windows; a day when not given", [.. EnumWords.All<WindowSize>().Where(word => word != "hour")]),
        new("segment", "Only these rows, written column:value; version:v and variant:v too"),
        new("format", "csv for a table; so does Accept: text/csv", ["json", "csv"]),
    ];

    public static void MapBusiness(this IEndpointRouteBuilder app)
    {
        var model = app.MapGroup("/v1/models/{model}/business").WithTags("Business");
        model.MapGet("", GetAsync).WithSummary("Business metrics over time, who comes, and how both changed").Requires(ApiScope.Read).Takes(Parameters).Produces<BusinessBody>();
        model.MapGet("/plan", PlanAsync).WithSummary("The metrics and the assumptions behind them").Requires(ApiScope.Read);
        model.MapPut("/plan", PutPlanAsync).WithSummary("Replaces the metrics and assumptions").TakesBody<BusinessPlanBody>().Audits("business.put").Requires(ApiScope.Admin);
        model.MapGet("/reviews", ReviewsAsync).WithSummary("Signed reviews of the effect on the business, the latest first").Requires(ApiScope.Read);
        model.MapPost("/reviews", SignAsync).WithSummary("Signs a review of the effect on the business").TakesBody<BusinessReviewRequest>().Audits("business.review").Requires(ApiScope.Admin, UserRole.Operator);
    }

    private static async Task<IResult> GetAsync(string model, HttpRequest request, BusinessService business, CancellationToken cancel)
    {
        var query = new Query(request, Parameters.Select(parameter => parameter.Name));
        var segment = query.Segment();
        var question = new BusinessQuestion(query.Span(), query.Word<WindowSize>("every") ?? WindowSize.Day, query.Columns("metric"), segment?.ToString(), query.Time("as_of"));
        var csv = CsvTable.IsWanted(request, query);
        query.Check();
        var answer = await business.ReadAsync(RouteModel.Parse(model), question, cancel);
        return csv ? Table(answer, question).ToResult($"{model}-business.csv") : Results.Ok(BusinessBody.Of(answer));
    }

    private static async Task<BusinessPlanBody> PlanAsync(string model, BusinessService business, CancellationToken cancel) =>
        BusinessPlanBody.Of(await business.PlanAsync(RouteModel.Parse(model), cancel));

    private static async Task<BusinessPlanBody> PutPlanAsync(string model, HttpRequest request, HttpContext http, BusinessService business, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<BusinessPlanBody>(request, cancel);
        return BusinessPlanBody.Of(await business.PutPlanAsync(body.ToPlan(RouteModel.Parse(model)), Caller.Of(http.User), cancel));
    }

    private static async Task<IReadOnlyList<BusinessReviewBody>> ReviewsAsync(string model, BusinessService business, TimeProvider clock, CancellationToken cancel) =>
        [.. (await business.ReviewsAsync(RouteModel.Parse(model), cancel)).Select(review => BusinessReviewBody.Of(review, clock.GetUtcNow()))];

    private static async Task<BusinessReviewBody> SignAsync(string model, HttpRequest request, HttpContext http, BusinessService business, TimeProvider clock, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<BusinessReviewRequest>(request, cancel);
        var id = RouteModel.Parse(model);
        var usual = body.Control is null || body.Span is null ? await business.UsualComparisonAsync(id, cancel) : null;
        if ((body.Control is null || body.Span is null) && usual is null)
            throw new QuestionException("control", "the model has had one version only: name control, treatment and span");
        var span = body.Span is { } asked ? new Window(asked.From, asked.To) : usual!.Span;
        if (span.To <= span.From) throw new QuestionException("span", "'to' must lie after 'from'");
        var comparison = new BusinessComparison(
            body.Control ?? usual!.Control, body.Treatment ?? usual?.Treatment ?? "", span,
            body.ControlSpan is { } control ? new Window(control.From, control.To) : body.Span is null ? usual!.ControlSpan : span);
        return BusinessReviewBody.Of(await business.SignAsync(id, comparison, body.Conclusion, Caller.Of(http.User), cancel), clock.GetUtcNow());
    }

    private static CsvTable Table(BusinessAnswer answer, BusinessQuestion question)
    {
        var table = new CsvTable("metric", "segment", "from", "to", "n", "value", "low", "high", "complete", "verdict", "revision", "first_value");
        foreach (var series in answer.Series)
            foreach (var point in series.Points)
                table.Add(series.Metric.Name, question.Group, point.Window.From, point.Window.To, point.N, point.Value, point.Low, point.High, point.Complete, EnumWords.Of(point.Verdict), point.Revision, point.First);
        return table;
    }
}
