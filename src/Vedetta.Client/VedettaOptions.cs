namespace Vedetta.Client;

/// <summary>How a <see cref="VedettaClient"/> reaches the server and what it may use of the host. Immutable; change it with <c>with</c>.</summary>
public sealed record VedettaOptions
{
    /// <summary>Address of the Vedetta server, http or https; a path prefix is kept.</summary>
    public required Uri Server { get; init; }

    /// <summary>Name of the model whose predictions are logged.</summary>
    public required string Model { get; init; }

    /// <summary>Key with the scope <c>ingest</c>, sent as a bearer token; null sends none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Version of the model for predictions that name none; null leaves it out.</summary>
    public string? Version { get; init; }

    /// <summary>Events held at most, the batch under way included. One more is dropped and counted. The default is 50,000.</summary>
    public int QueueCapacity { get; init; } = 50_000;

    /// <summary>Bytes of JSON held at most, the batch under way included. The default is 32 MiB.</summary>
    public int QueueBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Events sent in one request at most. The default is 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>Bytes of JSON in one request at most, before compression; a larger single event is dropped. The default is 1 MiB.</summary>
    public int BatchBytes { get; init; } = 1024 * 1024;

    /// <summary>How long an event may wait for its batch to fill. The default is 1 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one request may take before it counts as a failed attempt. The default is 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long disposing may take to send what is queued; the rest counts as failed. The default is 5 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait after the first failed attempt; it doubles with each further one. The default is 0.5 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between two attempts, unless the server asks for more. The default is 30 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one batch is tried before it counts as failed and the next has its turn. The default is 10 min.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether requests are compressed with gzip. The default is true.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>False makes a client that logs nothing and counts nothing, for tests and local runs. The default is true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Told about trouble, each kind once until it is over. Called on a background thread; one that throws is not called again.</summary>
    public Action<ClientNotice>? OnNotice { get; init; }

    /// <summary>The clock. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Draws from [0, 1) that spread the retries; called by one thread at a time. The default draws from a generator of its own.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>Sends the requests instead of the client's own handler; it is not disposed with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Server and model only: the key stays out of logs.</summary>
    public override string ToString() => $"{Server} model {Model}";
}
