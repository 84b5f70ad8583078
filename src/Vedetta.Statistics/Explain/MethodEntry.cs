namespace Vedetta.Statistics.Explain;

/// <summary>A page of the statistics documentation.</summary>
/// <param name="File">Name of the page under docs/statistics.</param>
/// <param name="Title">Its title.</param>
/// <param name="Introduction">What its methods have in common.</param>
public sealed record MethodFamily(string File, string Title, string Introduction);

/// <summary>One method in words: what <c>vedetta explain</c> prints and what the documentation says.</summary>
/// <param name="Name">Name in the contract, or of a monitor's metric.</param>
/// <param name="Title">Name in words.</param>
/// <param name="Family">The page it is on.</param>
/// <param name="Purpose">What it answers.</param>
/// <param name="Formula">Definition, exact enough to recompute it.</param>
/// <param name="Effect">The effect that is judged, with default thresholds.</param>
/// <param name="Assumptions">What must hold.</param>
/// <param name="SmallestSample">From how many rows it says something.</param>
/// <param name="Misses">What it cannot see.</param>
/// <param name="FalseAlarms">How often it alarms without change: measured, or said not to be.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record MethodEntry(
    string Name,
    string Title,
    MethodFamily Family,
    string Purpose,
    string Formula,
    string Effect,
    string Assumptions,
    string SmallestSample,
    string Misses,
    string FalseAlarms,
    string Source)
{
    /// <summary>Other names explained by the same words.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The parts with their headings, in the order they are shown.</summary>
    public IReadOnlyList<(string Heading, string Text)> Parts =>
    [
        ("Formula", Formula),
        ("Effect judged", Effect),
        ("Assumptions", Assumptions),
        ("Smallest sample", SmallestSample),
        ("What it misses", Misses),
        ("False alarms", FalseAlarms),
        ("Source", Source),
    ];
}
