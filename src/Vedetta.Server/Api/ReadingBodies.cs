using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;

namespace Vedetta.Server.Api;

/// <summary>Drift per column.</summary>
public sealed record DriftBody(string Method, BaselineKind Baseline, IReadOnlyList<string> Notes, IReadOnlyList<DriftColumnBody> Columns)
{
    /// <summary>As clients see it.</summary>
    public static DriftBody Of(DriftAnswer answer) => new(
        answer.Method, answer.Baseline, answer.Notes,
        [.. answer.Columns.Select(column => new DriftColumnBody(column.Column, column.Column == MonitoredColumns.Every ? null : column.Type, column.Importance, [.. column.Points.Select(PointBody.Of)]))]);
}

/// <summary>Drift of one column, or of all together under the name <c>*</c>, which has no type.</summary>
public sealed record DriftColumnBody(string Column, ColumnType? Type, double? Importance, IReadOnlyList<PointBody> Points);

/// <summary>Data quality.</summary>
public sealed record QualityBody(IReadOnlyList<QualityColumnBody> Columns, TrafficBody Traffic, FreshnessBody Freshness)
{
    /// <summary>As clients see it.</summary>
    public static QualityBody Of(QualityAnswer answer) => new(
        [.. answer.Columns.Select(column => new QualityColumnBody(column.Column, column.Type, [.. column.Points.Select(QualityPointBody.Of)]))],
        new TrafficBody([.. answer.Traffic.Select(point => new TrafficPointBody(point.Window.From, point.Window.To, point.N, point.Rejected, point.Duplicates, point.Late))]),
        new FreshnessBody(answer.LastEvent, answer.LastReceived));
}

/// <summary>Data quality of one column.</summary>
public sealed record QualityColumnBody(string Column, ColumnType Type, IReadOnlyList<QualityPointBody> Points);

/// <summary>What a window's values look like.</summary>
public sealed record QualityPointBody(
    DateTimeOffset From, DateTimeOffset To, long N, double MissingRate, double OutOfRangeRate, double TypeErrorRate, double? NewCategoryRate,
    double Distinct, int? Categories, double? Min, double? Max, double? Mean, double? Std, double? Median)
{
    /// <summary>As clients see it.</summary>
    public static QualityPointBody Of(QualityPoint point) => new(
        point.Window.From, point.Window.To, point.N, point.MissingRate, point.OutOfRangeRate, point.TypeErrorRate, point.NewCategoryRate,
        point.Distinct, point.Categories, point.Min, point.Max, point.Mean, point.Std, point.Median);
}

/// <summary>Rows per window.</summary>
public sealed record TrafficBody(IReadOnlyList<TrafficPointBody> Points);

/// <summary>Rows of one window.</summary>
public sealed record TrafficPointBody(DateTimeOffset From, DateTimeOffset To, long N, long Rejected, long Duplicates, long Late);

/// <summary>When the last row came.</summary>
public sealed record FreshnessBody(DateTimeOffset? LastEvent, DateTimeOffset? LastReceived);

/// <summary>A column's distribution beside its baseline.</summary>
public sealed record DistributionBody(
    string Column, ColumnType Type, DateTimeOffset From, DateTimeOffset To, string Baseline, long N, long NBaseline,
    IReadOnlyList<BinBody> Bins, IReadOnlyList<CdfBody> Cdf, IReadOnlyList<QuantileBody> Quantiles, ScoreBandsBody? Score = null)
{
    /// <summary>As clients see it.</summary>
    public static DistributionBody Of(DistributionAnswer answer) => new(
        answer.Column, answer.Type, answer.Window.From, answer.Window.To, answer.BaselineName, answer.N, answer.BaselineN,
        [.. answer.Bins.Select(bin => new BinBody(bin.Label, bin.From, bin.To, bin.Baseline, bin.Current, bin.IsNew, bin.IsVanished, bin.IsMissing))],
        [.. answer.Cdf.Select(step => new CdfBody(step.At, step.Baseline, step.Current))],
        [.. answer.Quantiles.Select(quantile => new QuantileBody(quantile.Quantile, quantile.Baseline, quantile.Current))]);
}

/// <summary>One bin.</summary>
public sealed record BinBody(string Label, double? From, double? To, long Baseline, long Current, bool New, bool Vanished, bool Missing);

/// <summary>Cumulative shares at one value.</summary>
public sealed record CdfBody(double At, double Baseline, double Current);

/// <summary>One quantile of both sides.</summary>
public sealed record QuantileBody(double Quantile, double? Baseline, double? Current);

/// <summary>Correlations of the numeric features.</summary>
public sealed record CorrelationsBody(IReadOnlyList<string> Columns, IReadOnlyList<CorrelationBody> Pairs)
{
    /// <summary>As clients see it.</summary>
    public static CorrelationsBody Of(CorrelationAnswer answer) => new(
        answer.Columns, [.. answer.Pairs.Select(pair => new CorrelationBody(pair.A, pair.B, pair.Value, pair.Low, pair.High, pair.N, pair.Baseline, pair.BaselineN))]);
}

/// <summary>One pair.</summary>
public sealed record CorrelationBody(string A, string B, double? Value, double? Low, double? High, long N, double? Baseline, long NBaseline);
