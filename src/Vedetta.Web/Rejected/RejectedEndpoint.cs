using Microsoft.AspNetCore.Http;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Rejected;

/// <summary>Answers <c>/models/{model}/rejected</c>.</summary>
internal static class RejectedEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, IQuarantineStore quarantine, PageRenderer pages, string? code, string? field, string? id, int? page)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var kept = await quarantine.ListAsync(definition.Id, RejectedView.Most, cancel);
        var counts = await quarantine.CountsAsync(definition.Id, cancel);
        var view = RejectedView.Of(definition, kept, counts, new RejectedFilter(Given(code), Given(field), Given(id)), page ?? 1, Permission.May(http.User, UserRole.Operator));
        return await pages.ModelPageAsync<RejectedPage, RejectedView>(http, view, definition);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
