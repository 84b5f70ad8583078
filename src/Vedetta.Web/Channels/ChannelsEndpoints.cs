using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Web.Errors;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Channels;

/// <summary>Channels: the list, one with its deliveries, its form, and what people do with it.</summary>
internal static class ChannelsEndpoints
{
    private const int Shown = 100;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Addresses.Channels, ListAsync);
        pages.MapGet(Addresses.NewChannel, NewAsync);
        pages.MapGet(Addresses.Channels + "/{name}", OneAsync);
        pages.MapGet(Addresses.Channels + "/{name}/edit", EditAsync);
        var operate = pages.MapGroup(Addresses.Channels + "/{name}").AddEndpointFilter(new Permission(UserRole.Operator));
        operate.MapPost("/resend", ResendAsync);
        operate.MapPost("/resume", ResumeAsync);
        var admin = pages.MapGroup("").AddEndpointFilter(new Permission(UserRole.Admin));
        admin.MapPost(Addresses.Channels, SaveAsync);
        admin.MapPost(Addresses.Channels + "/{name}/test", TestAsync);
        admin.MapPost(Addresses.Channels + "/{name}/delete", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IChannels channels, PageRenderer pages)
    {
        var rows = (await channels.ListAsync(http.RequestAborted)).OrderByDescending(row => row.State is ChannelHealthState.Paused or ChannelHealthState.Failing).ThenByDescending(row => row.Failed > 0)
            .ThenBy(row => row.Channel.Name, StringComparer.Ordinal);
        return await pages.PageAsync<ChannelsPage, ChannelsView>(http, new ChannelsView([.. rows], Permission.May(http.User, UserRole.Admin)));
    }

    private static async Task<IResult> OneAsync(string name, HttpContext http, IChannels channels, PageRenderer pages, string? state)
    {
        var cancel = http.RequestAborted;
        OutboxState? only = string.IsNullOrEmpty(state) ? null : EnumWords.TryParse<OutboxState>(state, out var asked) ? asked : throw new QuestionException("state", $"'{state}' is not one of {string.Join(", ", EnumWords.All<OutboxState>())}");
        var status = await FindAsync(name, channels, cancel);
        var deliveries = await channels.DeliveriesAsync(name, only, Shown, cancel) ?? [];
        var audience = status.Channel.Audiences.Count > 0 ? status.Channel.Audiences[0] : Audience.DataScience;
        return await pages.PageAsync<ChannelPage, ChannelView>(http, new ChannelView(status, deliveries, only, Permission.May(http.User, UserRole.Admin), channels.Preview(status.Channel, audience)));
    }

    private static Task<IResult> NewAsync(HttpContext http, PageRenderer pages, IChannels channels, string? kind)
    {
        var form = new ChannelForm { Kind = EnumWords.TryParse<ChannelKind>(kind, out var asked) ? asked : ChannelKind.Telegram };
        return FormAsync(http, pages, channels, form, known: false, [], preview: false);
    }

    private static async Task<IResult> EditAsync(string name, HttpContext http, PageRenderer pages, IChannels channels)
    {
        var form = ChannelForm.Of((await FindAsync(name, channels, http.RequestAborted)).Channel);
        // The path of a webhook often is its secret: only who may change it sees it.
        if (!Permission.May(http.User, UserRole.Admin)) form = form with { Url = "" };
        return await FormAsync(http, pages, channels, form, known: true, [], preview: false);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, PageRenderer pages, IChannels channels, [FromForm] string? was, [FromForm] string? act)
    {
        var cancel = http.RequestAborted;
        var form = ChannelForm.Of(http.Request.Form);
        var known = string.IsNullOrEmpty(was) ? null : (await channels.FindAsync(was, cancel))?.Channel;
        if (known is not null) form = form with { Name = known.Name, Kind = known.Kind };
        var (channel, faults) = form.ToChannel(known);
        if (act == "preview") return await FormAsync(http, pages, channels, form, known is not null, [.. faults.Where(fault => fault.Field.StartsWith("template", StringComparison.Ordinal))], preview: true);
        if (known is null && faults.Count == 0 && await channels.FindAsync(form.Name, cancel) is not null) faults = [new FieldFault("name", "a channel has this name already")];
        if (faults.Count > 0) return await FormAsync(http, pages, channels, form, known is not null, faults, preview: false);
        await channels.SaveAsync(channel, Permission.CallerOf(http), cancel);
        return Results.LocalRedirect(Addresses.Channel(channel.Name));
    }

    private static async Task<IResult> TestAsync(string name, HttpContext http, IChannels channels, [FromForm] string? back)
    {
        _ = back; // a form parameter makes the antiforgery token a must
        await FindAsync(name, channels, http.RequestAborted);
        await channels.TestAsync(name, http.RequestAborted);
        return Results.LocalRedirect(Addresses.Channel(name)); // the page shows what the other side said
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, IChannels channels, [FromForm] string? back)
    {
        _ = back;
        await channels.DeleteAsync(name, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Channels);
    }

    private static async Task<IResult> ResendAsync(string name, HttpContext http, IChannels channels, [FromForm] string? delivery)
    {
        await FindAsync(name, channels, http.RequestAborted);
        await channels.ResendAsync(name, string.IsNullOrEmpty(delivery) ? null : delivery, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Channel(name));
    }

    private static async Task<IResult> ResumeAsync(string name, HttpContext http, IChannels channels, [FromForm] string? back)
    {
        _ = back;
        await FindAsync(name, channels, http.RequestAborted);
        await channels.ResumeAsync(name, Permission.CallerOf(http), http.RequestAborted);
        return Results.LocalRedirect(Addresses.Channel(name));
    }

    private static async Task<IResult> FormAsync(HttpContext http, PageRenderer pages, IChannels channels, ChannelForm form, bool known, IReadOnlyList<FieldFault> faults, bool preview)
    {
        var models = await http.RequestServices.GetRequiredService<IModelStore>().ListAsync(http.RequestAborted);
        var (channel, _) = form.ToChannel(known: null);
        var shown = preview && faults.Count == 0 ? channels.Preview(channel with { Name = channel.Name.Length == 0 ? "new" : channel.Name }, form.Audiences.Count > 0 ? form.Audiences[0] : Audience.DataScience) : null;
        var view = new ChannelFormView(form, known, faults, [.. models.Select(model => model.Id.Value)], shown, Permission.May(http.User, UserRole.Admin));
        return await pages.PageAsync<ChannelFormPage, ChannelFormView>(http, view, faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async ValueTask<ChannelStatus> FindAsync(string name, IChannels channels, CancellationToken cancel) => await channels.FindAsync(name, cancel) ?? throw new UnknownChannelException(name);
}
