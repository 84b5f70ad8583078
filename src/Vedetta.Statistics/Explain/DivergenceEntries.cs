namespace Vedetta.Statistics.Explain;

/// <summary>Distances over counts.</summary>
internal static class DivergenceEntries
{
    private const string Levels = "Levels: the categories of both sides; for numbers the bins (previous, edge] between the distinct deciles of the reference (linear interpolation), open at both ends; missing is one more level where any is.";
    private const string Independent = "Independent rows; the deciles come from the reference, never from the window.";
    private const string Significance = "The p-value is that of the two-sample table on the same levels, matched to its permutation mean and variance.";

    private static readonly MethodFamily Family = new("divergences.md", "Divergences",
        "Distances between two rows of shares r (reference) and c (current) over the same levels. " + Levels + " " + Significance);

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "psi",
            "Population stability index",
            Family,
            "How far have the shares of the bins moved? The habit of credit scoring.",
            "PSI = sum (c - r) ln(c / r), shares below 0.0001 raised to 0.0001, without renormalising. Interval: PSI / (1/n + 1/m) is read as a noncentral chi-square with K - 1 degrees of freedom.",
            "PSI_adj = max(0, (X2 - (K - 1)) (1/n + 1/m)): warning 0.1, critical 0.25.",
            Independent,
            "About 5 expected rows a bin: 50 for deciles. Below that the floor makes an empty bin expensive, and PSI itself misleads; the judgement does not use it alone.",
            "Changes inside a decile, and everything small: 0.2 standard deviations are a PSI of 0.04, five points on a level of 20 % are 0.014. PSI at 0.1 never sees them, however many rows there are.",
            "PSI of 0.1 alone would alarm in 86 to 90 % of windows of 50 rows and 2 to 13 % of windows of 200 without any change. With the noise-corrected effect and significance together: 0.7 to 0.9 % at 50 rows and 0.1 % at 200 (deciles, 4,000 repetitions), up to 1.3 % over many categories.",
            "Karakoulas 2004; Siddiqi 2006; Yurdakul 2018 for its distribution."),
        new(
            "js",
            "Jensen-Shannon distance",
            Family,
            "How far apart are the shares, on a scale from 0 (equal) to 1 (nothing in common)?",
            "JS = sqrt((sum r log2(r/m) + sum c log2(c/m)) / 2), m = (r + c) / 2, 0 log 0 = 0. Interval as for PSI, with JS^2 8 ln 2 in its place.",
            "sqrt(max(0, JS^2 - (K - 1) (1/n + 1/m) / (8 ln 2))): warning 0.1, critical 0.2.",
            Independent,
            "About 5 expected rows a level.",
            "As PSI: changes within a bin. With many levels and few rows the raw distance is nearly all noise (0.1 and more at 20 levels and 100 rows); the effect is corrected for it.",
            "0.4 to 1.3 % with effect and significance together (4,000 repetitions); the raw distance at 0.1 would alarm in 72 to 100 % of windows of up to 200 rows at 20 levels.",
            "Lin 1991; Endres and Schindelin 2003."),
        new(
            "kl",
            "Kullback-Leibler divergence",
            Family,
            "How surprising is the current side to one who expects the reference? Not symmetric.",
            "KL = sum c ln(c / r) in nats, shares floored at 0.0001 as for PSI.",
            "max(0, KL - (K - 1) (1/n + 1/m) / 2): warning 0.1, critical 0.25.",
            Independent,
            "About 5 expected rows a level.",
            "As PSI. A level new on the current side costs c ln(c / 0.0001): the floor decides its size.",
            "0 to 0.9 % with effect and significance together (deciles, 4,000 repetitions, references of 500 and 2,000 against windows of 50 and 200).",
            "Kullback and Leibler 1951."),
        new(
            "hellinger",
            "Hellinger distance",
            Family,
            "How far apart are the square roots of the shares? From 0 to 1, calm with rare levels.",
            "H = sqrt(sum (sqrt r - sqrt c)^2 / 2).",
            "sqrt(max(0, H^2 - (K - 1) (1/n + 1/m) / 8)): warning 0.1, critical 0.2.",
            Independent,
            "About 5 expected rows a level.",
            "Changes within a bin.",
            "0 to 0.9 % with effect and significance together (deciles, 4,000 repetitions, references of 500 and 2,000 against windows of 50 and 200).",
            "Hellinger 1909."),
        new(
            "tvd",
            "Total variation distance",
            Family,
            "Which share of the rows would have to change level to undo the change?",
            "TVD = sum |r - c| / 2.",
            "TVD less its mean without change, sum sqrt(2 p (1 - p) (1/n + 1/m) / pi) / 2 over pooled shares p: warning 0.1, critical 0.2.",
            Independent,
            "About 5 expected rows a level.",
            "Changes within a bin; small changes of rare levels.",
            "0 to 0.9 % with effect and significance together (deciles, 4,000 repetitions, references of 500 and 2,000 against windows of 50 and 200).",
            "Levin, Peres and Wilmer 2009, chapter 4."),
        new(
            "linf",
            "Largest difference of shares",
            Family,
            "By how many points has the share that moved most moved?",
            "L = max |r - c|.",
            "L: warning 0.1, critical 0.2.",
            Independent,
            "About 5 expected rows a level.",
            "Many small changes at once.",
            "0 to 0.9 % with effect and significance together (deciles, 4,000 repetitions, references of 500 and 2,000 against windows of 50 and 200).",
            "Direct definition."),
    ];
}
