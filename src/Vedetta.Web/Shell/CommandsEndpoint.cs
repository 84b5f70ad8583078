using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Storage;

namespace Vedetta.Web.Shell;

/// <summary>The command menu's links as a fragment: pages of the current model, every page, and what the typed text finds.</summary>
internal static class CommandsEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IModelStore models, IMonitorStore monitors, string? model, string? q)
    {
        var cancel = http.RequestAborted;
        var wanted = (q ?? "").Trim();
        if (wanted.Length > 100) wanted = wanted[..100];
        var all = await models.ListAsync(cancel);
        var rules = new List<MonitorDefinition>();
        if (wanted.Length > 1)
            foreach (var each in all) rules.AddRange(await monitors.ListAsync(each.Id, cancel));
        var links = CommandSearch.Find(wanted, ModelId.TryParse(model, out var id) ? id : null, all, rules, PageRenderer.WordsOf(http)).Take(CommandSearch.Most);
        var html = HtmlEncoder.Default;
        SecurityHeaders.Add(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content("<ul>" + string.Concat(links.Select(l => $"<li><a href=\"{html.Encode(l.Address)}\">{html.Encode(l.Text)}<small>{html.Encode(l.Hint)}</small></a></li>")) + "</ul>", "text/html; charset=utf-8");
    }
}
