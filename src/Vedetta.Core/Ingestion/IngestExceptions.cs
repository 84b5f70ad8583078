namespace Vedetta.Core.Ingestion;

/// <summary>
/// A request that cannot be read as a whole: no JSON, no header, a damaged file. Nothing of it is stored beyond what was
/// already answered. The message says what and where; the code is stable.
/// </summary>
public sealed class IngestFormatException : Exception
{
    /// <summary>Says what cannot be read.</summary>
    public IngestFormatException(string code, string message, string? field = null) : base(message) => (Code, Field) = (code, field);

    /// <summary>Says what cannot be read, and why.</summary>
    public IngestFormatException(string code, string message, Exception inner) : base(message, inner) => Code = code;

    /// <summary>Stable code in snake_case.</summary>
    public string Code { get; }

    /// <summary>The column or field concerned, if it is one.</summary>
    public string? Field { get; }
}

/// <summary>More was sent than one request may hold. The message says the limit and what to do.</summary>
public sealed class IngestTooLargeException(string message) : Exception(message);

/// <summary>What was asked contradicts what is stored, for example a second, different reference of one version.</summary>
public sealed class IngestConflictException(string code, string message) : Exception(message)
{
    /// <summary>Stable code in snake_case.</summary>
    public string Code { get; } = code;
}

/// <summary>The queue of rows waiting to be stored is full: nothing of the request was taken, send it again later.</summary>
public sealed class BackpressureException(TimeSpan retryAfter)
    : Exception($"too many rows wait to be stored; send the request again in {retryAfter.TotalSeconds:0} s")
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
