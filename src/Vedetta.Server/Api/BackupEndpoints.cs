using System.Globalization;
using Vedetta.Core.Security;
using Vedetta.Server.Backup;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>A copy of everything, while the server runs.</summary>
internal static class BackupEndpoints
{
    /// <summary>Header with the bytes of the files, so that the other side can look at its disk before it begins.</summary>
    public const string BytesHeader = "Vedetta-Backup-Bytes";

    public static void MapBackup(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/backup", TakeAsync)
            .WithSummary("A backup of rows, profiles and metadata as of one moment, as a tar archive")
            .WithTags("Backup").Produces(StatusCodes.Status200OK, contentType: "application/x-tar").Audits("backup.take").Requires(ApiScope.Admin);

    private static async Task<IResult> TakeAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.RequestServices.GetService<BackupService>() is not { } backups)
            throw new ProblemException(Problems.Conflict("in_memory", "this server keeps everything in memory: there is no data directory to back up"));
        BackupSnapshot snapshot;
        try
        {
            snapshot = await backups.TakeAsync(cancel);
        }
        catch (BackupException refused)
        {
            throw new ProblemException(Problems.Conflict("no_backup", refused.Message));
        }

        http.Response.RegisterForDispose(snapshot);
        http.Response.Headers[BytesHeader] = snapshot.Manifest.Bytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Stream(
            stream => snapshot.WriteAsync(stream, cancel), "application/x-tar", $"vedetta-{snapshot.Manifest.TakenAt:yyyyMMdd'T'HHmmss'Z'}.tar");
    }
}
