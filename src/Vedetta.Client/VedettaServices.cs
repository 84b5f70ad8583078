using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Vedetta.Client;

/// <summary>Makes a client available to the services of a host.</summary>
public static partial class VedettaServices
{
    /// <summary>Adds one <see cref="VedettaClient"/> for the life of the host, which sends what is queued when the host stops.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="options">The options; without <see cref="VedettaOptions.OnNotice"/> notices go to the log of the host.</param>
    /// <exception cref="ArgumentException">One or more options are not usable; the message names each.</exception>
    public static IServiceCollection AddVedetta(this IServiceCollection services, VedettaOptions options)
    {
        options.Checked();
        return services.AddVedetta(_ => options);
    }

    /// <summary>Adds one <see cref="VedettaClient"/> for the life of the host, with options made from its services when it is first asked for.</summary>
    public static IServiceCollection AddVedetta(this IServiceCollection services, Func<IServiceProvider, VedettaOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(provider => new VedettaClient(WithLog(options(provider), provider)));
        return services;
    }

    private static VedettaOptions WithLog(VedettaOptions options, IServiceProvider provider)
    {
        if (options.OnNotice is not null || provider.GetService<ILoggerFactory>() is not { } factory)
        {
            return options;
        }

        ILogger log = factory.CreateLogger<VedettaClient>();
        return options with
        {
            OnNotice = notice =>
            {
                if (notice.Kind == NoticeKind.Recovered)
                {
                    LogRecovery(log, notice.Message);
                }
                else
                {
                    LogTrouble(log, notice.Kind, notice.Message);
                }
            },
        };
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind}: {Text}")]
    private static partial void LogTrouble(ILogger log, NoticeKind kind, string text);

    [LoggerMessage(2, LogLevel.Information, "{Text}")]
    private static partial void LogRecovery(ILogger log, string text);
}
