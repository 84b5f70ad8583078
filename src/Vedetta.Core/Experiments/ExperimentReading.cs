using Vedetta.Core.Time;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Core.Experiments;

/// <summary>Where an experiment stands in time.</summary>
public enum ExperimentState
{
    /// <summary>It begins later.</summary>
    Planned,

    /// <summary>Rows come.</summary>
    Running,

    /// <summary>Its last row has come; outcomes may still mature.</summary>
    Ended,
}

/// <summary>An experiment as it stands.</summary>
/// <param name="Definition">The experiment and its rule.</param>
/// <param name="State">Where it stands in time.</param>
/// <param name="AsOf">What was known at this moment.</param>
/// <param name="Arms">Rows per arm.</param>
/// <param name="Split">Whether the arms are as large as planned; null for shadows and too few rows to say.</param>
/// <param name="Treatments">One per arm but the control.</param>
/// <param name="Notes">What one must know, in sentences.</param>
public sealed record ExperimentReading(
    ExperimentDefinition Definition, ExperimentState State, DateTimeOffset AsOf, IReadOnlyList<ArmReading> Arms, SampleRatio? Split, IReadOnlyList<TreatmentReading> Treatments,
    IReadOnlyList<string> Notes);

/// <summary>Rows of one arm.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Planned">Its planned share of the rows, 0 to 1.</param>
/// <param name="Units">Its rows.</param>
/// <param name="Mature">Rows mature for the primary metric.</param>
public sealed record ArmReading(string Name, double Planned, long Units, long Mature);

/// <summary>A treatment against the control.</summary>
/// <param name="Arm">The treatment.</param>
/// <param name="Decision">What the rule says: the first look that decided, or the latest.</param>
/// <param name="DecidedAt">End of the look that decided; null while it waits.</param>
/// <param name="Metrics">The primary metric first, then guardrails, then the others.</param>
/// <param name="Looks">The primary metric at the end of each day, as what was mature by then tells it.</param>
public sealed record TreatmentReading(
    string Arm, ExperimentDecision Decision, DateTimeOffset? DecidedAt, IReadOnlyList<MetricReading> Metrics, IReadOnlyList<ExperimentLook> Looks);

/// <summary>What a metric is for in the rule.</summary>
public enum MetricRole
{
    /// <summary>It decides.</summary>
    Primary,

    /// <summary>It must not get worse.</summary>
    Guardrail,

    /// <summary>It is only shown.</summary>
    Also,
}

/// <summary>One metric of a treatment against the control.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Effect">Treatment less control, adjusted by the covariate where there is one, with the interval of a single look; null when too little is mature.</param>
/// <param name="Sequence">The same for any number of looks; this is what decides.</param>
/// <param name="Raw">The effect without adjustment; null where nothing was adjusted.</param>
/// <param name="VarianceRemoved">Share of the variance the covariate took out; null where nothing was adjusted.</param>
public sealed record MetricReading(
    ExperimentMetric Metric, MetricRole Role, ArmEffect? Effect, SequentialEffect? Sequence, ArmEffect? Raw = null, double? VarianceRemoved = null);

/// <summary>The primary metric at one look.</summary>
/// <param name="Window">The day whose end is the look.</param>
/// <param name="ControlUnits">Mature units of the control by then.</param>
/// <param name="TreatmentUnits">Mature units of the treatment by then.</param>
/// <param name="Difference">The effect.</param>
/// <param name="Low">Lower end of the confidence sequence.</param>
/// <param name="High">Its upper end.</param>
/// <param name="PValue">Smallest always-valid p-value of the looks so far.</param>
public sealed record ExperimentLook(Window Window, long ControlUnits, long TreatmentUnits, double Difference, double Low, double High, double PValue);
