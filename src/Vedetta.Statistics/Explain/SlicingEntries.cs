namespace Vedetta.Statistics.Explain;

/// <summary>Where a change sits.</summary>
internal static class SlicingEntries
{
    private static readonly MethodFamily Family = new("slicing.md", "Slices and causes",
        "Where a change sits: in who comes, or in how they are; and which slice of the rows carries it.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "shift_share",
            "Mix of segments against change inside them",
            Family,
            "Did the distribution move because other segments come, or because the segments themselves changed?",
            "With w the shares of the segments and p their distributions over the bins of the column, before (0) and now (1): mix = sum over segments of (w1 - w0)(p0 + p1)/2, inside = sum of (p1 - p0)(w0 + w1)/2, both summed over the bins in the direction in which the whole distribution moved and halved, so that mix + inside is the total variation distance. A segment that is new or gone has no inside. Bins are the tenths of the reference and missing, or the 30 largest categories. The interval of the share comes from 200 draws of every count as a Poisson number, with the directions kept.",
            "Share of the change that the mix makes. Named as a cause from one half, when the lower limit is 0.3 or more; a single segment is named when the change inside it makes 60 % of the whole and it holds at most 60 % of the rows.",
            "Independent rows; every row belongs to one segment.",
            "As many as the drift needs: without a change that is more than chance there is no interval.",
            "Segments that are not kept. A cause outside the data.",
            "It explains a change that was already found; it raises none itself.",
            "Kitagawa 1955; total variation distance."),
        new(
            "slice_search",
            "Worst slices",
            Family,
            "In which rows is the model worst, and how much of a drop do they carry?",
            "Columns are cut into fifths of the reference (numbers) or their 15 largest categories, and missing. Every bin and every pair of bins of two columns with enough rows is a slice. Its mean loss is tested against the other rows (Welch); p-values are corrected over all slices tried (Holm), and the interval of the difference holds for all of them together (Bonferroni). A pair must be worse than what is left of both its parents. Of slices that share more than 60 % of their rows the costlier one stays, cost being the difference times the share of rows. Of the change of the mean over all rows, M1 - M0, a slice explains w1 (m1 - M0) - w0 (m0 - M0), w its share and m its mean, now and before; parts of a partition add up to the whole. Before labels that part itself, of the mean score, is tested and ranked.",
            "Corrected p at most 0.05; ranked by cost. It raises no alarm.",
            "Independent rows. Labels that exist speak for rows of the slice: in credit only the approved have them.",
            "200 rows in the slice and outside it.",
            "Slices of three and more columns; slices cut elsewhere than at fifths. Rows beyond 60,000 are sampled by their hashes.",
            "At most 5 % of searches without any bad slice name one; at most 5 of 40 measured in the tests.",
            "Welch 1947; Holm 1979; Chung et al. 2019 (Slice Finder) for the problem."),
    ];
}
