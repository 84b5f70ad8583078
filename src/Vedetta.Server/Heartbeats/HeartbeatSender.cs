using Vedetta.Server.Configuration;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Heartbeats;

/// <summary>
/// The dead-man switch: asks a configured address again and again, but only while the monitors really run. When it stops,
/// whoever waits for it raises the alarm: a program that hangs cannot do it for itself.
/// </summary>
internal sealed partial class HeartbeatSender(IHttpClientFactory clients, ServerSettings settings, JobSuccesses jobs, TimeProvider clock, ILogger<HeartbeatSender> log)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "heartbeat";

    /// <summary>Name among the jobs: when the other side last took it.</summary>
    public const string JobName = "heartbeat";

    // Three missed runs are no accident.
    private const int Patience = 3;

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>Whether the monitors have run lately. A fresh start has its own time to get there.</summary>
    public bool IsAlive(DateTimeOffset now)
    {
        var last = jobs.All.Where(job => job.Job == "evaluation").Select(job => (DateTimeOffset?)job.At).FirstOrDefault() ?? _started;
        var every = settings.EvaluateEvery > TimeSpan.FromMinutes(1) ? settings.EvaluateEvery : TimeSpan.FromMinutes(1);
        return now - last <= every * Patience;
    }

    /// <summary>Sends one, if an address is configured and the program lives; answers whether the other side took it.</summary>
    public async ValueTask<bool> SendAsync(CancellationToken cancel)
    {
        if (settings.HeartbeatUrl is not { } url) return false;
        if (!IsAlive(clock.GetUtcNow()))
        {
            Withheld(log);
            return false;
        }

        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                Refused(log, (int)answer.StatusCode);
                return false;
            }

            jobs.Succeeded(JobName, clock.GetUtcNow());
            return true;
        }
        catch (HttpRequestException failure)
        {
            Unreachable(log, failure.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Unreachable(log, "no answer in time");
        }

        return false;
    }

    // The address may carry a secret: it is not logged.
    [LoggerMessage(Level = LogLevel.Warning, Message = "No heartbeat was sent: the monitors have not run for a while")]
    private static partial void Withheld(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat was answered with {Status}")]
    private static partial void Refused(ILogger log, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat did not arrive: {Why}")]
    private static partial void Unreachable(ILogger log, string why);
}
