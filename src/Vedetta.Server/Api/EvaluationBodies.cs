using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>What an evaluation changed.</summary>
public sealed record EvaluationBody(
    string Model, DateTimeOffset At, int Windows, int Readings, int ChangedCount, IReadOnlyList<ChangeBody> Changed, IReadOnlyList<IncidentBody> Incidents)
{
    private const int Most = 1_000;

    /// <summary>As clients see it: the first thousand changes, all incidents.</summary>
    public static EvaluationBody Of(EvaluationAnswer answer) => new(
        answer.Model.Value, answer.At, answer.Windows, answer.Readings, answer.Changed.Count,
        [.. answer.Changed.Take(Most).Select(ChangeBody.Of)], [.. answer.Incidents.Select(IncidentBody.Of)]);
}

/// <summary>A point that is new or differs.</summary>
public sealed record ChangeBody(
    string Monitor, string Column, WindowBody Window, double? Value, double? Excess, VerdictKind Verdict, VerdictKind? Was, string? Reason, int Revision)
{
    /// <summary>As clients see it.</summary>
    public static ChangeBody Of(PointChange change) => new(
        change.Point.Key.Monitor, change.Point.Key.Column, WindowBody.Of(change.Point.Key.Window), change.Point.Reading.Value, change.Point.Reading.Excess,
        change.Point.Reading.Verdict.Kind, change.Was, change.Point.Reading.Verdict.Reason, change.Point.Revision);
}

/// <summary>What a monitor would have said over history.</summary>
public sealed record BacktestBody(
    MonitorAnswer Monitor, int Windows, IReadOnlyDictionary<string, int> Verdicts, double? AlarmRate, IReadOnlyList<BacktestPointBody> Points)
{
    /// <summary>As clients see it.</summary>
    public static BacktestBody Of(MonitorDefinition monitor, IReadOnlyList<BacktestReading> readings)
    {
        var judged = readings.Count(reading => reading.Reading.Verdict.Kind != VerdictKind.Undecided);
        var alarms = readings.Count(reading => reading.Reading.Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical);
        return new BacktestBody(
            MonitorAnswer.Of(monitor),
            readings.Select(reading => reading.Window).Distinct().Count(),
            Enum.GetValues<VerdictKind>().ToDictionary(EnumWords.Of, kind => readings.Count(reading => reading.Reading.Verdict.Kind == kind), StringComparer.Ordinal),
            judged == 0 ? null : (double)alarms / judged,
            [.. readings.Select(BacktestPointBody.Of)]);
    }
}

/// <summary>One reading of a dry run.</summary>
public sealed record BacktestPointBody(
    string Column, DateTimeOffset From, DateTimeOffset To, long N, long NBaseline, double? Value, double? Low, double? High, double? PValue,
    ThresholdBody Threshold, double? Excess, VerdictKind Verdict, string? Reason)
{
    /// <summary>As clients see it.</summary>
    public static BacktestPointBody Of(BacktestReading reading) => new(
        reading.Column, reading.Window.From, reading.Window.To, reading.Reading.N, reading.Reading.BaselineN, reading.Reading.Value,
        reading.Reading.Low, reading.Reading.High, reading.Reading.PValue, ThresholdBody.Of(reading.Reading), reading.Reading.Excess,
        reading.Reading.Verdict.Kind, reading.Reading.Verdict.Reason);
}
