using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vedetta.Core.Storage;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>
/// A write that is not the same twice by nature takes an <c>Idempotency-Key</c>: repeated within a day, it gets the first
/// answer again; the same key with another request is a conflict.
/// </summary>
internal static class Idempotency
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Lets an endpoint take the header.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="streams">True where the body is too large to be kept for a comparison: then its length stands for it.</param>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder endpoint, bool streams = false) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var given = http.Request.Headers[Header].ToString();
        if (given.Length == 0) return await next(context);
        if (given.Length > LongestKey) throw new ProblemException(Problems.Malformed("invalid_idempotency_key", "an Idempotency-Key has at most 200 characters", Header));
        var store = http.RequestServices.GetRequiredService<IIdempotencyStore>();
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var body = streams
            ? Encoding.UTF8.GetBytes($"{http.Request.ContentLength} {http.Request.ContentType} {http.Request.Headers.ContentEncoding}")
            : await RequestBody.ReadBytesAsync(http.Request, http.RequestAborted);
        if (!streams) http.Request.Body = new MemoryStream(body.ToArray());
        var key = $"{Caller.Of(http.User)} {http.Request.Method} {http.Request.Path} {given}";
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(http.Request.QueryString.Value ?? ""), 0, .. body.Span]));
        if (await store.FindAsync(key, http.RequestAborted) is { } known)
        {
            return string.Equals(known.RequestHash, hash, StringComparison.Ordinal)
                ? TypedResults.Text(known.Body, "application/json; charset=utf-8", Encoding.UTF8, known.Status)
                : throw new ProblemException(Problems.Conflict("idempotency_conflict", "this Idempotency-Key was used for another request"));
        }

        var result = await next(context);
        var (status, value) = (((result as IStatusCodeHttpResult)?.StatusCode) ?? StatusCodes.Status200OK, result is IValueHttpResult carried ? carried.Value : result);
        if (status >= 300) return result;

        // Kept before it is sent, so that a client that lost the answer can ask again.
        var now = clock.GetUtcNow();
        await store.SaveAsync(new IdempotentAnswer(key, hash, status, JsonSerializer.Serialize(value, ApiJson.Options), now), now - Kept, CancellationToken.None);
        return result;
    });
}
