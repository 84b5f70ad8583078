using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Statistics.Credit;

namespace Vedetta.Server.Api;

/// <summary>What cut-offs would do.</summary>
public sealed record CutoffBody(
    ScoreBasisBody Basis, double Near, double Step, CutoffPointBody InUse, CutoffPointBody Tried, CutoffPointBody? Baseline, IReadOnlyList<CutoffPointBody> Points, SwapBody Swap, OverridesBody? Overrides)
{
    /// <summary>As clients see it.</summary>
    public static CutoffBody Of(CutoffAnswer answer) => new(
        ScoreBasisBody.Of(answer.Basis), answer.Near, answer.Step, CutoffPointBody.Of(answer.InUse), CutoffPointBody.Of(answer.Tried), answer.Then is { } then ? CutoffPointBody.Of(then) : null,
        [.. answer.Points.Select(CutoffPointBody.Of)], SwapBody.Of(answer.Swap, answer.SwapExpected), OverridesBody.Of(answer.Overrides));
}

/// <summary>What an answer about scores rests on.</summary>
public sealed record ScoreBasisBody(
    DateTimeOffset From, DateTimeOffset To, string? Outcome, string? Value, double InUse, bool ApproveAbove, long N, long Scored, LabelsBody Labels, long EarlyLabels, double? Median,
    string? Baseline, long NBaseline, double? BaselineMedian, string? Calibration, LabelsBody? CalibrationLabels, bool Current, IReadOnlyList<string> Notes)
{
    /// <summary>As clients see it.</summary>
    public static ScoreBasisBody Of(ScoreBasis basis) => new(
        basis.Window.From, basis.Window.To, basis.Outcome, basis.Value, basis.InUse, basis.Score.ApproveAbove, basis.Rows, basis.Scored, LabelsBody.Of(basis.Labels), basis.Early, basis.Median,
        basis.Baseline, basis.BaselineRows, basis.BaselineMedian, basis.Calibration, basis.Calibration is null ? null : LabelsBody.Of(basis.CalibrationLabels), basis.Current, basis.Notes);
}

/// <summary>How many rows have labels.</summary>
public sealed record LabelsBody(long Labelled, long Positive, long Immature, long Unlabelled)
{
    /// <summary>As clients see it.</summary>
    public static LabelsBody Of(LabelCounts labels) => new(labels.Labelled, labels.Positive, labels.Immature, labels.Unlabelled);
}

/// <summary>A figure with its interval.</summary>
public sealed record FigureBody(double Value, double Low, double High)
{
    /// <summary>As clients see it; null for null.</summary>
    public static FigureBody? Of(Share? share) => share is { } s ? new FigureBody(s.Value, s.Low, s.High) : null;
}

/// <summary>What one cut-off would do.</summary>
public sealed record CutoffPointBody(
    double Cutoff, long Approved, FigureBody? ApprovalRate, double? ExpectedByScore, FigureBody? ExpectedBadRate, double InferredShare, FigureBody? RealizedBadRate, long Labelled, double? Coverage,
    FigureBody? Near, long NoLongerApproved, long NewlyApproved, double Amount, FigureBody? Value, double? Profit)
{
    /// <summary>As clients see it.</summary>
    public static CutoffPointBody Of(CutoffEffect point) => new(
        point.Cutoff, point.Approved, FigureBody.Of(point.ApprovalRate), point.ExpectedByScore, FigureBody.Of(point.Expected), point.Inferred, FigureBody.Of(point.Realized), point.Labelled, point.Coverage,
        FigureBody.Of(point.Near), point.NoLonger, point.Newly, point.Amount, FigureBody.Of(point.Value), point.Profit);
}

