using Vedetta.Server.Api;

namespace Vedetta.Server.Security;

/// <summary>What every request must pass before anything looks at it, and the headers every answer carries.</summary>
internal static class RequestGuards
{
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Refuses foreign hosts and writes that other sites start; adds headers.</summary>
    public static void UseVedettaGuards(this WebApplication app)
    {
        var reach = app.Services.GetRequiredService<Reach>();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(AddHeaders, context.Response);
            if (!reach.Serves(context.Request.Host))
                return Problems.WriteAsync(context, new Problem(421, "unknown_host", "This host is not served here", "the Host header names a host this server does not serve; add it to 'hosts' in the settings"));
            if (!IsSafe(context.Request.Method) && IsForeign(context.Request))
                return Problems.WriteAsync(context, new Problem(403, "cross_site", "Another site started this request", "a page of another site may not change anything here"));
            return next(context);
        });
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Browsers name the page that started a request; programs send neither header.
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site") return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || !string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static Task AddHeaders(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Content-Security-Policy", ApiPolicy);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        return Task.CompletedTask;
    }
}
