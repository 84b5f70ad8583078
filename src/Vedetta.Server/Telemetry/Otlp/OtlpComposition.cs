using System.Diagnostics;
using OpenTelemetry.Logs;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Telemetry.Otlp;

/// <summary>Traces, metrics and logs over OTLP, where an address is configured.</summary>
internal static class OtlpComposition
{
    /// <summary>Registers the export; without an address nothing is listened to and nothing leaves the process.</summary>
    public static void AddVedettaOtlp(this WebApplicationBuilder builder, ServerSettings settings)
    {
        if (OtlpSettings.Of(settings, Environment.GetEnvironmentVariable) is not { } otlp) return;
        builder.Services.AddSingleton(otlp).AddSingleton<OtlpExport>().AddHostedService(provider => provider.GetRequiredService<OtlpExport>());
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.SetResourceBuilder(OtlpSettings.Resource);
            logging.IncludeFormattedMessage = true;

            // Scopes hold addresses of requests with their queries.
            logging.IncludeScopes = false;
            logging.AddOtlpExporter(options => otlp.Apply(options, "logs"));
        });
    }

    /// <summary>Names the span of a request by its route: paths and queries hold what people search for.</summary>
    public static void UseVedettaTraces(this WebApplication app)
    {
        if (app.Services.GetService<OtlpSettings>() is null) return;
        app.Use(async (context, next) =>
        {
            await next(context);
            if (Activity.Current is not { } span) return;
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown";
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            foreach (var tag in (ReadOnlySpan<string>)["url.path", "url.query", "user_agent.original", "client.address"]) span.SetTag(tag, null);
            if (context.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
        });
    }
}
