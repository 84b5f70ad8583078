using System.Globalization;
using Vedetta.Statistics.Explain;

namespace Vedetta.Statistics.Detectors;

/// <summary>Streaming detectors in words.</summary>
internal static class DetectorEntries
{
    private const string Independent = "Values follow one another independently. Where neighbours depend on each other every rate below is too low: calibrate with a block (`vedetta detect --calibrate FILE --block N`).";
    private const string ErrorStream = "1 is an error and 0 is none. " + Independent;
    private const string Chart = "A mean and a standard deviation that are known, or that the first values give; from 30 values they are so rough that they alone make most of the false alarms. " + Independent;

    private static readonly MethodFamily Family = new("streams.md", "Streaming detectors",
        """
        Detectors that take one value at a time and keep little: `vedetta detect FILE --column X --detector NAME`. Each answers
        nothing, a warning (where it has a warning zone) or a drift, starts afresh with the value after a drift, and can be saved
        as bytes and go on elsewhere. NaN, infinities and values outside what it takes are counted as skipped and change nothing.

        **Which one.** For errors `hddm_a` (few false alarms, quick) or `adwin`; for numbers `adwin`, which needs no scale. `cusum`
        and `page_hinkley` are quicker once their threshold is calibrated. `e_detector` where a guarantee is wanted.

        **Stated rates** are false alarms per 10,000 values without change and the median number of values from a change to the
        signal, with the defaults: bits with rate 0.2 that changes to 0.6 or to 0.3, or standard normal numbers whose mean changes
        by 1 or by 0.25 standard deviations, at value 1,000. The table of all of them, beside River and frouros, and the scores on
        the Numenta Anomaly Benchmark are in [benchmarks/results/detectors.md](../../benchmarks/results/detectors.md); on the
        published streams themselves (30 to 60 of each kind) the published figures of these defaults are met exactly, kswin apart.

        **River and frouros.** With the defaults the signals of adwin, ddm, eddm, hddm_a, hddm_w, wstd, page_hinkley, cusum, ewma
        and shewhart are River's, value for value; `kswin` follows the same rule with draws of its own. On purpose otherwise:
        `ewma` keeps its variance in a form that survives large offsets (River's alarms 123 times in 4,000 values around 1e8);
        `fhddm` takes errors (`ones=correct` is River's reading). frouros leaves out some cuts of ADWIN (`cuts=legacy`) and fires every 30 values in its two-sided HDDM; that is not copied.

        **Calibration.** `--calibrate FILE --arl N` finds the threshold that alarms once in N values on streams drawn with
        replacement from a file without change: 100 streams of 5 N values (5 million values at most) for each threshold tried, and twice as
        many others for the rate that is reported, with a 95 % interval that allows for alarms in clusters. Values that repeat make the rate jump with the
        threshold; the least threshold that alarms rarely enough is taken. Charts measure from the mean and standard deviation of
        that file from then on.
        """);

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        Of("adwin", "Where does the mean of the newest values differ from that of the older ones, without saying how many are new?",
            "A window in buckets of 1, 2, 4, ... values, at most 5 of each. Every 32 values, for each cut into n0 older and n1 newer values: drift when |mean0 - mean1| > sqrt(2 m v d) + 2/3 d m, d = ln(2 ln(n) / delta), m = 1/(n0 - 4) + 1/(n1 - 4), v the variance of the window.",
            "Numbers of any range. The bound is for values from 0 to 1; outside it the variance term carries it in practice. " + Independent,
            "11 values; some 100 for a change of 40 points.",
            "Slow changes below the bound: 5 points of a rate need some thousands of values. Changes of the shape at one mean.",
            "Bifet and Gavalda 2007; cuts as in River 0.22 and later."),
        Of("ddm", "Has the error rate risen clearly above the lowest it was?",
            "p the error rate, s = sqrt(p (1 - p) / n); the smallest p + s is kept. Drift when p + s > p_min + 3 s_min, warning from 2.",
            ErrorStream, "31 values.",
            "Improvements; a rise late in a long stream, which moves p slowly: wait times grow with the length of the stream.",
            "Gama, Medas, Castillo and Rodrigues 2004.",
            "Nearly all of them are early in the stream: 17 of 60 published streams alarm in their first 1,000 values."),
        Of("eddm", "Do errors come closer together than they once did?",
            "m and s of the distances between errors; v = m + 2 s; the largest v is kept. Drift when v / v_max < 0.9, warning below 0.95.",
            ErrorStream, "30 errors.",
            "With its published defaults it alarms all the time: use `drift=0.75`, or another detector.",
            "Baena-Garcia et al. 2006."),
        Of("hddm_a", "Has the mean of a bounded stream risen since its best cut?",
            "e(n) = sqrt(ln(1/a) / 2n). The cut is where mean + e was lowest. Drift when mean_all - mean_cut >= sqrt((1/n_cut - 1/n) ln(2/a) / 2), a = 0.001, warning a = 0.005. `side=both` does the same for falls.",
            "Values from 0 to 1; no other assumption on their distribution. " + Independent, "Some 20 values.",
            "Rises after a long calm are diluted by all values before.",
            "Frias-Blanco et al. 2015, A-test."),
        Of("hddm_w", "Has the weighted mean of a bounded stream risen since its best cut?",
            "Means with weight 0.05 for the newest value; w the sum of squared weights. Drift when ewma_after - ewma_cut > sqrt((w_cut + w_after) ln(1/a) / 2).",
            "Values from 0 to 1. " + Independent, "Some 20 values.",
            "Changes smaller than what 40 values show.",
            "Frias-Blanco et al. 2015, W-test."),
        Of("fhddm", "Has the share of correct answers in the last values fallen too far below its best?",
            "Drift when u_max - u > sqrt(ln(1/delta) / 2w), u the share of correct among the last w = 100.",
            ErrorStream, "100 values.", "Falls of less than 26 points, except by luck and time.",
            "Pesaranghader and Viktor 2016."),
        Of("wstd", "Do the last 30 answers hold more errors, or fewer, than the 120 before them?",
            "Rank-sum test with average ranks and the normal limit without correction for ties; drift when p < 0.003, warning below 0.05.",
            ErrorStream, "60 values.", "Small changes: most of those from 0.2 to 0.3 are never seen.",
            "de Barros, Hidalgo and Cabral 2018."),
        Of("kswin", "Has the distribution of the last 30 values changed, in any way?",
            "Kolmogorov-Smirnov of the last 30 values against 30 drawn from the 70 before, at every value; drift when p <= alpha and D > 0.1, p exact by counting paths.",
            Independent, "100 values.",
            "Slow changes, which the window follows.",
            "Raab, Heusinger and Schleif 2020; Gnedenko and Korolyuk 1951.",
            "alpha is that of one test, and there is a test at every value: 0.005 gives some 13 alarms per 10,000, 0.0001 some 0.7."),
        Of("page_hinkley", "Do deviations from the running mean add up in one direction?",
            "U = 0.9999 U + x - mean - delta; drift when U - min U > threshold; the mirror image for falls.",
            "Threshold and delta in the units of the values: calibrate, or standardise. " + Independent, "30 values.",
            "Whatever is small beside threshold: 50 on a rate needs 50 errors more than usual.",
            "Page 1954; Hinkley 1971; Mouss et al. 2004."),
        Of("cusum", "Do standardised deviations beyond a slack add up?",
            "S = max(0, S + (x - mean) / sd - 0.5); drift when S > 5; the mirror image for falls.",
            Chart, "30 values, or one where mean and sd are told.",
            "Changes below the slack of half a standard deviation are seen late or never.",
            "Page 1954.",
            "With mean and sd known and threshold 7: 2.8 per 10,000."),
        Of("ewma", "Has an exponentially weighted mean left its limits?",
            "z = 0.1 x + 0.9 z; drift when |z - mean| > 4 sd sqrt(a / (2 - a) (1 - (1 - a)^2n)), a = 0.1. Mean and sd are the running mean and the weighted variance, or told.",
            "Numbers not far from normal. " + Independent, "30 values.",
            "Slow changes, which the running mean follows unless it is told.",
            "Roberts 1959.",
            "With mean and sd known: 0.3 per 10,000."),
        Of("shewhart", "Is one value far out?",
            "Drift when |x - mean| > 3 sd.",
            Chart, "30 values, or one where mean and sd are told.",
            "Everything that single values do not show.",
            "Shewhart 1931.",
            "With k = 4: 0.6 per 10,000."),
        Of("sprt", "Is the level now the usual one or a certain other one?",
            "L = sum ln f1(x)/f0(x), normal or bernoulli. Drift at L >= ln((1 - beta)/alpha); at L <= ln(beta/(1 - alpha)) the usual level is accepted and the test starts again. `barrier=zero`: L = max(0, L + ...), Page's CUSUM of likelihood ratios, drift at `threshold`; its average run to a false alarm is at least e^threshold with known levels.",
            "Both levels known; unsaid, the usual one comes from the first 500 values. " + Independent, "500 values, or a few where the levels are told.",
            "Changes to the other side, and those less than half way to the changed level.",
            "Wald 1945; Page 1954; Moustakides 1986."),
        Of("e_detector", "Has the mean of a bounded stream changed, with a guarantee?",
            "M = (1 + M)(1 + lambda (x - m)), averaged over six stakes lambda = 2^-k / m (and 2^-k / (1 - m) downwards) and the directions; drift when the average reaches `threshold`.",
            "Values from 0 to 1 and a known usual mean m: then the average run to a false alarm is at least `threshold`, whatever the distribution. With m from the first 500 values there is no guarantee, and the rate below is what it costs.",
            "1 value with a told mean, else 500.", "Nothing for good: every lasting change is found in time that grows with ln(threshold).",
            "Shin, Ramdas and Rinaldo 2023.",
            "With m told: 0.8 per 10,000 at threshold 10,000."),
        Of("confidence_sequence", "Do the values since the first ones have another mean, at a chance of any false alarm that is fixed in advance?",
            "Intervals that hold at all times at once. normal_mixture: half = s sqrt(2 (n r^2 + 1) / (n^2 r^2) ln(sqrt(n r^2 + 1) / a)), r tuned to the warm-up; empirical_bernstein: weights l_i = min(1/2, sqrt(2 ln(2/a) / (v i ln(1 + i)))), half = (ln(2/a) + sum (x - m)^2 (-ln(1 - l) - l)) / sum l. Drift when the interval of the values since the first 500 no longer meets that of the first ones (a = alpha/2 each), or no longer holds the told mean.",
            "empirical_bernstein: values from 0 to 1, exact. normal_mixture: a variance, exact only in the limit. " + Independent, "501 values.",
            "It looks at the mean of all values since the start: the later the change, the longer it takes, and a change smaller than the interval of the first values is not seen at all.",
            "Howard, Ramdas, McAuliffe and Sekhon 2021; Waudby-Smith and Ramdas 2024.",
            "The chance of any false alarm is at most alpha until the next start; none was seen."),
    ];

    private static MethodEntry Of(string name, string purpose, string formula, string assumptions, string smallest, string misses, string source, string? more = null)
    {
        var definition = DetectorCatalog.Get(name);
        var parameters = string.Join("; ", definition.Parameters.Select(p => $"{p.Name} {(double.IsNaN(p.Default) ? "(unsaid)" : p.Text(p.Default))}, {p.Meaning}"));
        var takes = definition.Input switch { DetectorInput.Bits => "Takes 0 and 1.", DetectorInput.UnitInterval => "Takes numbers from 0 to 1.", _ => "Takes numbers." };
        return new(name, definition.Title, Family, purpose, formula,
            $"{takes} {(definition.Warns ? "Signals warnings and drifts." : "Signals drifts.")} Parameters: {parameters}.",
            assumptions, smallest, misses, $"{Measured(definition)}{(more is null ? "" : " " + more)}", source);
    }

    private static string Measured(DetectorDefinition definition) => definition.Measured is not { } point
        ? "Not measured with its defaults."
        : string.Create(CultureInfo.InvariantCulture, $"{point.FalseAlarms:0.##} per 10,000 on {point.Stream}; median delay {Delay(point.LargeDelay, point.LargeMissed)} for {point.LargeChange}, {Delay(point.SmallDelay, point.SmallMissed)} for {point.SmallChange}.");

    private static string Delay(double? values, double missed) => (values, missed) switch
    {
        (null, _) => "unknown, nearly all missed,",
        ({ } delay, < 0.005) => delay.ToString("0", CultureInfo.InvariantCulture),
        ({ } delay, _) => string.Create(CultureInfo.InvariantCulture, $"{delay:0} ({100 * missed:0.#} % missed)"),
    };
}
