using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vedetta.Web.Assets;
using Vedetta.Web.Cohorts;
using Vedetta.Web.Correlations;
using Vedetta.Web.Business;
using Vedetta.Web.Channels;
using Vedetta.Web.Drift;
using Vedetta.Web.Experiments;
using Vedetta.Web.Errors;
using Vedetta.Web.Fleet;
using Vedetta.Web.Incidents;
using Vedetta.Web.Methods;
using Vedetta.Web.Monitors;
using Vedetta.Web.Noise;
using Vedetta.Web.Overview;
using Vedetta.Web.OwnHealth;
using Vedetta.Web.People;
using Vedetta.Web.Performance;
using Vedetta.Web.Rejected;
using Vedetta.Web.Reports;
using Vedetta.Web.Routing;
using Vedetta.Web.Scores;
using Vedetta.Web.Settings;
using Vedetta.Web.Setup;
using Vedetta.Web.Shell;
using Vedetta.Web.SignIn;
using Vedetta.Web.Silences;
using Vedetta.Web.Traffic;
using Vedetta.Web.Slices;

namespace Vedetta.Web;

/// <summary>The pages, for a host that has the ports of Core registered.</summary>
public static class VedettaWeb
{
    /// <summary>Paths of programs, not of people: an unknown address below them is not answered with a page.</summary>
    private static readonly string[] ProgramPaths = ["/v1", "/openapi", "/metrics", "/healthz", "/readyz", "/assets"];

    /// <summary>Registers what the pages need.</summary>
    public static IServiceCollection AddVedettaWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "vedetta-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true; // the content security policy forbids framing
        });
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // form tokens differ in every answer, so compression tells nothing of them
            options.MimeTypes = ["text/html"];
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AssetCatalog>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<ScopeReader>();
        services.AddSingleton<DriftSource>();
        services.AddSingleton<TrafficSource>();
        services.AddSingleton<OwnHealthSource>();
        services.AddSingleton<QualitySource>();
        return services;
    }

    /// <summary>
    /// Maps every page. Call it after authentication and authorization are in the pipeline. Returns the group of the
    /// pages, so that the host can require a policy; assets, preferences and sign-in stay open to all.
    /// </summary>
    public static RouteGroupBuilder MapVedettaWeb(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.UseForgedForms();
        AssetEndpoints.Map(app);
        Preferences.Map(app);
        SignInEndpoints.Map(app);

        var pages = app.MapGroup("").AddEndpointFilter<PageErrors>().WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        pages.MapGet(Addresses.Fleet, FleetEndpoint.Get);
        pages.MapGet("/models/{model}", OverviewEndpoint.Get);
        pages.MapGet("/models/{model}/drift", DriftEndpoint.Get);
        pages.MapGet("/models/{model}/performance", PerformanceEndpoint.Get);
        pages.MapGet("/models/{model}/scores", ScoresEndpoint.Get);
        pages.MapGet("/models/{model}/cohorts", CohortsEndpoint.Get);
        ExperimentsEndpoints.Map(pages);
        pages.MapGet("/models/{model}/traffic", TrafficEndpoint.Get);
        TrafficForms.Map(pages);
        pages.MapGet("/models/{model}/rejected", RejectedEndpoint.Get);
        MonitorEndpoints.Map(pages);
        SettingsEndpoints.Map(pages);
        pages.MapGet("/models/{model}/slices", SlicesEndpoint.Get);
        BusinessEndpoints.Map(pages);
        pages.MapGet(Addresses.Methods, MethodsEndpoint.List);
        pages.MapGet("/methods/{method}", MethodsEndpoint.One);
        pages.MapGet("/fragments/commands", CommandsEndpoint.Get);
        SilenceEndpoints.Map(pages);
        pages.MapGet(Addresses.Noise, NoiseEndpoint.Get);
        IncidentEndpoints.Map(pages);
        RoutingEndpoints.Map(pages);
        ChannelsEndpoints.Map(pages);
        ReportsEndpoints.Map(pages);
        SetupEndpoints.Map(pages);
        PeopleEndpoints.Map(pages);
        OwnHealthEndpoint.Map(pages);
        pages.MapGet("/models/{model}/correlations", CorrelationsEndpoint.Get);
        // Not a handler with arguments: the code generated for one would forget that a fallback comes after all other routes.
        app.MapFallback(http => NotFound(http).ExecuteAsync(http)).AllowAnonymous();
        return pages;
    }

    private static IResult NotFound(HttpContext http)
    {
        var pages = http.RequestServices.GetRequiredService<PageRenderer>();
        var path = http.Request.Path;
        if (ProgramPaths.Any(p => path.StartsWithSegments(p, StringComparison.Ordinal)) || !HttpMethods.IsGet(http.Request.Method))
            return Results.NotFound();
        return pages.Bare<ErrorPage, ErrorView>(http, PageErrors.NotFound(PageRenderer.WordsOf(http), path), StatusCodes.Status404NotFound);
    }
}
