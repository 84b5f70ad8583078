using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Settings;

/// <summary>What a model is, to read and to change.</summary>
internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models/{model}/settings", GetAsync);
        var acts = pages.MapGroup("/models/{model}/settings").AddEndpointFilter(new Permission(UserRole.Admin));
        acts.MapPost("", SaveAsync);
        acts.MapPost("/confirm", ConfirmAsync);
        acts.MapPost("/delete", DeleteAsync);
    }

    private static async Task<IResult> GetAsync(string model, HttpContext http, IModels models, PageRenderer pages, string? saved, string? q)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        return await ShowAsync(http, models, pages, definition, [], saved is not null, q ?? "");
    }

    private static async Task<IResult> SaveAsync(string model, HttpContext http, IModels models, PageRenderer pages, [FromForm] string? q)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var (description, faults) = SettingsForm.Read(http.Request.Form, definition);
        if (faults.Count == 0)
        {
            try
            {
                // Columns that nobody confirmed go on growing with the rows unless somebody edits one.
                var unchanged = !definition.Schema.Confirmed && ModelColumns.Same(definition.Schema.Columns, description.Columns!);
                await models.PutAsync(definition.Id, unchanged ? description with { Columns = null } : description, http.RequestAborted);
                await AuditTrail.WriteAsync(http, "model.put", definition.Id.Value);
                return Results.LocalRedirect(Addresses.Settings(definition.Id) + "?saved=1");
            }
            catch (ModelValidationException invalid)
            {
                faults = invalid.Faults;
            }
        }

        var edited = definition with
        {
            Title = description.Title, Owner = description.Owner, PositiveClass = description.PositiveClass, Threshold = description.Threshold ?? definition.Threshold, Task = description.Task,
            Score = description.Score ?? definition.Score, Schema = definition.Schema with { Columns = description.Columns ?? definition.Schema.Columns }, Outcomes = description.Outcomes ?? definition.Outcomes,
        };
        return await ShowAsync(http, models, pages, edited, faults, saved: false, q ?? "");
    }

    private static async Task<IResult> ConfirmAsync(string model, HttpContext http, IModels models, PageRenderer pages, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        await models.ConfirmSchemaAsync(definition.Id, definition.Schema.Columns, http.RequestAborted);
        await AuditTrail.WriteAsync(http, "model.confirm", definition.Id.Value);
        return Results.LocalRedirect(Addresses.Settings(definition.Id) + "?saved=1");
    }

    private static async Task<IResult> DeleteAsync(string model, HttpContext http, IModels models, PageRenderer pages, [FromForm] string? confirm)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        if (!string.Equals(confirm?.Trim(), definition.Id.Value, StringComparison.Ordinal))
            return await ShowAsync(http, models, pages, definition, [new FieldFault("confirm", $"write {definition.Id} to delete it")], saved: false, "");
        await models.DeleteAsync(definition.Id, http.RequestAborted);
        await AuditTrail.WriteAsync(http, "model.delete", definition.Id.Value);
        return Results.LocalRedirect(Addresses.Fleet);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IModels models, PageRenderer pages, ModelDefinition model, IReadOnlyList<FieldFault> faults, bool saved, string filter)
    {
        var versions = await models.VersionsAsync(model.Id, http.RequestAborted);
        var view = new SettingsView(model, versions, faults, saved, Permission.May(http.User, UserRole.Admin), filter.Trim());
        return await pages.ModelPageAsync<SettingsPage, SettingsView>(http, view, model, status: faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>Comparing columns.</summary>
internal static class ModelColumns
{
    /// <summary>Whether two lists of columns say the same.</summary>
    public static bool Same(IReadOnlyList<ColumnDefinition> a, IReadOnlyList<ColumnDefinition> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First with { Allowed = null } == pair.Second with { Allowed = null } && (pair.First.Allowed ?? []).SequenceEqual(pair.Second.Allowed ?? [], StringComparer.Ordinal));
}
