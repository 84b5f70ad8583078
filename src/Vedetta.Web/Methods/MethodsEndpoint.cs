using Microsoft.AspNetCore.Http;
using Vedetta.Statistics.Explain;
using Vedetta.Web.Errors;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Methods;

/// <summary>Answers <c>/methods</c> and <c>/methods/{method}</c> from the catalogue of the statistics.</summary>
internal static class MethodsEndpoint
{
    public static async Task<IResult> List(HttpContext http, PageRenderer pages) => await pages.PageAsync<MethodsPage, MethodsView>(http, new MethodsView(MethodCatalog.All));

    public static async Task<IResult> One(string method, HttpContext http, PageRenderer pages)
    {
        if (MethodCatalog.Find(method) is { } entry) return await pages.PageAsync<MethodPage, MethodEntry>(http, entry);
        var words = PageRenderer.WordsOf(http);
        return pages.Bare<ErrorPage, ErrorView>(http, new ErrorView(words.MethodNotFound(method), words.MethodsNote, "unknown_method", words.Methods, Addresses.Methods), StatusCodes.Status404NotFound);
    }
}

/// <summary>Every method.</summary>
public sealed record MethodsView(IReadOnlyList<MethodEntry> Methods);
