namespace Vedetta.Core.Ingestion;

/// <summary>
/// Which column of a flat file is which part of a prediction. A column that is none of them is a feature, unless
/// <see cref="Tags"/> names it. Names are compared exactly.
/// </summary>
/// <param name="Id">Prediction id.</param>
/// <param name="Time">Event time.</param>
/// <param name="Version">Version of the model.</param>
/// <param name="Score">Score.</param>
/// <param name="ScorePrefix">Beginning of the names of class probabilities or, beside a score column, of shadow scores.</param>
/// <param name="Prediction">Predicted class or number.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Amount">Money at stake.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Variant">Arm of an experiment.</param>
/// <param name="Latency">Milliseconds the model took.</param>
/// <param name="Label">The outcome <c>label</c>.</param>
/// <param name="LabelTime">When the label became known.</param>
/// <param name="TagPrefix">Beginning of the names of tags.</param>
/// <param name="Tags">Further columns that are tags.</param>
public sealed record ColumnMapping(
    string Id = "id",
    string Time = "ts",
    string Version = "version",
    string Score = "score",
    string ScorePrefix = "score_",
    string Prediction = "prediction",
    string Decision = "decision",
    string Amount = "amount",
    string Subject = "subject",
    string Variant = "variant",
    string Latency = "latency_ms",
    string Label = "label",
    string LabelTime = "label_ts",
    string TagPrefix = "tag_",
    IReadOnlyList<string>? Tags = null)
{
    /// <summary>The names of the contract.</summary>
    public static ColumnMapping Default { get; } = new();
}
