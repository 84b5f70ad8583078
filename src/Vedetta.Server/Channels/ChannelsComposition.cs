using Vedetta.Core.Incidents;
using Vedetta.Core.Routing;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Channels;

/// <summary>Notifications.</summary>
internal static class ChannelsComposition
{
    public static IServiceCollection AddVedettaChannels(this IServiceCollection services, ServerSettings settings)
    {
        services.AddHttpClient(ChannelSender.ClientName, client =>
            {
                client.Timeout = settings.ChannelTimeout;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Vedetta/1");
            })
            .ConfigurePrimaryHttpMessageHandler(() => AddressGuard.Handler(settings.AllowPrivateChannels))
            .RemoveAllLoggers(); // addresses of webhooks carry secrets
        return services.AddSingleton<ChannelSender>().AddSingleton<OutboxSignal>().AddSingleton<INotifier, OutboxNotifier>().AddVedettaRouting().AddSingleton<OutboxWorker>();
    }

    private static IServiceCollection AddVedettaRouting(this IServiceCollection services) => services
        .AddSingleton<RoutingSignal>().AddSingleton<INoticeComposer, NoticeComposer>().AddSingleton<RoutingService>().AddSingleton<RoutingPolicies>();
}
