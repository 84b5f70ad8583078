using Vedetta.Core.Channels;
using Vedetta.Core.Security;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Hosting;

/// <summary>How the parts of the program are put together, one method per subject. The stores are registered before.</summary>
internal static class VedettaComposition
{
    /// <summary>Everything that works without HTTP.</summary>
    public static IServiceCollection AddVedetta(this IServiceCollection services, ServerSettings settings, TimeProvider clock) => services
        .AddSingleton(settings)
        .AddSingleton(clock)
        .AddVedettaSecurity();

    /// <summary>Keys, accounts.</summary>
    public static IServiceCollection AddVedettaSecurity(this IServiceCollection services) => services
        .AddSingleton<IApiKeyService, ApiKeyService>()
        .AddSingleton<IAccountService, AccountService>();
}
