using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Errors;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Monitors;

/// <summary>The list of monitors, the form of one, its try on history, and what people do with it.</summary>
internal static class MonitorEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models/{model}/monitors", ListAsync);
        pages.MapGet("/models/{model}/new-monitor", NewAsync);
        pages.MapGet("/models/{model}/monitors/{monitor}", OneAsync);
        pages.MapPost("/models/{model}/monitors/try", TryAsync);
        var acts = pages.MapGroup("/models/{model}/monitors").AddEndpointFilter(new Permission(UserRole.Admin));
        acts.MapPost("", SaveAsync);
        acts.MapPost("/{monitor}/switch", SwitchAsync);
        acts.MapPost("/{monitor}/delete", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string model, HttpContext http, IReadings readings, MonitorService monitors, PageRenderer pages)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var status = await readings.StatusAsync(definition.Id, http.RequestAborted);
        var rules = await monitors.ListAsync(definition.Id, http.RequestAborted);
        return await pages.ModelPageAsync<MonitorsPage, MonitorsView>(http, new MonitorsView(definition, rules, status, Permission.May(http.User, UserRole.Admin)), definition, status);
    }

    private static async Task<IResult> NewAsync(string model, HttpContext http, PageRenderer pages, string? metric, string? column)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var form = new MonitorForm { Metric = EnumWords.TryParse<MonitorMetric>(metric, out var asked) ? asked : MonitorMetric.Drift, Columns = column ?? "*" };
        return await ShowAsync(http, pages, definition, null, form, [], 90, null);
    }

    private static async Task<IResult> OneAsync(string model, string monitor, HttpContext http, MonitorService monitors, PageRenderer pages)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var stored = await monitors.FindAsync(definition.Id, monitor, http.RequestAborted) ?? throw new UnknownMonitorException(definition.Id, monitor);
        return await ShowAsync(http, pages, definition, stored, MonitorForm.Of(stored), [], 90, null);
    }

    private static async Task<IResult> TryAsync(string model, HttpContext http, MonitorService monitors, BacktestService backtests, PageRenderer pages, [FromForm] string? was)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var stored = string.IsNullOrEmpty(was) ? null : await monitors.FindAsync(definition.Id, was, http.RequestAborted);
        return await TriedAsync(http, pages, definition, stored, MonitorForm.Of(http.Request.Form), backtests);
    }

    private static async Task<IResult> TriedAsync(HttpContext http, PageRenderer pages, ModelDefinition model, MonitorDefinition? stored, MonitorForm form, BacktestService backtests)
    {
        var days = int.TryParse(http.Request.Form["days"], System.Globalization.CultureInfo.InvariantCulture, out var asked) && MonitorView.Spans.Contains(asked) ? asked : 90;
        var (monitor, faults) = form.ToDefinition(model.Id);
        faults = [.. faults.Where(fault => fault.Field != "name")]; // a rule may be tried before it has a name
        if (faults.Count > 0) return await ShowAsync(http, pages, model, stored, form, faults, days, null);
        try
        {
            var services = http.RequestServices;
            var last = (await services.GetRequiredService<IReadings>().QualityAsync(model.Id, new SeriesQuestion(Every: WindowSize.Month, Columns: []), http.RequestAborted)).LastEvent ?? pages.Now;
            var end = WindowCalendar.At(last, WindowSize.Day, model.Zone).To;
            var readings = await backtests.RunAsync(monitor with { Name = monitor.Name.Length > 0 ? monitor.Name : "new" }, new Window(end.AddDays(-days), end), pages.Now, http.RequestAborted);
            var watermark = services.GetRequiredService<EvaluationOptions>().Watermark;
            return await ShowAsync(http, pages, model, stored, form, [], days, new MonitorTry(monitor, readings, WouldFire.Of(monitor, readings, watermark, pages.Now)));
        }
        catch (MonitorValidationException invalid)
        {
            return await ShowAsync(http, pages, model, stored, form, invalid.Faults, days, null);
        }
    }

    private static async Task<IResult> SaveAsync(string model, HttpContext http, MonitorService monitors, PageRenderer pages, [FromForm] string? was)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var form = MonitorForm.Of(http.Request.Form);
        var stored = string.IsNullOrEmpty(was) ? null : await monitors.FindAsync(definition.Id, was, cancel);
        if (stored is not null) form = form with { Name = stored.Name };
        var (monitor, faults) = form.ToDefinition(definition.Id);
        if (stored is null && monitor.Name.Length > 0 && await monitors.FindAsync(definition.Id, monitor.Name, cancel) is not null) faults = [.. faults, new FieldFault("name", $"a monitor is named '{monitor.Name}' already; open it to change it")];
        if (faults.Count > 0) return await ShowAsync(http, pages, definition, stored, form, faults, 90, null);
        try
        {
            await monitors.PutAsync(monitor, cancel);
            await AuditTrail.WriteAsync(http, "monitor.put", $"{definition.Id}/{monitor.Name}");
            return Results.LocalRedirect(Addresses.Monitors(definition.Id));
        }
        catch (MonitorValidationException invalid)
        {
            return await ShowAsync(http, pages, definition, stored, form, invalid.Faults, 90, null);
        }
    }

    private static async Task<IResult> SwitchAsync(string model, string monitor, HttpContext http, MonitorService monitors, PageRenderer pages, [FromForm] string? on)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var stored = await monitors.FindAsync(definition.Id, monitor, http.RequestAborted) ?? throw new UnknownMonitorException(definition.Id, monitor);
        await monitors.PutAsync(stored with { Enabled = on == "true" }, http.RequestAborted);
        await AuditTrail.WriteAsync(http, on == "true" ? "monitor.enable" : "monitor.disable", $"{definition.Id}/{monitor}");
        return Results.LocalRedirect(Addresses.Monitors(definition.Id));
    }

    private static async Task<IResult> DeleteAsync(string model, string monitor, HttpContext http, MonitorService monitors, PageRenderer pages, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        if (!await monitors.DeleteAsync(definition.Id, monitor, http.RequestAborted)) throw new UnknownMonitorException(definition.Id, monitor);
        await AuditTrail.WriteAsync(http, "monitor.delete", $"{definition.Id}/{monitor}");
        return Results.LocalRedirect(Addresses.Monitors(definition.Id));
    }

    // A monitor of a business metric names it as the plan does.
    private static async Task<IReadOnlyCollection<string>> NamesAsync(MonitorService monitors, ModelDefinition model, CancellationToken cancel) =>
        [.. (await monitors.NamesAsync(model, cancel)).Select(name => name.StartsWith(MonitorRules.BusinessPrefix, StringComparison.Ordinal) ? name[MonitorRules.BusinessPrefix.Length..] : name).Distinct(StringComparer.Ordinal)];

    private static async Task<IResult> ShowAsync(HttpContext http, PageRenderer pages, ModelDefinition model, MonitorDefinition? stored, MonitorForm form, IReadOnlyList<FieldFault> faults, int days, MonitorTry? tried)
    {
        var services = http.RequestServices;
        var cancel = http.RequestAborted;
        var segments = await services.GetRequiredService<IReadings>().SegmentsAsync(model.Id, cancel);
        var versions = await services.GetRequiredService<IModelStore>().VersionsAsync(model.Id, cancel);
        var view = new MonitorView(
            model, stored, form, faults, await NamesAsync(services.GetRequiredService<MonitorService>(), model, cancel), [.. segments.SelectMany(segment => segment.Values.Select(value => $"{segment.Column}:{value}"))],
            [.. versions.Select(version => version.Version).Where(version => version.Length > 0)], days, tried, Permission.May(http.User, UserRole.Admin));
        return await pages.ModelPageAsync<MonitorPage, MonitorView>(http, view, model, status: faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
