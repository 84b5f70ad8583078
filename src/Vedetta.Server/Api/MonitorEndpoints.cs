using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Monitors of a model, their dry run over history, and evaluation.</summary>
internal static class MonitorEndpoints
{
    public static void MapMonitors(this IEndpointRouteBuilder app)
    {
        var monitors = app.MapGroup("/v1/models/{model}/monitors").WithTags("Monitors");
        monitors.MapGet("", ListAsync).WithSummary("Monitors of a model").Requires(ApiScope.Read);
        monitors.MapPost("", CreateAsync).WithSummary("Adds a monitor").TakesBody<MonitorBody>().Produces<MonitorAnswer>(201)
            .Audits("monitor.create").Requires(ApiScope.Admin).TakesIdempotencyKey();
        monitors.MapGet("/{monitor}", GetAsync).WithSummary("One monitor").Requires(ApiScope.Read);
        monitors.MapPut("/{monitor}", PutAsync).WithSummary("Makes or replaces a monitor").TakesBody<MonitorBody>().Audits("monitor.put").Requires(ApiScope.Admin);
        monitors.MapDelete("/{monitor}", DeleteAsync).WithSummary("Deletes a monitor with its points").Audits("monitor.delete").Requires(ApiScope.Admin);
        monitors.MapPost("/{monitor}/backtest", BacktestAsync).WithSummary("What the monitor would have said; changes nothing").Requires(ApiScope.Read)
            .TakesBody<MonitorBody>().Takes(RowsParameters.Span);
        app.MapPost("/v1/models/{model}/evaluate", EvaluateAsync).WithTags("Monitors").WithSummary("Runs every monitor over a span; answers what changed")
            .Requires(ApiScope.Admin).Takes(RowsParameters.Span);
    }

    private static async Task<IReadOnlyList<MonitorAnswer>> ListAsync(string model, MonitorService monitors, CancellationToken cancel) =>
        [.. (await monitors.ListAsync(RouteModel.Parse(model), cancel)).Select(MonitorAnswer.Of)];

    private static async Task<MonitorAnswer> GetAsync(string model, string monitor, MonitorService monitors, CancellationToken cancel) =>
        MonitorAnswer.Of(await FindAsync(RouteModel.Parse(model), monitor, monitors, cancel));

    private static async Task<IResult> CreateAsync(string model, HttpContext http, MonitorService monitors, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<MonitorBody>(http.Request, cancel);
        var name = body.Name ?? throw new ProblemException(Problems.Invalid("invalid_field", $"name: {MonitorRules.AllowedName}", "name"));
        var monitor = body.ToDefinition(RouteModel.Parse(model), name);
        if (!await monitors.CreateAsync(monitor, cancel))
            throw new ProblemException(Problems.Conflict("monitor_exists", "a monitor of this name has another rule; replace it with PUT"));
        return TypedResults.Json(MonitorAnswer.Of(monitor), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<MonitorAnswer> PutAsync(string model, string monitor, HttpRequest request, MonitorService monitors, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<MonitorBody>(request, cancel);
        if (body.Name is { } name && !string.Equals(name, monitor, StringComparison.Ordinal))
            throw new ProblemException(Problems.Invalid("invalid_field", "name: it is the one in the path, or left out", "name"));
        var definition = body.ToDefinition(RouteModel.Parse(model), monitor);
        await monitors.PutAsync(definition, cancel);
        return MonitorAnswer.Of(definition);
    }

    private static async Task<IResult> DeleteAsync(string model, string monitor, MonitorService monitors, CancellationToken cancel) =>
        await monitors.DeleteAsync(RouteModel.Parse(model), monitor, cancel)
            ? TypedResults.NoContent()
            : throw Unknown();

    private static async Task<BacktestBody> BacktestAsync(
        string model, string monitor, HttpRequest request, MonitorService monitors, BacktestService backtests, TimeProvider clock, CancellationToken cancel)
    {
        var query = new Query(request, "from", "to");
        var span = query.Span();
        query.Check();
        var id = RouteModel.Parse(model);

        // A body is a rule that is not switched on yet; without one the stored rule is tried.
        var rule = request.ContentLength is > 0 || request.ContentType is not null
            ? (await RequestBody.ReadAsync<MonitorBody>(request, cancel)).ToDefinition(id, monitor)
            : await FindAsync(id, monitor, monitors, cancel);
        return BacktestBody.Of(rule, await backtests.RunAsync(rule, span, clock.GetUtcNow(), cancel));
    }

    private static async Task<EvaluationBody> EvaluateAsync(string model, HttpRequest request, EvaluationService evaluation, TimeProvider clock, CancellationToken cancel)
    {
        var query = new Query(request, "from", "to");
        var span = query.Span() ?? new Window(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        query.Check();
        return EvaluationBody.Of(await evaluation.EvaluateAsync(RouteModel.Parse(model), span, clock.GetUtcNow(), cancel));
    }

    private static async Task<MonitorDefinition> FindAsync(ModelId model, string name, MonitorService monitors, CancellationToken cancel) =>
        await monitors.FindAsync(model, name, cancel) ?? throw Unknown();

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_monitor", "the model has no monitor of this name"));
}
