namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Evidently's default test of a column, its thresholds and how each is compared.</summary>
internal static class EvidentlyRule
{
    /// <summary>The default by type, reference rows without missing ones, and distinct values of both sides.</summary>
    public static DriftMethod Default(bool numeric, long n, int distinct)
    {
        if (n > 1000)
            return numeric && distinct > 5 ? DriftMethod.Wasserstein : DriftMethod.Js;
        return distinct <= 2 ? DriftMethod.ZTest : numeric && distinct > 5 ? DriftMethod.Ks : DriftMethod.Chi2;
    }

    /// <summary>Default threshold of a test.</summary>
    public static double Threshold(DriftMethod method) => method switch
    {
        DriftMethod.Ks or DriftMethod.EppsSingleton or DriftMethod.MannWhitney or DriftMethod.TTest or DriftMethod.Chi2 or DriftMethod.ZTest => 0.05,
        _ => 0.1,
    };

    /// <summary>Whether a score is drift.</summary>
    public static bool Drifted(DriftMethod method, double score, double threshold) => method switch
    {
        DriftMethod.Ks or DriftMethod.CramerVonMises => score <= threshold,
        DriftMethod.Energy => score > threshold,
        DriftMethod.Wasserstein or DriftMethod.Psi or DriftMethod.Kl or DriftMethod.Js or DriftMethod.Hellinger => score >= threshold,
        _ => score < threshold,
    };
}
