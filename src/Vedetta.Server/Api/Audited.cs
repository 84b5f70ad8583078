using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Writes who changed what into the audit log, once it is done.</summary>
internal static class Audited
{
    /// <summary>Audits an endpoint under this action, for example <c>monitor.delete</c>.</summary>
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder endpoint, string action) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var result = await next(context);
        if ((result as IStatusCodeHttpResult)?.StatusCode >= StatusCodes.Status400BadRequest) return result;
        var http = context.HttpContext;
        var services = http.RequestServices;
        var subject = string.Join('/', http.Request.RouteValues.Values.OfType<string>());
        var entry = new AuditEntry(services.GetRequiredService<TimeProvider>().GetUtcNow(), Caller.Of(http.User), action, subject, Detail: null);
        await services.GetRequiredService<IAuditStore>().AddAsync(entry, CancellationToken.None);
        return result;
    });
}
