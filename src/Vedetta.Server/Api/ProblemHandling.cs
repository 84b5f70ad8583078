using Microsoft.AspNetCore.Http;

namespace Vedetta.Server.Api;

/// <summary>Turns failures under <c>/v1</c> into problems, so that a caller's fault is never answered with 500 or with a page.</summary>
internal static partial class ProblemHandling
{
    public static void UseVedettaProblems(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Vedetta.Api");
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }

            try
            {
                await next(context);
                if (!context.Response.HasStarted && context.Response.ContentLength is null or 0 && Unanswered(context) is { } problem)
                    await Problems.WriteAsync(context, problem);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller has gone: nobody is left to answer.
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                var problem = Problems.Of(failure);
                if (problem is null or { Status: >= 500 }) RequestFailed(log, failure, context.Request.Method, context.GetEndpoint()?.DisplayName);
                await Problems.WriteAsync(context, problem ?? new Problem(500, "internal", "The server failed", "a fault of the server; its log says more"));
            }
        });
    }

    private static Problem? Unanswered(HttpContext context) => context.Response.StatusCode switch
    {
        401 => new Problem(401, "unauthorized", "Who is asking?", "this needs a key: Authorization: Bearer <key>"),
        403 => new Problem(403, "forbidden", "Not allowed", "this key or account may not do this"),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void RequestFailed(ILogger log, Exception failure, string method, string? endpoint);
}
