using Vedetta.Core.Explaining;

namespace Vedetta.Server.Api;

/// <summary>Why an incident probably is, and whether it matters.</summary>
public sealed record ExplanationBody(
    string Column, WindowBody Window, string Summary, IReadOnlyList<CauseReasonBody> Causes, IReadOnlyList<CheckBody> Checks,
    IReadOnlyList<MixSplitBody> Splits, IReadOnlyList<EffectBody> Effects)
{
    /// <summary>As clients see it; null stays null.</summary>
    public static ExplanationBody? Of(Explanation? explanation) => explanation is null ? null : new(
        explanation.Column, WindowBody.Of(explanation.Window), ExplanationWords.Summary(explanation), [.. explanation.Causes.Select(CauseReasonBody.Of)],
        [.. explanation.Checks.Select(check => new CheckBody(check.Kind, check.Result))],
        [.. explanation.Splits.Select(split => new MixSplitBody(split.By, split.Distance, split.MixShare, split.Low, split.High,
            [.. split.Segments.Select(segment => new SplitSegmentBody(segment.Segment, segment.Before, segment.Now, segment.Mix, segment.Inside))]))],
        [.. explanation.Effects.Select(EffectBody.Of)]);
}

/// <summary>One probable cause, in parts and as a sentence.</summary>
public sealed record CauseReasonBody(
    CauseKind Kind, string Column, string? Name, string? Segment, double? Before, double? Now, double? Share, double? Low, double? High, WindowBody? Window, string Sentence)
{
    /// <summary>As clients see it.</summary>
    public static CauseReasonBody Of(Cause cause) => new(
        cause.Kind, cause.Column, cause.Name.Length == 0 ? null : cause.Name, cause.Segment.Length == 0 ? null : cause.Segment, cause.Before, cause.Now,
        cause.Share, cause.Low, cause.High, cause.Window is { } window ? WindowBody.Of(window) : null, ExplanationWords.Sentence(cause));
}

/// <summary>One thing that was looked at.</summary>
public sealed record CheckBody(CheckKind Kind, CheckResult Result);

/// <summary>A change split into mix of segments and change inside them.</summary>
public sealed record MixSplitBody(string By, double Distance, double? MixShare, double? Low, double? High, IReadOnlyList<SplitSegmentBody> Segments);

/// <summary>What a segment adds, as shares of the whole change.</summary>
public sealed record SplitSegmentBody(string Segment, double Before, double Now, double Mix, double Inside);

/// <summary>What a change does.</summary>
public sealed record EffectBody(EffectKind Kind, string? Name, double Before, double Now, double Change, double? Low, double? High, long N, double Uncovered, string Sentence)
{
    /// <summary>As clients see it.</summary>
    public static EffectBody Of(Effect effect) => new(
        effect.Kind, effect.Name.Length == 0 ? null : effect.Name, effect.Before, effect.Now, effect.Change, effect.Low, effect.High, effect.N, effect.Uncovered,
        ExplanationWords.Sentence(effect));
}
