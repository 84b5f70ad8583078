using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Web;

namespace Vedetta.EndToEnd.Pages;

/// <summary>No page is left out of the tests of pages.</summary>
[Collection(DemoCollection.Name)]
public sealed class PageListTests(Demo demo)
{
    // Parts of pages, fetched by their scripts, and their files.
    private static readonly string[] Parts = ["/fragments/", "/assets/"];

    [Fact]
    public async Task Every_page_that_the_program_maps_is_in_the_list()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddVedettaWeb().AddDataProtection().UseEphemeralDataProtectionProvider();
        await using var app = builder.Build();
        app.MapVedettaWeb();
        var patterns = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET", StringComparer.Ordinal) == true)
            .Select(endpoint => endpoint.RoutePattern).Where(pattern => !Parts.Any(part => ("/" + pattern.RawText!.TrimStart('/')).StartsWith(part, StringComparison.Ordinal))).ToList();
        patterns.Count.ShouldBeGreaterThan(25);
        patterns.Where(pattern => !demo.Pages.Any(page => Matches(pattern, page.Path))).Select(pattern => pattern.RawText).ShouldBeEmpty();
    }

    private static bool Matches(RoutePattern pattern, string path) =>
        new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path.Split('?')[0], []);
}
