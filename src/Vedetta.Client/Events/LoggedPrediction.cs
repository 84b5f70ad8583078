namespace Vedetta.Client;

/// <summary>One prediction as the application knows it. Features, a score or a prediction must be there; everything else may be left out.</summary>
/// <remarks>A struct, so that logging one allocates nothing. What it refers to is read during the call and not kept.</remarks>
public readonly record struct LoggedPrediction
{
    /// <summary>Unique id of the prediction in its model; outcomes refer to it. When missing, the client makes one and returns it.</summary>
    public string? Id { get; init; }

    /// <summary>When the prediction was made; when missing, the time of the call.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Version of the model; when missing, the client's own.</summary>
    public string? Version { get; init; }

    /// <summary>What the model was given, by column. A <see cref="Dictionary{TKey, TValue}"/> is read without allocating.</summary>
    public IEnumerable<KeyValuePair<string, object?>>? Features { get; init; }

    /// <summary>The model's score. NaN and infinities count as missing.</summary>
    public double? Score { get; init; }

    /// <summary>Probability of each class.</summary>
    public IEnumerable<KeyValuePair<string, double>>? Probabilities { get; init; }

    /// <summary>What was predicted: a class or a value.</summary>
    public Scalar Prediction { get; init; }

    /// <summary>What the business did with it, for example <c>approve</c>.</summary>
    public string? Decision { get; init; }

    /// <summary>Money at stake, in the model's currency.</summary>
    public double? Amount { get; init; }

    /// <summary>Free labels, for example the sales channel.</summary>
    public IEnumerable<KeyValuePair<string, string?>>? Tags { get; init; }

    /// <summary>Pseudonym of whom the prediction is about.</summary>
    public string? Subject { get; init; }

    /// <summary>Arm of an experiment, for example <c>champion</c>.</summary>
    public string? Variant { get; init; }

    /// <summary>What other versions said of the same prediction, by version.</summary>
    public IEnumerable<KeyValuePair<string, ShadowPrediction>>? Shadow { get; init; }

    /// <summary>Contribution of each feature to the score.</summary>
    public IEnumerable<KeyValuePair<string, double>>? Contributions { get; init; }

    /// <summary>How long the model took, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>What went wrong, when the model failed.</summary>
    public string? Error { get; init; }
}

/// <summary>What another version said of the same prediction.</summary>
/// <param name="Score">Its score.</param>
/// <param name="Prediction">Its prediction.</param>
public readonly record struct ShadowPrediction(double? Score, Scalar Prediction = default);

/// <summary>A fact that arrives later for a prediction.</summary>
public readonly record struct LoggedOutcome
{
    /// <summary>Id of the prediction.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the outcome. The default is <c>label</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>What came out: a class, a number, true or false.</summary>
    public required Scalar Value { get; init; }

    /// <summary>When it became known; when missing, the time of the call.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Where it comes from: <c>system</c>, <c>review</c> or <c>import</c>; when missing, the server decides.</summary>
    public string? Source { get; init; }
}
