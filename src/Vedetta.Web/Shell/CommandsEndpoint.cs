using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Web.Shell;

/// <summary>The command menu's links as a fragment: pages of the current model, every model, every page.</summary>
internal static class CommandsEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IModelStore models, string? model)
    {
        var words = PageRenderer.WordsOf(http);
        var links = new List<(string Text, string Hint, string Address)>();
        if (ModelId.TryParse(model, out var id))
        {
            links.Add(($"{words.Overview}: {id}", "g o", Addresses.Model(id)));
            links.Add(($"{words.Drift}: {id}", "g d", Addresses.Drift(id)));
            links.Add(($"{words.Cohorts}: {id}", "g c", Addresses.Cohorts(id)));
            links.Add(($"{words.Experiments}: {id}", "g e", Addresses.Experiments(id)));
            links.Add(($"{words.Monitors}: {id}", "g m", Addresses.Monitors(id)));
            links.Add(($"{words.Incidents}: {id}", "", Addresses.IncidentsOf(id)));
        }

        links.Add((words.Fleet, "g f", Addresses.Fleet));
        links.Add((words.Incidents, "g i", Addresses.Incidents));
        links.Add((words.Setup, "g s", Addresses.Setup));
        links.Add((words.Methods, "g h", Addresses.Methods));
        foreach (var each in await models.ListAsync(http.RequestAborted)) links.Add((each.Id.Value, each.Title ?? each.Owner ?? words.Model, Addresses.Model(each.Id)));
        var html = HtmlEncoder.Default;
        SecurityHeaders.Add(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content("<ul>" + string.Concat(links.Select(l => $"<li><a href=\"{html.Encode(l.Address)}\">{html.Encode(l.Text)}<small>{html.Encode(l.Hint)}</small></a></li>")) + "</ul>", "text/html; charset=utf-8");
    }
}
