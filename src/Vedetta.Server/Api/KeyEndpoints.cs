using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Keys of programs.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/v1/keys").WithTags("Keys").Requires(ApiScope.Admin);
        keys.MapGet("", ListAsync).WithSummary("Every key, without its secret");
        keys.MapPost("", CreateAsync).WithSummary("Makes a key; its secret is shown once").TakesBody<KeyBody>();
        keys.MapDelete("/{id}", RevokeAsync).WithSummary("Stops a key");
    }

    private static async Task<IReadOnlyList<KeyAnswer>> ListAsync(IApiKeyService keys, CancellationToken cancel) =>
        [.. (await keys.ListAsync(cancel)).Select(key => KeyAnswer.Of(key, secret: null))];

    private static async Task<IResult> CreateAsync(HttpContext http, IApiKeyService keys, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<KeyBody>(http.Request, cancel);
        var scopes = body.Scopes.Aggregate(ApiScope.None, (all, scope) => all | scope);
        try
        {
            var made = await keys.CreateAsync(body.Name, scopes, Caller.Of(http.User), cancel);
            return TypedResults.Json(KeyAnswer.Of(made.Key, made.Secret), ApiJson.Options, statusCode: StatusCodes.Status201Created);
        }
        catch (ArgumentException wrong)
        {
            throw new ProblemException(Problems.Invalid("invalid_field", wrong.Message.Split(" (Parameter")[0], wrong.ParamName));
        }
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, IApiKeyService keys, CancellationToken cancel) =>
        await keys.RevokeAsync(id, Caller.Of(http.User), cancel)
            ? TypedResults.NoContent()
            : throw new ProblemException(Problems.NotFound("unknown_key", "no working key has this id"));
}

/// <summary>A key to make.</summary>
public sealed record KeyBody
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<ApiScope> Scopes { get; init; }
}

/// <summary>A key as clients see it.</summary>
public sealed record KeyAnswer(string Id, string Name, IReadOnlyList<ApiScope> Scopes, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt, string? Secret)
{
    private static readonly ApiScope[] All = [ApiScope.Ingest, ApiScope.Read, ApiScope.Admin];

    /// <summary>As clients see it.</summary>
    public static KeyAnswer Of(ApiKey key, string? secret) =>
        new(key.Id, key.Name, [.. All.Where(scope => key.Scopes.HasFlag(scope))], key.CreatedAt, key.CreatedBy, key.RevokedAt, secret);
}
