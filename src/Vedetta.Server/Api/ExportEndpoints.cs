using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Rows as a file for notebooks, other tools and another vedetta.</summary>
internal static class ExportEndpoints
{
    private const string ContentType = "application/vnd.apache.parquet";

    public static void MapExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/export.parquet", ExportAsync).WithTags("Rows")
            .WithSummary("Predictions beside their latest outcomes, as a Parquet file that import and the file commands read")
            .Produces(StatusCodes.Status200OK, contentType: ContentType).Takes([.. RowsParameters.Span, new("version", "Only this version")])
            .Audits("rows.export").Requires(ApiScope.Read);

    private static async Task<IResult> ExportAsync(string model, HttpContext http, IModels models, CancellationToken cancel)
    {
        var query = new Query(http.Request, "from", "to", "version");
        var (span, version) = (query.Span(), query.VersionOrAll());
        query.Check();
        var definition = await models.GetAsync(RouteModel.Parse(model), cancel);
        if (http.RequestServices.GetService<IRowExport>() is not { } export)
            throw new ProblemException(Problems.Conflict("in_memory", "this server keeps everything in memory: there is nothing that writes files; read /predictions instead"));

        var file = await export.OpenParquetAsync(definition.Id, new RowExport(definition.Outcomes, span, version), cancel);
        return TypedResults.Stream(file, ContentType, $"{definition.Id}.parquet");
    }
}