/// <summary>Who changes sides between the cut-off in use and the one tried.</summary>
public sealed record SwapBody(SwapCellBody BothApproved, SwapCellBody NewlyApproved, SwapCellBody NoLongerApproved, SwapCellBody BothDeclined, double? ChangedExpectedBadRate)
{
    /// <summary>As clients see it.</summary>
    public static SwapBody Of(SwapSet set, double? expected) => new(SwapCellBody.Of(set.BothIn), SwapCellBody.Of(set.SwapIn), SwapCellBody.Of(set.SwapOut), SwapCellBody.Of(set.BothOut), expected);
}

/// <summary>Rows of one kind.</summary>
public sealed record SwapCellBody(long N, long Labelled, FigureBody? BadRate)
{
    /// <summary>As clients see it.</summary>
    public static SwapCellBody Of(SwapCell cell) => new(cell.Rows, cell.Labelled, FigureBody.Of(Share.Of(cell.Bad, cell.Labelled)));
}

/// <summary>Decisions against the cut-off.</summary>
public sealed record OverridesBody(long Declines, FigureBody? ApprovedAnyway, long Approves, FigureBody? DeclinedAnyway, FigureBody? BadRateOfApprovedAnyway, FigureBody? BadRateOfApproved)
{
    /// <summary>As clients see it; null for null.</summary>
    public static OverridesBody? Of(Overrides? overrides) => overrides is null ? null : new(
        overrides.LowSide.Eligible, FigureBody.Of(Share.Of(overrides.LowSide.Overridden, overrides.LowSide.Eligible)),
        overrides.HighSide.Eligible, FigureBody.Of(Share.Of(overrides.HighSide.Overridden, overrides.HighSide.Eligible)),
        FigureBody.Of(Share.Of(overrides.LowSideBad.Bad, overrides.LowSideBad.Labelled)), FigureBody.Of(Share.Of(overrides.Within.Bad, overrides.Within.Labelled)));
}

/// <summary>Scores in bands, beside the distribution.</summary>
public sealed record ScoreBandsBody(ScoreBasisBody Basis, IReadOnlyList<ScoreBandBody> Bands, RocBody? Roc)
{
    /// <summary>As clients see it.</summary>
    public static ScoreBandsBody Of(ScoreBandsAnswer answer) => new(
        ScoreBasisBody.Of(answer.Basis), [.. answer.Bands.Select(ScoreBandBody.Of)],
        answer.Roc is { } roc ? new RocBody(roc.Area, roc.Low, roc.High, roc.CellError, [.. roc.Good.Zip(roc.Bad, (good, bad) => new RocPointBody(good, bad))]) : null);
}

/// <summary>One band of scores.</summary>
public sealed record ScoreBandBody(
    string Band, double? From, double? To, long N, double? BaselineShare, double? ApprovalRate, double? MeanScore, long Mature, long Labelled, FigureBody? BadRate, double? ExpectedBadRate,
    double CumulativeShare, double? CumulativeBadRate, BreakBody? Break)
{
    /// <summary>As clients see it.</summary>
    public static ScoreBandBody Of(ScoreBandAnswer band) => new(
        band.Line.Band.Name, band.Low, band.High, band.Line.Band.Rows, band.BaselineShare, band.Line.ApprovalRate, band.Line.Band.MeanPd, band.Mature, band.Line.Band.Labelled,
        FigureBody.Of(Share.Of(band.Line.Band.Bad, band.Line.Band.Labelled)), band.Expected, band.Line.CumulativeRows, band.Line.CumulativeBadRate,
        band.Line.Break is { } found ? new BreakBody(found.Next, found.Difference, found.Interval.Low, found.Interval.High, found.PValue, found.Broken) : null);
}

/// <summary>A band against the next riskier one.</summary>
public sealed record BreakBody(string Next, double Difference, double Low, double High, double PValue, bool Broken);

/// <summary>The ROC as a lattice path.</summary>
public sealed record RocBody(double Area, double? Low, double? High, double CellError, IReadOnlyList<RocPointBody> Path);

/// <summary>A corner of the path: shares of good and of bad rows passed.</summary>
public sealed record RocPointBody(double Good, double Bad);
