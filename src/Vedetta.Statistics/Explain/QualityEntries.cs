namespace Vedetta.Statistics.Explain;

/// <summary>Rates, volumes and intervals of data-quality monitors.</summary>
internal static class QualityEntries
{
    private static readonly MethodFamily Family = new("quality.md", "Rates, volumes and intervals",
        "What data-quality monitors stand on. The bound of an interval alarms, never the point.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "rate",
            "Change of a rate",
            Family,
            "Has the share of missing, invalid, out-of-range or new-category rows risen?",
            "Interval of the difference of the two shares from two Wilson intervals (Newcombe's method 10) at confidence 1 - alpha, alpha = 0.01. The share itself is shown with its modified Wilson interval at 95 %.",
            "The bound of the difference nearest to no change: warning 0.02, critical 0.1 (differences of shares). Rises only, falls or both are a setting.",
            "Independent rows.",
            "20 rows now, 50 in the baseline; a rise from nothing to 5 % needs about 300 rows to be certain of two points.",
            "Rises smaller than the threshold, however certain.",
            "Without change the bound would have to pass two points by luck: by construction below alpha / 2; not measured.",
            "Wilson 1927; Newcombe 1998; Brown, Cai and DasGupta 2001."),
        new(
            "volume",
            "Usual volume",
            Family,
            "Are there far fewer or far more rows than usual for such an hour or day?",
            "Counts of comparable spans before are taken to the scale 2 sqrt(x + 3/8), where their scatter is about constant; the band is mean plus and minus max(t_{k-1} s, z) sqrt(1 + 1/k), k the number of spans, and never narrower than Poisson.",
            "Factor to the usual: warning 2, critical 5, and outside the band.",
            "Comparable spans: the same hour of the week, or the same weekday. Scatter of the past is that of now.",
            "4 comparable spans.",
            "Slow growth and decay: the usual follows.",
            "Alpha (1 %) or less for a steady process by construction, not measured; after an outage inside the history the band is wider for a while.",
            "Anscombe 1948."),
        new(
            "correlation",
            "Change of a correlation",
            Family,
            "Has the relation of two columns changed?",
            "Pearson's r over rows with both values; interval tanh(atanh r plus and minus z / sqrt(n - 3)); p of two equal ones by (atanh r1 - atanh r2) / sqrt(1/(n1 - 3) + 1/(n2 - 3)); interval of the difference from the two intervals (Zou), at confidence 1 - alpha / pairs.",
            "The bound of the difference nearest to none: warning 0.1, critical 0.3.",
            "Roughly normal pairs; with heavy tails the interval is too short.",
            "4 rows for an interval; 50 for a verdict.",
            "Relations that are not monotone.",
            "Without change the bound would have to pass 0.1 by luck: by construction below alpha for all pairs together with normal data; not measured.",
            "Fisher 1915; Zou 2007."),
    ];
}
