namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>Settings of an estimation by NannyML's definitions.</summary>
public sealed record NannyMlOptions
{
    /// <summary>Metrics by NannyML's names: roc_auc, f1, average_precision, precision, recall, specificity, accuracy, confusion_matrix, business_value; of a regression mae, mape, mse, rmse, msle, rmsle.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>How the cells of the confusion matrix are divided.</summary>
    public NannyMlNormalisation Confusion { get; init; }

    /// <summary>What the cells are worth, rows by true and columns by predicted class; null for no business value.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? CellValues { get; init; }

    /// <summary>Whether the business value is the one NannyML calls per prediction.</summary>
    public bool ValuePerPrediction { get; init; }
}

/// <summary>One metric of one chunk as NannyML reports it.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">The estimate.</param>
/// <param name="SamplingError">Its sampling error; null where it cannot be reproduced.</param>
/// <param name="Realized">The realized value; null without labels.</param>
/// <param name="Low">Lower boundary of the band of three sampling errors.</param>
/// <param name="High">Upper boundary.</param>
/// <param name="LowerThreshold">Mean less three deviations of the realized values of the reference's chunks; null where there is none.</param>
/// <param name="UpperThreshold">Mean and three deviations.</param>
/// <param name="Alert">True when the estimate lies beyond a threshold.</param>
public sealed record NannyMlValue(string Metric, double Value, double? SamplingError, double? Realized, double? Low, double? High, double? LowerThreshold, double? UpperThreshold, bool Alert);

/// <summary>A chunk with its metrics.</summary>
/// <param name="From">First row.</param>
/// <param name="To">Row behind the last.</param>
/// <param name="Values">The metrics, in the order asked for; every cell of the confusion matrix is one.</param>
public sealed record NannyMlChunk(int From, int To, IReadOnlyList<NannyMlValue> Values);
