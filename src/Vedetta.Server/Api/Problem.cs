using System.Text.Json.Serialization;

namespace Vedetta.Server.Api;

/// <summary>What went wrong (RFC 9457), with a stable code, the place, and what is allowed. Never the sender's values.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, in snake_case.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Detail">What happened here, and what to do.</param>
public sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Content type of the answer.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>A name of the kind of problem that never changes.</summary>
    public string Type => "urn:vedetta:problem:" + Code;

    /// <summary>The field, parameter or column concerned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>What may stand there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>Every fault, where there are several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemFault>? Errors { get; init; }

    /// <summary>Seconds after which the request may be sent again.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>One of several faults.</summary>
public sealed record ProblemFault(string Field, string Message);

/// <summary>Ends a request with a problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;
}
