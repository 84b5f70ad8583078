namespace Vedetta.Client;

/// <summary>Finds every fault of a set of options at once.</summary>
internal static class VedettaOptionsCheck
{
    /// <summary>Returns the options when they are usable.</summary>
    /// <exception cref="ArgumentException">One or more options are not usable; the message names each with what is allowed.</exception>
    public static VedettaOptions Checked(this VedettaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. Faults(options)];
        return faults.Length == 0
            ? options
            : throw new ArgumentException("Vedetta client: " + string.Join("; ", faults), nameof(options));
    }

    private static IEnumerable<string> Faults(VedettaOptions options)
    {
        if (options.Server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return $"Server is '{options.Server}', allowed is an absolute http or https address";
        }

        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return "Model is empty, allowed is the name of a model";
        }

        if (options.ApiKey is { } key && (key.Length == 0 || key.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            yield return "ApiKey is empty or has a character outside printable ASCII, allowed is a key as the server gave it";
        }

        foreach ((string name, int value) in new[]
        {
            (nameof(options.QueueCapacity), options.QueueCapacity), (nameof(options.QueueBytes), options.QueueBytes),
            (nameof(options.BatchSize), options.BatchSize), (nameof(options.BatchBytes), options.BatchBytes),
        })
        {
            if (value < 1)
            {
                yield return $"{name} is {value}, allowed is 1 and more";
            }
        }

        foreach ((string name, TimeSpan value) in new[]
        {
            (nameof(options.FlushInterval), options.FlushInterval), (nameof(options.Timeout), options.Timeout),
            (nameof(options.ShutdownTimeout), options.ShutdownTimeout), (nameof(options.RetryDelay), options.RetryDelay),
            (nameof(options.MaxRetryDelay), options.MaxRetryDelay), (nameof(options.RetryFor), options.RetryFor),
        })
        {
            if (value <= TimeSpan.Zero || value > LongestTime)
            {
                yield return $"{name} is {value}, allowed is more than 0 and at most {LongestTime.TotalDays} days";
            }
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is null, allowed is a clock";
        }
    }

    /// <summary>Timers of the platform take no longer time than about 49 days.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(40);
}
