using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Times in which people are not told of certain incidents.</summary>
internal static class SilenceEndpoints
{
    public static void MapSilences(this IEndpointRouteBuilder app)
    {
        var silences = app.MapGroup("/v1/silences").WithTags("Incidents");
        silences.MapGet("", ListAsync).WithSummary("Silences that hold, that are to come, and that ended within thirty days").Requires(ApiScope.Read);
        silences.MapPost("", CreateAsync).WithSummary("Makes a silence").TakesBody<SilenceBody>().Produces<SilenceAnswer>(201)
            .Audits("silence.create").Requires(ApiScope.Admin, UserRole.Operator).TakesIdempotencyKey();
        silences.MapPost("/preview", PreviewAsync).WithSummary("What a silence would mute; changes nothing").TakesBody<SilenceBody>().Requires(ApiScope.Read);
        silences.MapGet("/{id}", GetAsync).WithSummary("One silence").Requires(ApiScope.Read);
        silences.MapDelete("/{id}", EndAsync).WithSummary("Ends a silence now; what it muted and still fires is told").Audits("silence.end").Requires(ApiScope.Admin, UserRole.Operator);
    }

    private static async Task<IReadOnlyList<SilenceAnswer>> ListAsync(SilenceService silences, TimeProvider clock, CancellationToken cancel) =>
        [.. (await silences.ListAsync(cancel)).Select(silence => SilenceAnswer.Of(silence, clock.GetUtcNow()))];

    private static async Task<SilenceAnswer> GetAsync(string id, SilenceService silences, TimeProvider clock, CancellationToken cancel) =>
        SilenceAnswer.Of(await silences.FindAsync(id, cancel) ?? throw Unknown(), clock.GetUtcNow());

    private static async Task<IResult> CreateAsync(HttpContext http, SilenceService silences, TimeProvider clock, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<SilenceBody>(http.Request, cancel);
        var made = await silences.CreateAsync(body.ToRequest(clock.GetUtcNow()), Caller.Of(http.User), cancel);
        return TypedResults.Json(SilenceAnswer.Of(made, clock.GetUtcNow()), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<SilencePreviewBody> PreviewAsync(HttpRequest request, SilenceService silences, CancellationToken cancel) =>
        SilencePreviewBody.Of(await silences.PreviewAsync((await RequestBody.ReadAsync<SilenceBody>(request, cancel)).ToMatch(), cancel));

    private static async Task<IResult> EndAsync(string id, HttpContext http, SilenceService silences, CancellationToken cancel) =>
        await silences.EndAsync(id, Caller.Of(http.User), cancel) is null ? throw Unknown() : TypedResults.NoContent();

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_silence", "no silence has this id; ids look like SIL-3"));
}
