namespace Vedetta.Statistics.Explain;

/// <summary>Samples of labels.</summary>
internal static class SamplingEntries
{
    private static readonly MethodFamily Family = new("sampling.md", "Samples of labels",
        "How many labels are needed, which rows to label, and what may be said of all rows from those that were. A sample that was not drawn with known probabilities says nothing honest of the rest.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "sample_size", "Sample size", Family,
            "How many labels give an interval as short as wanted, or show a difference as small as wanted?",
            "One share: smallest n whose Wilson (or Wald, or Clopper-Pearson) interval at p is at most plus and minus h; of a population of N rows n / (1 + (n - 1) / N). Two shares: (z_{alpha/2} + z_beta)^2 (p1 q1 + p2 q2) / (p1 - p2)^2 rows an arm, or 2 (z_{alpha/2} + z_beta)^2 / h^2 with h the difference of 2 arcsin sqrt p.",
            "None: it plans.",
            "A simple random sample; the share is about the one expected. For precision n counts predicted positives, for recall actual ones.",
            "It is the answer.",
            "A share far from the expected one needs another n.",
            "Not applicable.",
            "Wilson 1927; Clopper and Pearson 1934; Cohen 1988; Cochran 1977."),
        new(
            "stratified", "Stratified sample", Family,
            "What is the share over all rows when bands of scores were sampled by themselves, and how should labels be divided among bands?",
            "sum W_h p_h with variance sum W_h^2 (1 - n_h / N_h) p_h q_h / (n_h - 1), W_h = N_h / N. Neyman's allocation: n_h proportional to N_h sqrt(p_h q_h), with a floor a band. Interval: modified Wilson at the number of rows of a simple sample with the same standard error.",
            "None: it estimates.",
            "Random rows inside each band.",
            "Two labelled rows a band, unless the band is labelled whole.",
            "Differences inside a band.",
            "Not applicable.",
            "Neyman 1934; Cochran 1977."),
        new(
            "weighted_sample", "Estimates with inclusion probabilities", Family,
            "What are total, precision, recall and other ratios over all rows when each row was drawn with its own known probability pi?",
            "Total: sum y / pi (Horvitz-Thompson). Ratio: sum a / pi over sum b / pi (Hajek), variance sum (1 - pi) / pi^2 e^2 / B^2 with e = a - R b, interval on the logit scale. Kish's effective rows (sum w)^2 / sum w^2. ROC AUC takes the weights 1 / pi.",
            "None: it estimates.",
            "Rows were drawn independently (Poisson design) with the stored probabilities, none of them 0.",
            "About 30 effective rows; below that the interval is a rough one.",
            "Rows that could never be drawn.",
            "Coverage of the 95 % interval for a share near 15 % from 400 drawn of 4,000 rows: 91 to 99 % in the test that is run with every build.",
            "Horvitz and Thompson 1952; Hajek 1971; Saerndal, Swensson and Wretman 1992; Kish 1965."),
        new(
            "detection_delay", "Days until labels show a change", Family,
            "With so many labels a day, when is a fall from one share to another seen?",
            "Fixed sample: ((z_alpha sqrt(p0 q0) + z_beta sqrt(p1 q1)) / (p1 - p0))^2 labels. CUSUM: ln(labels between false alarms) / KL(p1 || p0) labels.",
            "None: it plans.",
            "Labels are a random sample and come evenly; the change is sudden and stays.",
            "Not applicable.",
            "Slow changes, which take longer.",
            "One-sided alpha 5 %; for CUSUM one false alarm in the days that were named.",
            "Lorden 1971."),
        new(
            "active_learning", "Which label would teach most", Family,
            "Which rows should a person look at so that a model learns most?",
            "Margin 1 - |2p - 1|, entropy over ln K, disagreement of several models 2 sd(p); each 0 to 1.",
            "None: it orders.",
            "The model's probabilities mean something.",
            "Not applicable.",
            "Everything the model is wrongly sure of; therefore a random share is kept, and only rows with a known probability enter metrics.",
            "Not applicable.",
            "Settles 2009."),
    ];
}
