using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;

namespace Vedetta.Core.Explaining;

/// <summary>Whether another version that answers since the same window explains the change. Pure.</summary>
internal static class ReleaseCause
{
    /// <summary>
    /// The release; null when none came, or when the rows of another version in the same window changed as much, or when
    /// those of the new version did not change.
    /// </summary>
    public static Cause? Of(ExplainFacts facts)
    {
        if (facts.Release is not { } release) return null;
        var (own, others) = (VerdictOf(facts, release.OfVersion), release.OfOthers is { } window ? VerdictOf(facts, window) : VerdictKind.Undecided);
        if (own == VerdictKind.Healthy || others is VerdictKind.Warning or VerdictKind.Critical) return null;
        var only = others == VerdictKind.Healthy;

        // A version does not choose who comes: without proof by the other version's rows, inputs are not its doing.
        if (!only && !facts.IsOutput && facts.Release.OfOthers is not null) return null;
        return new Cause(CauseKind.Release, facts.Column, release.Version, only ? "only" : "", Window: facts.Onset.Window);
    }

    private static VerdictKind VerdictOf(ExplainFacts facts, WindowFacts window) => Rule.VerdictOf(window, facts.Monitor, facts.Column);
}
