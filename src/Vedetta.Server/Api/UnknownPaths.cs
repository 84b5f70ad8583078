using Microsoft.AspNetCore.Routing.Template;

namespace Vedetta.Server.Api;

/// <summary>What is asked under <c>/v1</c> and not served there: another method of a known path, or nothing at all.</summary>
internal static class UnknownPaths
{
    public static void MapUnknownPaths(this WebApplication app)
    {
        IEndpointRouteBuilder routes = app;
        var known = new Lazy<IReadOnlyList<Known>>(() => Find(routes.DataSources));
        app.MapFallback("/v1/{**path}", async context => await AnswerAsync(context, known.Value)).AllowAnonymous();
    }

    private static Task AnswerAsync(HttpContext context, IReadOnlyList<Known> known)
    {
        var methods = known.Where(path => path.Matcher.TryMatch(context.Request.Path, [])).SelectMany(path => path.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (methods.Count == 0) return Problems.WriteAsync(context, Problems.NotFound("unknown_path", "nothing is served at this path; /openapi/v1.json lists what is"));
        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problems.WriteAsync(
            context, new Problem(405, "method_not_allowed", "The method is not allowed here", "this path does not take this method") { Allowed = methods });
    }

    private static List<Known> Find(IEnumerable<EndpointDataSource> sources) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/v1/", StringComparison.Ordinal) == true && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .Select(endpoint => new Known(
                new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!.TrimStart('/')), []), endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)),
    ];

    private sealed record Known(TemplateMatcher Matcher, IReadOnlyList<string> Methods);
}
