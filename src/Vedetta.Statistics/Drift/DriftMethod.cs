namespace Vedetta.Statistics.Drift;

/// <summary>Ways to compare the distribution of a column on two sides. Names in files and answers are the snake_case of these.</summary>
public enum DriftMethod
{
    /// <summary>The recommended test for the column: Anderson-Darling, a table test, or both, with effects.</summary>
    Auto,

    /// <summary>Population stability index.</summary>
    Psi,

    /// <summary>Kolmogorov-Smirnov.</summary>
    Ks,

    /// <summary>Two-sample chi-square.</summary>
    Chi2,

    /// <summary>Kullback-Leibler divergence.</summary>
    Kl,

    /// <summary>Jensen-Shannon distance, base 2.</summary>
    Js,

    /// <summary>Wasserstein-1 distance.</summary>
    Wasserstein,

    /// <summary>Hellinger distance.</summary>
    Hellinger,

    /// <summary>Total variation distance.</summary>
    Tvd,

    /// <summary>Largest difference of shares.</summary>
    Linf,

    /// <summary>Welch's t-test of means.</summary>
    TTest,

    /// <summary>Two-proportion test of the most frequent category.</summary>
    ZTest,

    /// <summary>Likelihood-ratio test of a table.</summary>
    GTest,

    /// <summary>Fisher's exact test of a two by two table.</summary>
    Fisher,

    /// <summary>Mann-Whitney rank test.</summary>
    MannWhitney,

    /// <summary>Cramer-von Mises.</summary>
    CramerVonMises,

    /// <summary>Anderson-Darling, two samples.</summary>
    AndersonDarling,

    /// <summary>Epps-Singleton.</summary>
    EppsSingleton,

    /// <summary>Energy distance.</summary>
    Energy,

    /// <summary>Maximum mean discrepancy.</summary>
    Mmd,

    /// <summary>A classifier that tells the two sides apart.</summary>
    Classifier,

    /// <summary>Reconstruction error of principal components.</summary>
    PcaReconstruction,
}

/// <summary>Contract names of the methods and what is available for which column.</summary>
public static class DriftMethods
{
    private static readonly (DriftMethod Method, string Name, bool Numeric, bool Categorical)[] Table =
    [
        (DriftMethod.Auto, "auto", true, true),
        (DriftMethod.Psi, "psi", true, true),
        (DriftMethod.Ks, "ks", true, false),
        (DriftMethod.Chi2, "chi2", true, true),
        (DriftMethod.Kl, "kl", true, true),
        (DriftMethod.Js, "js", true, true),
        (DriftMethod.Wasserstein, "wasserstein", true, false),
        (DriftMethod.Hellinger, "hellinger", true, true),
        (DriftMethod.Tvd, "tvd", true, true),
        (DriftMethod.Linf, "linf", true, true),
        (DriftMethod.TTest, "t_test", true, false),
        (DriftMethod.ZTest, "z_test", false, true),
        (DriftMethod.GTest, "g_test", true, true),
        (DriftMethod.Fisher, "fisher", false, true),
        (DriftMethod.MannWhitney, "mann_whitney", true, false),
        (DriftMethod.CramerVonMises, "cramer_von_mises", true, false),
        (DriftMethod.AndersonDarling, "anderson_darling", true, false),
        (DriftMethod.EppsSingleton, "epps_singleton", true, false),
        (DriftMethod.Energy, "energy", true, false),
        (DriftMethod.Mmd, "mmd", false, false),
        (DriftMethod.Classifier, "classifier", false, false),
        (DriftMethod.PcaReconstruction, "pca_reconstruction", false, false),
    ];

    /// <summary>Methods that can be used on at least one type of column, in the order of the contract.</summary>
    public static IReadOnlyList<DriftMethod> Available { get; } = [.. Table.Where(t => t.Numeric || t.Categorical).Select(t => t.Method)];

    /// <summary>Methods that compare whole tables rather than columns.</summary>
    public static IReadOnlyList<DriftMethod> Multivariate { get; } = [DriftMethod.Mmd, DriftMethod.Classifier, DriftMethod.PcaReconstruction];

    /// <summary>Whether the method compares whole tables, not columns.</summary>
    public static bool IsMultivariate(DriftMethod method) => method is DriftMethod.Mmd or DriftMethod.Classifier or DriftMethod.PcaReconstruction;

    /// <summary>The name of the contract, for example <c>cramer_von_mises</c>.</summary>
    public static string Name(DriftMethod method) => Table[(int)method].Name;

    /// <summary>Whether the method can compare numeric columns.</summary>
    public static bool TakesNumeric(DriftMethod method) => Table[(int)method].Numeric;

    /// <summary>Whether the method can compare categorical columns.</summary>
    public static bool TakesCategorical(DriftMethod method) => Table[(int)method].Categorical;

    /// <summary>
    /// The method to use on a column when one was asked for on all columns: itself where it fits, otherwise
    /// <see cref="DriftMethod.Auto"/>.
    /// </summary>
    public static DriftMethod For(DriftMethod method, bool numeric) =>
        (numeric ? TakesNumeric(method) : TakesCategorical(method)) ? method : DriftMethod.Auto;

    /// <summary>Reads a contract name.</summary>
    /// <exception cref="FormatException">The name is unknown, or the method is named in the contract but cannot be used yet; the message lists what is allowed.</exception>
    public static DriftMethod Parse(string name) => TryParse(name, out var method, out var problem) ? method : throw new FormatException(problem);

    /// <summary>Reads the contract name of a method for columns; false with the problem in words.</summary>
    public static bool TryParse(string? name, out DriftMethod method, out string? problem) => TryParse(name, multivariate: false, out method, out problem);

    /// <summary>Reads a contract name, of a method for whole tables too when they are welcome; false with the problem in words.</summary>
    public static bool TryParse(string? name, bool multivariate, out DriftMethod method, out string? problem)
    {
        var allowed = string.Join(", ", (multivariate ? Available.Concat(Multivariate) : Available).Select(Name));
        problem = $"Drift method '{name}' is unknown; use one of: {allowed}.";
        method = default;
        foreach (var entry in Table)
        {
            if (!string.Equals(entry.Name, name, StringComparison.Ordinal))
                continue;
            method = entry.Method;
            if (entry.Numeric || entry.Categorical || (multivariate && IsMultivariate(method)))
            {
                problem = null;
                return true;
            }
            problem = $"Drift method '{name}' compares whole tables, not columns; use one of: {allowed}.";
            return false;
        }
        return false;
    }
}
