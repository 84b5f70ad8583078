using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Channels;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Reports;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Reports;

/// <summary>Schedules of reports, and reports to read now.</summary>
internal static class ReportsEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Reports, GetAsync);
        var acts = pages.MapGroup(Addresses.Reports).AddEndpointFilter(new Permission(UserRole.Admin));
        acts.MapPost("", SaveAsync);
        acts.MapPost("/{schedule}/delete", DeleteAsync);
        acts.MapPost("/{schedule}/switch", SwitchAsync);
        acts.MapPost("/{schedule}/send", SendAsync);
    }

    private static Task<IResult> GetAsync(HttpContext http, ReportSchedules schedules, IModelStore models, IChannelStore channels, PageRenderer pages) => ShowAsync(http, schedules, models, channels, pages, [], []);

    private static async Task<IResult> SaveAsync(
        HttpContext http, ReportSchedules schedules, IModelStore all, IChannelStore channels, PageRenderer pages, [FromForm] string? name, [FromForm(Name = "models")] string? chosen,
        [FromForm] string? audience, [FromForm] string? every, [FromForm] string? at, [FromForm] string? channel, [FromForm] string? language)
    {
        var faults = new List<FieldFault>();
        if (!TimeOnly.TryParseExact(at?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) faults.Add(new FieldFault("at", "hour and minute, such as 07:00"));
        var schedule = new ReportSchedule(
            name?.Trim() ?? "", [.. (chosen ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], EnumWords.TryParse<Audience>(audience, out var who) ? who : null,
            every == "week" ? WindowSize.Week : WindowSize.Day, time, channel?.Trim() ?? "", language == "ru" ? ReportLanguage.Ru : ReportLanguage.En);
        if (faults.Count == 0)
        {
            try
            {
                await schedules.PutAsync(schedule, http.RequestAborted);
                await AuditTrail.WriteAsync(http, "report_schedule.put", schedule.Name);
                return Results.LocalRedirect(Addresses.Reports);
            }
            catch (InvalidDescriptionException invalid)
            {
                faults.AddRange(invalid.Faults);
            }
        }

        return await ShowAsync(http, schedules, all, channels, pages, faults, []);
    }

    private static async Task<IResult> DeleteAsync(string schedule, HttpContext http, ReportSchedules schedules, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if (await schedules.DeleteAsync(schedule, http.RequestAborted)) await AuditTrail.WriteAsync(http, "report_schedule.delete", schedule);
        return Results.LocalRedirect(Addresses.Reports);
    }

    private static async Task<IResult> SwitchAsync(string schedule, HttpContext http, ReportSchedules schedules, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if ((await schedules.ListAsync(http.RequestAborted)).FirstOrDefault(each => each.Name == schedule) is not { } found) return Results.LocalRedirect(Addresses.Reports);
        await schedules.PutAsync(found with { Enabled = !found.Enabled }, http.RequestAborted);
        await AuditTrail.WriteAsync(http, found.Enabled ? "report_schedule.off" : "report_schedule.on", schedule);
        return Results.LocalRedirect(Addresses.Reports);
    }

    private static async Task<IResult> SendAsync(
        string schedule, HttpContext http, ReportSchedules schedules, IReportSending sending, IModelStore models, IChannelStore channels, PageRenderer pages, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        if ((await schedules.ListAsync(http.RequestAborted)).FirstOrDefault(each => each.Name == schedule) is not { } found) return Results.LocalRedirect(Addresses.Reports);
        var sent = await sending.SendAllAsync(found, http.RequestAborted);
        await AuditTrail.WriteAsync(http, "report_schedule.send", schedule);
        return await ShowAsync(http, schedules, models, channels, pages, [], sent);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, ReportSchedules schedules, IModelStore models, IChannelStore channels, PageRenderer pages, IReadOnlyList<FieldFault> faults, IReadOnlyList<ReportSent> sent)
    {
        var cancel = http.RequestAborted;
        var known = await models.ListAsync(cancel);
        var rows = new List<ScheduleRow>();
        foreach (var schedule in await schedules.ListAsync(cancel))
        {
            var deliveries = new List<ReportDelivery>();
            foreach (var model in known.Where(model => schedule.Models.Count == 0 || schedule.Models.Contains(model.Id.Value, StringComparer.Ordinal)))
                if (await schedules.DeliveryAsync(schedule.Name, model.Id, cancel) is { } delivery) deliveries.Add(delivery);
            rows.Add(new ScheduleRow(schedule, deliveries.Max(delivery => delivery.SentAt), deliveries.FirstOrDefault(delivery => delivery is { SentAt: null, Answer: not null })?.Answer));
        }

        var mails = (await channels.ListAsync(cancel)).Where(channel => channel is { Kind: ChannelKind.Email, Enabled: true }).Select(channel => channel.Name).ToList();
        var view = new ReportsView(rows, [.. known.Select(model => model.Id.Value)], mails, faults, sent, Permission.May(http.User, UserRole.Admin));
        return await pages.PageAsync<ReportsPage, ReportsView>(http, view, faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
