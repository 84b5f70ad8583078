using Vedetta.Statistics.Detectors;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>A detector of ours and the published one it stands beside.</summary>
/// <param name="Settings">Ours.</param>
/// <param name="Said">How it is written in the table.</param>
/// <param name="Published">Name in the file of published operating points; null when none was published.</param>
internal sealed record ComparedDetector(DetectorSettings Settings, string Said, string? Published)
{
    private static ComparedDetector Of(string name, string? published, params (string Name, string Value)[] parameters) => new(
        parameters.Aggregate(DetectorCatalog.Get(name).Defaults, (settings, p) => settings.With(p.Name, p.Value)),
        parameters.Length == 0 ? name : $"{name} {string.Join(", ", parameters.Select(p => $"{p.Name}={p.Value}"))}",
        published);

    /// <summary>On bits.</summary>
    public static IReadOnlyList<ComparedDetector> Bits { get; } =
    [
        Of("adwin", "ADWIN"),
        Of("adwin", "ADWIN_clock1", ("clock", "1")),
        Of("adwin", "ADWIN_old", ("cuts", "legacy")),
        Of("ddm", "DDM"),
        Of("eddm", "EDDM"),
        Of("hddm_a", "HDDM_A"),
        Of("hddm_a", null, ("side", "both")),
        Of("hddm_w", "HDDM_W"),
        Of("hddm_w", null, ("side", "both")),
        Of("fhddm", "FHDDM_on_1mx"),
        Of("wstd", "WSTD"),
        Of("page_hinkley", "PageHinkley_up", ("direction", "up")),
        Of("sprt", null, ("model", "bernoulli")),
        Of("e_detector", null),
        Of("e_detector", null, ("mean", "0.2"), ("sd", "0.4"), ("direction", "up")),
        Of("confidence_sequence", null, ("kind", "empirical_bernstein")),
        Of("confidence_sequence", null, ("kind", "empirical_bernstein"), ("mean", "0.2")),
    ];

    /// <summary>On numbers.</summary>
    public static IReadOnlyList<ComparedDetector> Numbers { get; } =
    [
        Of("adwin", "ADWIN"),
        Of("adwin", "ADWIN_clock1", ("clock", "1")),
        Of("page_hinkley", "PageHinkley_both"),
        Of("cusum", "CUSUM_h5"),
        Of("cusum", "CUSUM_h20", ("threshold", "20")),
        Of("cusum", null, ("mean", "0"), ("sd", "1"), ("threshold", "7")),
        Of("shewhart", null),
        Of("shewhart", "Shewhart_k4", ("k", "4")),
        Of("ewma", "EWMA"),
        Of("ewma", null, ("mean", "0"), ("sd", "1")),
        Of("kswin", "KSWIN_a5e3"),
        Of("kswin", "KSWIN_a1e4", ("alpha", "0.0001")),
        Of("sprt", null),
        Of("sprt", null, ("mean", "0"), ("sd", "1"), ("barrier", "zero"), ("threshold", "8")),
        Of("confidence_sequence", null),
        Of("confidence_sequence", null, ("mean", "0")),
    ];
}
