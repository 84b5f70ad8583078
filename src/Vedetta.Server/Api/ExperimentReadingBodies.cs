using Vedetta.Core.Experiments;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Server.Api;

/// <summary>An experiment as it stands.</summary>
public sealed record ExperimentReadingBody(
    ExperimentBody Experiment, ExperimentState State, DateTimeOffset AsOf, IReadOnlyList<ArmReadingBody> Arms, SplitBody? Split, IReadOnlyList<TreatmentBody> Treatments,
    IReadOnlyList<string> Notes)
{
    /// <summary>As clients see it.</summary>
    public static ExperimentReadingBody Of(ExperimentReading reading) => new(
        ExperimentBody.Of(reading.Definition), reading.State, reading.AsOf,
        [.. reading.Arms.Select(arm => new ArmReadingBody(arm.Name, arm.Planned, arm.Units, arm.Mature))],
        reading.Split is { } split ? new SplitBody(split.Statistic, split.PValue, split.Holds) : null,
        [.. reading.Treatments.Select(TreatmentBody.Of)], reading.Notes);
}

/// <summary>Rows of an arm, and those mature for the primary metric.</summary>
public sealed record ArmReadingBody(string Name, double Planned, long N, long Mature);

/// <summary>Whether the arms are as large as planned; nothing is read where they are not.</summary>
public sealed record SplitBody(double Value, double PValue, bool Holds);

/// <summary>A treatment against the control.</summary>
public sealed record TreatmentBody(
    string Arm, ExperimentAnswer Decision, IReadOnlyList<string> Reasons, DateTimeOffset? DecidedAt, IReadOnlyList<ArmEffectBody> Metrics, IReadOnlyList<LookBody> Looks)
{
    /// <summary>As clients see it.</summary>
    public static TreatmentBody Of(TreatmentReading treatment) => new(
        treatment.Arm, treatment.Decision.Answer, treatment.Decision.Reasons, treatment.DecidedAt, [.. treatment.Metrics.Select(ArmEffectBody.Of)],
        [.. treatment.Looks.Select(look => new LookBody(look.Window.To, look.ControlUnits, look.TreatmentUnits, look.Difference, look.Low, look.High, look.PValue))]);
}

/// <summary>One metric: control, treatment, their difference with the interval of a single look, and the one that holds over all looks.</summary>
public sealed record ArmEffectBody(
    string Name, MetricRole Role, double? Control, double? Treatment, long? ControlN, long? TreatmentN, double? Value, double? Low, double? High, double? PValue,
    double? SequenceLow, double? SequenceHigh, double? SequencePValue, double? RawValue, double? RawLow, double? RawHigh, double? VarianceRemoved)
{
    /// <summary>As clients see it.</summary>
    public static ArmEffectBody Of(MetricReading reading)
    {
        var (effect, sequence, raw) = (reading.Effect, reading.Sequence, reading.Raw);
        return new ArmEffectBody(
            reading.Metric.Name, reading.Role, effect?.Control, effect?.Treatment, effect?.ControlUnits, effect?.TreatmentUnits, effect?.Difference, effect?.Interval.Low, effect?.Interval.High,
            effect?.PValue, sequence?.Interval.Low, sequence?.Interval.High, sequence?.PValue, raw?.Difference, raw?.Interval.Low, raw?.Interval.High, reading.VarianceRemoved);
    }
}

/// <summary>The primary metric at one look.</summary>
public sealed record LookBody(DateTimeOffset At, long ControlN, long TreatmentN, double Value, double Low, double High, double PValue);
