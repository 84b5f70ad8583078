using Vedetta.Core.Heartbeats;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Heartbeats;

/// <summary>Heartbeats in and out.</summary>
internal static class HeartbeatsComposition
{
    public static IServiceCollection AddVedettaHeartbeats(this IServiceCollection services, ServerSettings settings)
    {
        services.AddHttpClient(HeartbeatSender.ClientName, client =>
        {
            client.Timeout = settings.ChannelTimeout;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Vedetta/1");
        }).RemoveAllLoggers(); // the address may carry a secret
        return services.AddSingleton<HeartbeatService>().AddSingleton<HeartbeatSender>();
    }
}
