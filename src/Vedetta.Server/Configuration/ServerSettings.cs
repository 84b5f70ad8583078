namespace Vedetta.Server.Configuration;

/// <summary>
/// What <c>vedetta.yml</c> may say. Every value has a default; a bad one stops the start with its key, value and what is
/// allowed, all faults at once.
/// </summary>
public sealed record ServerSettings
{
    /// <summary>Address the server listens on when the command line names none.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8420";

    /// <summary><c>data</c>: directory of all data. Default <c>vedetta-data</c> in the working directory.</summary>
    public string Data { get; init; } = "vedetta-data";

    /// <summary><c>urls</c>: addresses to listen on. Default <see cref="DefaultUrl"/>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary><c>hosts</c>: names by which the server may be addressed, beside loopback names and the hosts in <c>urls</c>; <c>*</c> for any.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary><c>limits.body_bytes</c>: largest request body after decompression. Default 1 GiB.</summary>
    public long BodyBytes { get; init; } = 1L << 30;

    /// <summary><c>limits.store_memory_bytes</c>: memory of the embedded store for caches and sorting; beyond it works on disk. Default 512 MiB.</summary>
    public long StoreMemoryBytes { get; init; } = 512L << 20;

    /// <summary><c>retention.predictions</c>: age at which predictions and their profiles are deleted; null keeps them. Default: kept.</summary>
    public TimeSpan? RetainPredictions { get; init; }

    /// <summary><c>evaluation.every</c>: how often monitors of models with new rows run. Default one minute.</summary>
    public TimeSpan EvaluateEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary><c>profiles.flush_every</c>: how often profiles in memory are stored. Default 30 seconds.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>channels.allow_private</c>: whether webhooks may go to loopback, link-local and private addresses. Default no.</summary>
    public bool AllowPrivateChannels { get; init; }

    /// <summary><c>channels.allow_hosts</c>: hosts channels may reach though they are private: a mail server, an Alertmanager. Default none.</summary>
    public IReadOnlyList<string> ChannelHosts { get; init; } = [];

    /// <summary><c>channels.timeout</c>: how long the other side of a webhook may take. Default 10 seconds.</summary>
    public TimeSpan ChannelTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>alertmanager.models</c>: model of an alert that comes without a label <c>model</c>, by another label: <c>job=scoring-api:application-scoring</c>. Default none.</summary>
    public IReadOnlyList<string> AlertModels { get; init; } = [];

    /// <summary><c>shutdown.grace</c>: how long running requests and the last flush may take. Default 20 seconds.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary><c>heartbeat.url</c>: address asked every minute while the monitors run, for a dead-man switch elsewhere; null for none.</summary>
    public string? HeartbeatUrl { get; init; }

    /// <summary><c>otlp.endpoint</c>: base address of a collector of traces, metrics and logs (OTLP over HTTP); null exports nothing.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary><c>prometheus.url</c>: base address of a Prometheus that measures the services of models; null for none.</summary>
    public string? PrometheusUrl { get; init; }

    /// <summary><c>public_url</c>: address people reach the server by, for links in notifications; null leaves links out.</summary>
    public string? PublicUrl { get; init; }
}
