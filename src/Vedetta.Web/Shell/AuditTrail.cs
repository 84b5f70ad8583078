using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Security;

namespace Vedetta.Web.Shell;

/// <summary>Writes what people change on pages into the audit log, as the API does for its callers.</summary>
internal static class AuditTrail
{
    /// <summary>Keeps an entry once the change is done.</summary>
    public static async ValueTask WriteAsync(HttpContext http, string action, string subject)
    {
        var now = http.RequestServices.GetRequiredService<PageRenderer>().Now;
        await http.RequestServices.GetRequiredService<IAuditStore>().AddAsync(new AuditEntry(now, Permission.CallerOf(http), action, subject, Detail: null), CancellationToken.None);
    }
}
