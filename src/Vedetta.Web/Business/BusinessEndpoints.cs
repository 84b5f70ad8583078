using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Business;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Business;

/// <summary>Answers <c>/models/{model}/business</c>, its plan and its reviews.</summary>
internal static class BusinessEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models/{model}/business", Get);
        pages.MapGet("/models/{model}/business/plan", PlanAsync);
        var acts = pages.MapGroup("/models/{model}/business").AddEndpointFilter(new Permission(UserRole.Operator));
        acts.MapPost("/assumptions", AssumeAsync);
        acts.MapPost("/plan", SaveAsync);
        acts.MapPost("/reviews", SignAsync);
    }

    private static async Task<IResult> Get(string model, HttpContext http, BusinessService business, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var asked = Asked.Of(http.Request.Query);
        var zone = definition.Zone;
        Window? span = asked.From is { } from ? new Window(Midnight(from, zone), asked.To is { } to ? Midnight(to.AddDays(1), zone) : pages.Now) : null;
        var every = asked.Every == WindowSize.Hour ? WindowSize.Day : asked.Every;
        var answer = await business.ReadAsync(definition.Id, new BusinessQuestion(span, every, Group: asked.Segment is { IsAll: false } segment ? segment.ToString() : null), cancel);
        var comparison = answer.Span is null ? null : await business.UsualComparisonAsync(definition.Id, cancel);
        var effects = comparison is null ? [] : await business.CompareAsync(definition.Id, comparison, cancel);
        var reviews = await business.ReviewsAsync(definition.Id, cancel);
        var view = new BusinessView(definition, answer, every, asked, comparison, effects, reviews, Permission.May(http.User, UserRole.Operator));
        return await pages.ModelPageAsync<BusinessPage, BusinessView>(http, view, definition);
    }

    private static async Task<IResult> PlanAsync(string model, HttpContext http, BusinessService business, PageRenderer pages)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var plan = await business.PlanAsync(definition.Id, http.RequestAborted);
        return await pages.ModelPageAsync<PlanPage, PlanView>(http, new PlanView(definition, plan, [], Permission.May(http.User, UserRole.Operator)), definition);
    }

    // Every assumption of the plan is a field of the form; other fields are passed over.
    private static async Task<IResult> AssumeAsync(string model, HttpContext http, BusinessService business, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var plan = await business.PlanAsync(definition.Id, cancel);
        var form = await http.Request.ReadFormAsync(cancel);
        var assumptions = new Dictionary<string, double>(plan.Assumptions, StringComparer.Ordinal);
        foreach (var name in plan.Assumptions.Keys)
        {
            if (form[name].ToString() is not { Length: > 0 } text) continue;
            assumptions[name] = Number(text) ?? throw new QuestionException(name, $"'{text}' is no number");
        }

        await business.PutPlanAsync(plan with { Assumptions = assumptions }, Permission.CallerOf(http), cancel);
        return Results.LocalRedirect(Addresses.Business(definition.Id));
    }

    private static async Task<IResult> SaveAsync(string model, HttpContext http, BusinessService business, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var (plan, faults) = PlanForm.Read(definition.Id, await http.Request.ReadFormAsync(cancel));
        faults = faults.Count > 0 ? faults : await business.FaultsAsync(plan, cancel);
        if (faults.Count > 0) return await pages.ModelPageAsync<PlanPage, PlanView>(http, new PlanView(definition, plan, faults, MayEdit: true), definition);
        await business.PutPlanAsync(plan, Permission.CallerOf(http), cancel);
        return Results.LocalRedirect(Addresses.Business(definition.Id));
    }

    private static async Task<IResult> SignAsync(string model, HttpContext http, BusinessService business, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var form = await http.Request.ReadFormAsync(cancel);
        var comparison = await business.UsualComparisonAsync(definition.Id, cancel) ?? throw new QuestionException("control", "the model has had one version only: there is nothing to compare");
        await business.SignAsync(definition.Id, comparison, form["conclusion"].ToString(), Permission.CallerOf(http), cancel);
        return Results.LocalRedirect(Addresses.Business(definition.Id) + "#reviews");
    }

    /// <summary>A number as people write it: spaces between thousands, a comma or a point.</summary>
    internal static double? Number(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (plain.Contains(',', StringComparison.Ordinal)) plain = plain.Contains('.', StringComparison.Ordinal) ? plain.Replace(",", "", StringComparison.Ordinal) : plain.Replace(',', '.');
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) =>
        WindowCalendar.At(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(12, 0)), zone), TimeSpan.Zero), WindowSize.Day, zone).From;
}
