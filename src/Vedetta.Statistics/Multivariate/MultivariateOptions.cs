namespace Vedetta.Statistics.Multivariate;

/// <summary>How the kernel distance is estimated.</summary>
public enum MmdEstimator
{
    /// <summary>All pairs while both sides are small, blocks beyond.</summary>
    Auto,

    /// <summary>All pairs of a sample of each side.</summary>
    Full,

    /// <summary>All pairs inside blocks of rows, averaged.</summary>
    Block,

    /// <summary>Each row in one pair only: the fastest and weakest.</summary>
    Linear,
}

/// <summary>What tells the two sides apart in the classifier method.</summary>
public enum DriftLearner
{
    /// <summary>Logistic regression below 1,000 rows in all, boosted trees from there.</summary>
    Auto,

    /// <summary>Boosted trees: finds interactions, needs rows.</summary>
    Boosting,

    /// <summary>Logistic regression: finds shifts of means, needs few rows.</summary>
    Logistic,
}

/// <summary>Settings of a comparison of two tables.</summary>
public sealed record MultivariateOptions
{
    /// <summary>The defaults.</summary>
    public static MultivariateOptions Default { get; } = new();

    /// <summary>Most rows of each side that are used, drawn by the seed; null for the default of the method.</summary>
    public int? MaxRows { get; init; }

    /// <summary>Seed of samples, folds and permutations.</summary>
    public ulong Seed { get; init; } = 20_260_101;

    /// <summary>Random splits behind a permutation p-value, which is at least 1 / (splits + 1).</summary>
    public int Permutations { get; init; } = 499;

    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How the kernel distance is estimated.</summary>
    public MmdEstimator Estimator { get; init; }

    /// <summary>What the classifier method learns with.</summary>
    public DriftLearner Learner { get; init; }

    /// <summary>Share of variance the kept principal components explain.</summary>
    public double VarianceShare { get; init; } = 0.65;

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal static void Check(MultivariateOptions options)
    {
        Require(options.Permutations >= 19, "Permutations is at least 19");
        Require(options.MaxRows is null or >= 50, "MaxRows is at least 50 where it is given");
        Require(options.Confidence is > 0 and < 1, "Confidence lies between 0 and 1");
        Require(options.VarianceShare is > 0 and < 1, "VarianceShare lies between 0 and 1");

        void Require(bool holds, string allowed)
        {
            if (!holds)
                throw new ArgumentException($"The settings {options} cannot be used: {allowed}.", nameof(options));
        }
    }
}
