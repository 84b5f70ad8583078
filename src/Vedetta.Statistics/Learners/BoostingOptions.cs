namespace Vedetta.Statistics.Learners;

/// <summary>What boosted trees minimise.</summary>
public enum BoostingLoss
{
    /// <summary>Half the squared error of a number; the prediction is its mean.</summary>
    SquaredError,

    /// <summary>Log loss of a target 0 or 1; the prediction is the probability of 1.</summary>
    LogLoss,

    /// <summary>Log loss of classes 0, 1, ..., K - 1; the prediction is a probability for each.</summary>
    Softmax,
}

/// <summary>Stops adding trees when rows held out stop getting better.</summary>
/// <param name="HoldOutShare">Share of rows held out, drawn by the seed; above 0 and below 1.</param>
/// <param name="Patience">Rounds without a better loss after which growing stops; the best round is kept.</param>
public sealed record EarlyStopping(double HoldOutShare = 0.1, int Patience = 10);

/// <summary>Settings of <see cref="BoostedTrees"/>. The defaults are those of LightGBM.</summary>
public sealed record BoostingOptions
{
    /// <summary>The defaults.</summary>
    public static BoostingOptions Default { get; } = new();

    /// <summary>Rounds of boosting; softmax grows one tree per class in each.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>Most leaves of a tree; the leaf with the largest gain is split next.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Most splits between the root and a leaf; null for no limit.</summary>
    public int? Depth { get; init; }

    /// <summary>Share of each tree's step that is taken.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Fewest rows of a leaf.</summary>
    public int MinLeafRows { get; init; } = 20;

    /// <summary>Smallest sum of second derivatives of a leaf.</summary>
    public double MinLeafHessian { get; init; } = 1e-3;

    /// <summary>Penalty on squared leaf values.</summary>
    public double L2 { get; init; }

    /// <summary>Further penalty in the gain of a split over more than four categories, which has more ways to fit noise.</summary>
    public double CategoryL2 { get; init; } = 10;

    /// <summary>Smallest gain of a split.</summary>
    public double MinGain { get; init; }

    /// <summary>Most bins of a numeric column, 2 to 255.</summary>
    public int Bins { get; init; } = 255;

    /// <summary>Early stopping; null grows all rounds.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Seed of everything random: the rows held out, and the sample bins are made from above 200,000 rows.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads; null for one per core. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal static void Check(BoostingOptions options)
    {
        Require(options.Rounds >= 1 && options.MinLeafRows >= 1 && options.Leaves >= 2, "Rounds and MinLeafRows are at least 1, Leaves is at least 2");
        Require(options.Depth is null or >= 1 && options.Threads is null or >= 1, "Depth and Threads are at least 1 where they are given");
        Require(options.LearningRate is > 0 and <= 1, "LearningRate lies above 0 and up to 1");
        Require(options.L2 >= 0 && options.CategoryL2 >= 0 && options.MinGain >= 0 && options.MinLeafHessian >= 0, "L2, CategoryL2, MinGain and MinLeafHessian are not negative");
        Require(options.Bins is >= 2 and <= NumericBins.Most, "Bins lies between 2 and 255");
        Require(options.EarlyStopping is null or { HoldOutShare: > 0 and < 1, Patience: >= 1 }, "EarlyStopping holds out a share between 0 and 1, with a patience of at least 1");

        void Require(bool holds, string allowed)
        {
            if (!holds)
                throw new ArgumentException($"The settings {options} cannot be used: {allowed}.", nameof(options));
        }
    }
}
