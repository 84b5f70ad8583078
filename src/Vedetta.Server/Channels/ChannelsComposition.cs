using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Routing;
using Vedetta.Server.Channels.Alertmanager;
using Vedetta.Server.Channels.Delivering;
using Vedetta.Server.Channels.Email;
using Vedetta.Server.Channels.Slack;
using Vedetta.Server.Channels.Telegram;
using Vedetta.Server.Channels.Webhooks;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Channels;

/// <summary>Notifications.</summary>
internal static class ChannelsComposition
{
    public static IServiceCollection AddVedettaChannels(this IServiceCollection services, ServerSettings settings)
    {
        var guard = new AddressGuard(settings.AllowPrivateChannels, settings.ChannelHosts);
        services.AddHttpClient(HttpPost.ClientName, client =>
            {
                client.Timeout = settings.ChannelTimeout;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Vedetta/1");
            })
            .ConfigurePrimaryHttpMessageHandler(guard.Handler)
            .RemoveAllLoggers(); // addresses of webhooks carry secrets
        return services
            .AddSingleton(guard)
            .AddSingleton<HttpPost>()
            .AddSingleton<MessageMaker>()
            .AddSingleton<AlertBook>()
            .AddSingleton<AlertmanagerSender>()
            .AddSingleton<EmailSender>()
            .AddSingleton<IReportMail>(provider => provider.GetRequiredService<EmailSender>())
            .AddSingleton<IChannelSender, LogSender>()
            .AddSingleton<IChannelSender, WebhookSender>()
            .AddSingleton<IChannelSender, TelegramSender>()
            .AddSingleton<IChannelSender, SlackSender>()
            .AddSingleton<IChannelSender>(provider => provider.GetRequiredService<EmailSender>())
            .AddSingleton<IChannelSender>(provider => provider.GetRequiredService<AlertmanagerSender>())
            .AddSingleton<ChannelSender>()
            .AddSingleton<Circuits>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<INotifier, OutboxNotifier>()
            .AddVedettaRouting()
            .AddSingleton<OutboxWorker>()
            .AddSingleton<ChannelService>()
            .AddSingleton<IChannels>(provider => provider.GetRequiredService<ChannelService>())
            .AddSingleton<ChannelUpkeep>();
    }

    private static IServiceCollection AddVedettaRouting(this IServiceCollection services) => services
        .AddSingleton<RoutingSignal>().AddSingleton<INoticeComposer, NoticeComposer>().AddSingleton<RoutingService>().AddSingleton<RoutingPolicies>();
}
