using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Vedetta.Web.Assets;

/// <summary>Serves embedded assets: their names change with their content, so browsers keep them for a year.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet(AssetCatalog.Root + "{file}", Serve)
        .AllowAnonymous()
        .ExcludeFromDescription();

    private static IResult Serve(string file, HttpContext http, AssetCatalog assets)
    {
        if (assets.Find(file) is not { } asset) return Results.NotFound();
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new NameValueHeaderValue("immutable") } };
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (asset.Gzip is null) return Results.Bytes(asset.Plain, asset.ContentType);

        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var (bytes, encoding) = Accepts(accepted, "br") && asset.Brotli is not null ? (asset.Brotli, "br")
            : Accepts(accepted, "gzip") ? (asset.Gzip, "gzip")
            : (asset.Plain, null);
        if (encoding is not null) http.Response.Headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, asset.ContentType);
    }

    private static bool Accepts(string header, string encoding) => header
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(part => part.Split(';') is var pieces
            && string.Equals(pieces[0].Trim(), encoding, StringComparison.OrdinalIgnoreCase)
            && !pieces.Skip(1).Any(p => p.Replace(" ", "", StringComparison.Ordinal) is "q=0" or "q=0.0"));
}
