namespace Vedetta.Core.Storage;

/// <summary>Small documents of the program itself by name, for example when retention last ran. Thread-safe.</summary>
public interface ISettingsStore
{
    /// <summary>The document (JSON), or null.</summary>
    ValueTask<string?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Stores a document, replacing what was.</summary>
    ValueTask SaveAsync(string name, string json, CancellationToken cancel);
}

/// <summary>Answers already given to requests that carried an idempotency key. Thread-safe.</summary>
public interface IIdempotencyStore
{
    /// <summary>The answer given to this key, or null.</summary>
    ValueTask<IdempotentAnswer?> FindAsync(string key, CancellationToken cancel);

    /// <summary>Keeps an answer, and forgets those older than <paramref name="keepAfter"/>.</summary>
    ValueTask SaveAsync(IdempotentAnswer answer, DateTimeOffset keepAfter, CancellationToken cancel);
}

/// <summary>An answer kept for a repeated request.</summary>
/// <param name="Key">Who asked, for what, and the key they gave.</param>
/// <param name="RequestHash">Hash of the request; a repeated key with another request is a conflict.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Body">The answer (JSON).</param>
/// <param name="At">When it was given.</param>
public sealed record IdempotentAnswer(string Key, string RequestHash, int Status, string Body, DateTimeOffset At);
