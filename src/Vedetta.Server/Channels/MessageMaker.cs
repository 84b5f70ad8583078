using Vedetta.Core.Channels;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;
using Vedetta.Web.Messages;
using Vedetta.Web.Shell;

namespace Vedetta.Server.Channels;

/// <summary>Puts waiting notices into words at the moment they are sent. Thread-safe.</summary>
internal sealed class MessageMaker(IModelStore models, IMonitorStore monitors, ServerSettings settings)
{
    /// <summary>The answer where the outbox holds what nobody can read.</summary>
    public static SendResult Unreadable { get; } = new(Delivered: false, Retry: false, Status: null, "the notice in the outbox cannot be read", 0);

    /// <summary>The message of a notice; null when the document is none.</summary>
    public async ValueTask<Message?> MakeAsync(Channel channel, string payload, CancellationToken cancel) =>
        NoticeReader.Read(payload) is { } notice ? await MakeAsync(channel, notice, cancel) : null;

    /// <summary>The message of a notice.</summary>
    public async ValueTask<Message> MakeAsync(Channel channel, Notice notice, CancellationToken cancel) =>
        MessageWriter.Write(notice, await ContextAsync(notice.Incident.Model, cancel), channel);

    /// <summary>Where an incident's page is; null without a public address.</summary>
    public string? LinkOf(string incident) => settings.PublicUrl is { } url ? url.TrimEnd('/') + Addresses.Incident(incident) : null;

    private async ValueTask<MessageContext> ContextAsync(ModelId id, CancellationToken cancel)
    {
        if (await models.FindAsync(id, cancel) is not { } model) return MessageContext.None with { PublicUrl = settings.PublicUrl };
        var methods = (await monitors.ListAsync(id, cancel)).ToDictionary(monitor => monitor.Name, monitor => monitor.Method, StringComparer.Ordinal);
        return new MessageContext(model.Zone, model.Title, model.Owner, methods, settings.PublicUrl);
    }
}
