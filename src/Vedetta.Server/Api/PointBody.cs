using System.Text.Json.Serialization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>One number of one window with everything that is known about it.</summary>
public sealed record PointBody(
    DateTimeOffset From,
    DateTimeOffset To,
    long N,
    [property: JsonPropertyName("n_baseline")] long NBaseline,
    double? Value,
    double? Low,
    double? High,
    [property: JsonPropertyName("p_value")] double? PValue,
    double? Dof,
    ThresholdBody Threshold,
    double? Excess,
    VerdictKind Verdict,
    string? Reason,
    double Completeness,
    int Revision,
    FirstBody? First)
{
    /// <summary>As clients see it.</summary>
    public static PointBody Of(SeriesPoint point) => new(
        point.Window.From, point.Window.To, point.Reading.N, point.Reading.BaselineN, point.Reading.Value, point.Reading.Low, point.Reading.High,
        point.Reading.PValue, point.Reading.Dof, ThresholdBody.Of(point.Reading), point.Reading.Excess, point.Reading.Verdict.Kind,
        point.Reading.Verdict.Reason, point.Reading.Completeness, point.Revision,
        point.First is { } first ? new FirstBody(first.Value, first.Verdict.Kind, point.FirstAt) : null);
}

/// <summary>From where it alarms.</summary>
public sealed record ThresholdBody(double? Warning, double? Critical)
{
    /// <summary>As clients see it.</summary>
    public static ThresholdBody Of(Reading reading) => new(reading.Warning, reading.Critical);
}

/// <summary>What was said at first, where late data changed it.</summary>
public sealed record FirstBody(double? Value, VerdictKind Verdict, DateTimeOffset? At);

/// <summary>A span of time.</summary>
public sealed record WindowBody(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>As clients see it.</summary>
    public static WindowBody Of(Core.Time.Window window) => new(window.From, window.To);
}
