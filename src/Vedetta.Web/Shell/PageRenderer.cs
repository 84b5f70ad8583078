using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Assets;
using Vedetta.Web.Language;

namespace Vedetta.Web.Shell;

/// <summary>Turns a view into an answer: gathers what every page knows, and renders the component. Thread-safe.</summary>
internal sealed class PageRenderer(AssetCatalog assets, IAntiforgery antiforgery, IReadings readings, IModelStore models, IIncidentStore incidents, TimeProvider time)
{
    private static readonly IncidentState[] Open = [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged];

    /// <summary>The moment of the answer.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The model of that name, or an <see cref="UnknownModelException"/>.</summary>
    public async ValueTask<ModelDefinition> ModelAsync(string name, CancellationToken cancel) =>
        ModelId.TryParse(name, out var id) && await models.FindAsync(id, cancel) is { } model ? model : throw new UnknownModelException(new ModelId(name));

    /// <summary>A page of the whole fleet.</summary>
    public async ValueTask<IResult> PageAsync<TPage, TView>(HttpContext http, TView view, int status = StatusCodes.Status200OK)
        where TPage : Page<TView> where TView : class =>
        Render<TPage, TView>(http, view, await CountOpenAsync(http.RequestAborted), model: null, status);

    /// <summary>A page about one model.</summary>
    public async ValueTask<IResult> ModelPageAsync<TPage, TView>(HttpContext http, TView view, ModelDefinition model, ModelStatus? state = null, int status = StatusCodes.Status200OK)
        where TPage : Page<TView> where TView : class
    {
        var now = state ?? await readings.StatusAsync(model.Id, http.RequestAborted);
        return Render<TPage, TView>(http, view, await CountOpenAsync(http.RequestAborted), new CurrentModel(model, now.Verdict, now.Silent), status);
    }

    /// <summary>A page that must not touch any store: an error page, the sign-in page.</summary>
    public IResult Bare<TPage, TView>(HttpContext http, TView view, int status)
        where TPage : Page<TView> where TView : class =>
        Render<TPage, TView>(http, view, openIncidents: 0, model: null, status);

    /// <summary>The words of the request's language.</summary>
    public static Words WordsOf(HttpContext http) => new(Preferences.TongueOf(http.Request));

    private RazorComponentResult<TPage> Render<TPage, TView>(HttpContext http, TView view, int openIncidents, CurrentModel? model, int status)
        where TPage : Page<TView> where TView : class
    {
        SecurityHeaders.Add(http.Response);
        var token = antiforgery.GetAndStoreTokens(http);
        var context = new PageContext(
            WordsOf(http),
            Preferences.ThemeOf(http.Request),
            Preferences.SingleKeysOf(http.Request),
            Now,
            http.Request.Path + http.Request.QueryString,
            new FormToken(token.FormFieldName, token.RequestToken ?? ""),
            assets,
            openIncidents,
            model,
            http.User.HasClaim(claim => claim.Type == AccountPrincipal.StampClaim));
        return new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Context"] = context, ["View"] = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    private async ValueTask<int> CountOpenAsync(CancellationToken cancel) => (await incidents.ListAsync(model: null, Open, 1000, cancel)).Count;
}
