using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Experiments;

/// <summary>The experiments of a model, and the form that makes one.</summary>
internal static class ExperimentsEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models/{model}/experiments", GetAsync);
        var admin = pages.MapGroup("/models/{model}/experiments").AddEndpointFilter(new Permission(UserRole.Admin));
        admin.MapPost("", MakeAsync);
        admin.MapPost("/{experiment}/delete", DeleteAsync);
    }

    private static async Task<IResult> GetAsync(string model, HttpContext http, PageRenderer pages, ExperimentReader reader) =>
        await ShowAsync(await pages.ModelAsync(model, http.RequestAborted), http, pages, reader, ExperimentDraft.Empty, []);

    private static async Task<IResult> MakeAsync(
        string model, HttpContext http, PageRenderer pages, ExperimentService experiments, ExperimentReader reader, IFormCollection form, [FromForm] string? name)
    {
        _ = name; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var draft = ExperimentDraft.Of(form);
        var faults = new List<FieldFault>();
        if (draft.Read(definition, faults) is { } experiment)
        {
            try
            {
                if (await experiments.FindAsync(definition.Id, experiment.Name, http.RequestAborted) is null)
                {
                    var stored = await experiments.PutAsync(experiment, http.RequestAborted);
                    return Results.LocalRedirect($"{Addresses.Experiments(definition.Id)}#{Uri.EscapeDataString("x-" + stored.Name)}");
                }

                faults.Add(new FieldFault("name", "the model has an experiment of this name; a rule is fixed before the first look"));
            }
            catch (ExperimentValidationException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        return await ShowAsync(definition, http, pages, reader, draft, faults);
    }

    private static async Task<IResult> DeleteAsync(string model, string experiment, HttpContext http, PageRenderer pages, ExperimentService experiments, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        await experiments.DeleteAsync(definition.Id, experiment, http.RequestAborted);
        return Results.LocalRedirect(Addresses.Experiments(definition.Id));
    }

    private static async Task<IResult> ShowAsync(
        ModelDefinition model, HttpContext http, PageRenderer pages, ExperimentReader reader, ExperimentDraft draft, IReadOnlyList<FieldFault> faults)
    {
        var readings = await reader.ReadAllAsync(model.Id, asOf: null, http.RequestAborted);
        var covariates = model.Schema.Columns.Where(c => c is { Type: ColumnType.Numeric, Role: ColumnRole.Feature }).Select(c => c.Name).ToList();
        var view = new ExperimentsView(model, readings, draft, faults, Permission.May(http.User, UserRole.Admin), covariates);
        return await pages.ModelPageAsync<ExperimentsPage, ExperimentsView>(http, view, model);
    }
}
