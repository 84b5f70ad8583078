namespace Vedetta.Statistics.Learners;

/// <summary>Share of a column in what a model or a comparison rests on.</summary>
/// <param name="Column">The column.</param>
/// <param name="Share">Its share; all of them sum to one, or to zero when nothing was found.</param>
public sealed record ColumnShare(string Column, double Share);

/// <summary>
/// Gradient boosting over histograms: numbers in at most 255 bins, categories split in the order of their gradients,
/// missing values with a direction of their own in every split. Same input and seed give the same model on any number
/// of threads.
/// </summary>
/// <remarks>Source: Friedman 2001; Chen and Guestrin 2016 (second order); Ke et al. 2017 (histograms, leaf by leaf).</remarks>
public sealed class BoostedTrees
{
    private const int BlockRows = 256;
    private readonly IReadOnlyList<LearningColumn> _columns;
    private readonly ColumnBins[] _bins;
    private readonly double[] _start;
    private readonly List<RegressionTree> _trees;
    private readonly ParallelOptions _parallel;

    internal BoostedTrees(BoostingLoss loss, IReadOnlyList<LearningColumn> columns, ColumnBins[] bins, double[] start, List<RegressionTree> trees, ParallelOptions parallel)
    {
        Loss = loss;
        // Only names and types are kept, not the rows.
        _columns = [.. columns.Select(c => c.Pick([]))];
        _bins = bins;
        _start = start;
        _trees = trees;
        _parallel = parallel;
    }

    /// <summary>The loss it was fitted to.</summary>
    public BoostingLoss Loss { get; }

    /// <summary>Predictions per row: the number of classes for softmax, otherwise one.</summary>
    public int Outputs => _start.Length;

    /// <summary>Rounds kept.</summary>
    public int Rounds => _trees.Count / Outputs;

    /// <summary>Mean loss on the rows trained on, before the first round and after each one kept.</summary>
    public required IReadOnlyList<double> TrainingLoss { get; init; }

    /// <summary>Mean loss on the rows held out, before the first round and after each one kept; empty without early stopping.</summary>
    public required IReadOnlyList<double> HoldOutLoss { get; init; }

    /// <summary>Each column's share of the gain of all splits, the largest first.</summary>
    public required IReadOnlyList<ColumnShare> GainShares { get; init; }

    /// <summary>What a reader should know about the fit.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Fits trees to a target.</summary>
    /// <param name="table">Features; at least one row.</param>
    /// <param name="target">One per row: a number, 0 or 1, or a class 0 .. K - 1, as the loss says.</param>
    /// <param name="loss">What to minimise.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="weights">Weights of the rows, not negative; empty for one each.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a target or weight is not allowed, or a setting is out of range.</exception>
    public static BoostedTrees Fit(LearningTable table, ReadOnlySpan<double> target, BoostingLoss loss, BoostingOptions? options = null, ReadOnlySpan<double> weights = default) =>
        BoostingFit.Run(table, target, loss, options ?? BoostingOptions.Default, weights);

    /// <summary>The prediction of every row: a mean, or the probability of 1.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    /// <exception cref="InvalidOperationException">The model is a softmax; use <see cref="PredictClasses"/>.</exception>
    public double[] Predict(LearningTable table) => Loss == BoostingLoss.Softmax
        ? throw new InvalidOperationException("A softmax model has a probability per class; use PredictClasses.")
        : Scores(table, rawScores: false);

    /// <summary>Probabilities of the classes, row by row: entry <c>row * Outputs + class</c>.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it with another type.</exception>
    /// <exception cref="InvalidOperationException">The model is no softmax; use <see cref="Predict"/>.</exception>
    public double[] PredictClasses(LearningTable table) => Loss != BoostingLoss.Softmax
        ? throw new InvalidOperationException("Only a softmax model has a probability per class; use Predict.")
        : Scores(table, rawScores: false);

    internal double[] Scores(LearningTable table, bool rawScores)
    {
        ArgumentNullException.ThrowIfNull(table);
        var scores = new double[table.Rows * Outputs];
        if (table.Rows == 0)
            return scores;
        var binned = BinnedTable.Of(table, _columns, _bins, _parallel);
        Parallel.For(0, (table.Rows + BlockRows - 1) / BlockRows, _parallel, block =>
        {
            var start = block * BlockRows;
            var count = Math.Min(BlockRows, table.Rows - start);
            Block(binned, start, scores.AsSpan(start * Outputs, count * Outputs), rawScores);
        });
        return scores;
    }

    private void Block(BinnedTable binned, int start, Span<double> scores, bool rawScores)
    {
        var width = _bins.Length;
        var rows = new byte[scores.Length / Outputs * width];
        if (width > 0)
            binned.Transpose(start, rows);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = _start[i % Outputs];
        for (var t = 0; t < _trees.Count; t++)
        {
            for (var (i, at) = (t % Outputs, 0); i < scores.Length; i += Outputs, at += width)
                scores[i] += _trees[t].Value(rows.AsSpan(at, width));
        }
        for (var i = 0; i < scores.Length && !rawScores; i += Outputs)
            BoostingObjective.Predict(Loss, scores.Slice(i, Outputs));
    }
}
