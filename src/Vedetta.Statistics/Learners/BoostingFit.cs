namespace Vedetta.Statistics.Learners;

/// <summary>The rounds of boosting: gradients, a tree per output, loss, early stopping.</summary>
internal static class BoostingFit
{
    public static BoostedTrees Run(LearningTable table, ReadOnlySpan<double> target, BoostingLoss loss, BoostingOptions options, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(table);
        BoostingOptions.Check(options);
        Check(table, target, loss, weights);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount };
        var (training, heldOut) = Divide(table.Rows, options);
        var bins = new ColumnBins[table.Columns.Count];
        Parallel.For(0, bins.Length, parallel, c => bins[c] = ColumnBins.Of(table.Columns[c], training, options));
        var binned = BinnedTable.Of(table, table.Columns, bins, parallel);
        var objective = BoostingObjective.Of(loss, target.ToArray(), weights.ToArray());
        var grower = new TreeGrower(binned, bins, training, options, parallel);
        var start = objective.Start(training);
        var scores = new double[table.Rows * start.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = start[i % start.Length];

        var trees = new List<RegressionTree>();
        var trainingLoss = new List<double> { objective.Loss(training, scores) };
        var holdOutLoss = new List<double>();
        if (heldOut.Length > 0)
            holdOutLoss.Add(objective.Loss(heldOut, scores));
        var (best, notes) = (0, new List<string>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            if (!Grow(objective, grower, binned, training, heldOut, scores, trees, parallel))
            {
                notes.Add($"No split gains anything after round {round - 1}; growing ended there.");
                break;
            }
            trainingLoss.Add(objective.Loss(training, scores));
            if (heldOut.Length == 0)
                continue;
            holdOutLoss.Add(objective.Loss(heldOut, scores));
            if (holdOutLoss[^1] < holdOutLoss[best])
                best = round;
            else if (round - best >= options.EarlyStopping!.Patience)
                break;
        }
        if (heldOut.Length > 0)
        {
            trees.RemoveRange(best * start.Length, trees.Count - (best * start.Length));
            trainingLoss.RemoveRange(best + 1, trainingLoss.Count - best - 1);
            holdOutLoss.RemoveRange(best + 1, holdOutLoss.Count - best - 1);
        }
        return new BoostedTrees(loss, table.Columns, bins, start, trees, parallel)
        {
            TrainingLoss = trainingLoss,
            HoldOutLoss = holdOutLoss,
            GainShares = Shares(table, trees),
            Notes = notes,
        };
    }

    /// <summary>Grows one tree per output; false when none of them splits.</summary>
    private static bool Grow(
        BoostingObjective objective, TreeGrower grower, BinnedTable binned, int[] training, int[] heldOut, double[] scores, List<RegressionTree> trees, ParallelOptions parallel)
    {
        var outputs = objective.Outputs;
        // All outputs see the scores before the round, so the order of classes does not matter.
        var before = outputs == 1 ? scores : [.. scores];
        var grown = new RegressionTree[outputs];
        for (var k = 0; k < outputs; k++)
        {
            var output = k;
            Blocks(training, parallel, (from, to) => objective.Gradients(training.AsSpan(from, to - from), before, output, grower.Gradients));
            grown[k] = grower.Grow(scores.AsSpan(k), outputs);
        }
        if (Array.TrueForAll(grown, t => t.Nodes.Length == 0))
            return false;
        trees.AddRange(grown);
        var row = new byte[binned.Cells.Length];
        foreach (var held in heldOut)
        {
            for (var c = 0; c < row.Length; c++)
                row[c] = binned.Cells[c][held];
            for (var k = 0; k < outputs; k++)
                scores[(held * outputs) + k] += grown[k].Value(row);
        }
        return true;
    }

    private static void Blocks(int[] rows, ParallelOptions parallel, Action<int, int> work)
    {
        const int Block = 8192;
        if (rows.Length <= Block)
            work(0, rows.Length);
        else
            Parallel.For(0, (rows.Length + Block - 1) / Block, parallel, b => work(b * Block, Math.Min(rows.Length, (b + 1) * Block)));
    }

    private static (int[] Training, int[] HeldOut) Divide(int rows, BoostingOptions options)
    {
        var held = options.EarlyStopping is { } stop ? (int)(rows * stop.HoldOutShare) : 0;
        var order = Permutation.Of(rows, options.Seed);
        var (heldOut, training) = (order[..held], order[held..]);
        Array.Sort(heldOut);
        Array.Sort(training);
        return (training, heldOut);
    }

    private static List<ColumnShare> Shares(LearningTable table, List<RegressionTree> trees)
    {
        var gains = new double[table.Columns.Count];
        foreach (var node in trees.SelectMany(t => t.Nodes))
            gains[node.Column] += node.Gain;
        var total = gains.Sum();
        return [.. table.Columns.Select((c, i) => new ColumnShare(c.Name, total > 0 ? gains[i] / total : 0)).OrderByDescending(s => s.Share)];
    }

    private static void Check(LearningTable table, ReadOnlySpan<double> target, BoostingLoss loss, ReadOnlySpan<double> weights)
    {
        if (target.Length == 0)
            throw new ArgumentException("There are no rows to learn from.", nameof(target));
        if (table.Columns.Count > 0 && table.Rows != target.Length)
            throw new ArgumentException($"The table has {table.Rows} rows and there are {target.Length} targets; each row needs one.", nameof(target));
        if (table.Columns.Count == 0)
            throw new ArgumentException("The table has no columns to learn from.", nameof(table));
        Weights.Check(weights, target.Length);
        for (var i = 0; i < target.Length; i++)
        {
            var allowed = loss switch
            {
                BoostingLoss.SquaredError => double.IsFinite(target[i]),
                BoostingLoss.LogLoss => target[i] is 0 or 1,
                _ => target[i] is >= 0 and < 10_000 && target[i] == Math.Floor(target[i]),
            };
            if (!allowed)
                throw new ArgumentException($"The target of row {i} is {target[i]}; {Allowed(loss)}.", nameof(target));
        }
    }

    private static string Allowed(BoostingLoss loss) => loss switch
    {
        BoostingLoss.SquaredError => "squared error takes finite numbers",
        BoostingLoss.LogLoss => "log loss takes 0 and 1",
        _ => "softmax takes classes 0, 1, 2, ...",
    };
}
