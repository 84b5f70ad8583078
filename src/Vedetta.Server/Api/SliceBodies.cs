using Vedetta.Core.Slices;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Server.Api;

/// <summary>The worst slices of a model.</summary>
public sealed record SlicesBody(
    SliceMetric Metric, string? Outcome, DateTimeOffset From, DateTimeOffset To, string? Baseline, long Rows, long? Labelled, bool Sampled, long N, long? NBaseline,
    double? Value, double? ValueBaseline, double? ChangeLow, double? ChangeHigh, int Tested, string? Note, IReadOnlyList<string> Columns, IReadOnlyList<SliceBody> Slices,
    IReadOnlyList<SliceBody> Bins, IReadOnlyList<string> Notes)
{
    /// <summary>As clients see it.</summary>
    public static SlicesBody Of(SliceAnswer answer) => new(
        answer.Metric, answer.Outcome, answer.Span.From, answer.Span.To, answer.Baseline, answer.Rows, answer.Labelled, answer.Sampled, answer.Result.Rows, answer.Result.RowsBefore,
        answer.Result.Value, answer.Result.ValueBefore, answer.Result.ChangeLow, answer.Result.ChangeHigh, answer.Result.Tested, answer.Result.Note, answer.Columns,
        [.. answer.Result.Slices.Select(SliceBody.Of)], [.. answer.Bins.Select(SliceBody.Of)], answer.Notes);
}

/// <summary>A condition of a slice.</summary>
public sealed record SliceConditionBody(string Column, string Bin);

/// <summary>One slice.</summary>
public sealed record SliceBody(
    IReadOnlyList<SliceConditionBody> Conditions, long N, double Share, double? Value, double? Low, double? High, double? Rest, double Difference, double DifferenceLow,
    double DifferenceHigh, double PValue, long? NBaseline, double? ShareBaseline, double? ValueBaseline, double? Explains)
{
    /// <summary>As clients see it.</summary>
    public static SliceBody Of(Slice slice) => new(
        [.. slice.Conditions.Select(condition => new SliceConditionBody(condition.Column, condition.Bin))], slice.N, slice.Share, slice.Value, slice.Low, slice.High, slice.Rest,
        slice.Difference, slice.DifferenceLow, slice.DifferenceHigh, slice.PValue, slice.NBefore, slice.ShareBefore, slice.ValueBefore, slice.Explains);
}
