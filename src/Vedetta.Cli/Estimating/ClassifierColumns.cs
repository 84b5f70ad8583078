using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Performance;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Learners;

namespace Vedetta.Cli.Estimating;

/// <summary>Reads the outputs and labels of classifiers out of files.</summary>
internal static class ClassifierColumns
{
    private const double UsualThreshold = 0.5;

    /// <summary>Rows of a binary model.</summary>
    /// <exception cref="UsageException">There is no score, or a class cannot be told.</exception>
    public static ScoredRows Binary(EstimationFile file, EstimationOrder order, LearningTable? features)
    {
        var scores = file.Numbers(order.Mapping.Score) ?? throw new UsageException($"{file.Name} has no column '{order.Mapping.Score}' to estimate from; name it by --score");
        var positive = order.Positive ?? order.Schema?.PositiveClass;
        double[]? labels = file.Classes(order.Mapping.Label) is { } classes ? Truths(classes, positive, order.Mapping.Label, file.Name) : null;
        if (order.Threshold is null && file.Classes(order.Mapping.Prediction) is { } predictions)
        {
            var predicted = Truths(predictions, positive, order.Mapping.Prediction, file.Name);
            var missing = Array.FindIndex(predicted, double.IsNaN);
            if (missing >= 0) throw new UsageException($"{file.Name}: row {missing + 1} in the order of time has no prediction in column '{order.Mapping.Prediction}'; tell --threshold to decide by the score");
            return new ScoredRows(scores, Array.ConvertAll(predicted, p => p == 1), labels, features);
        }

        var threshold = order.Threshold ?? order.Schema?.Threshold ?? UsualThreshold;
        return new ScoredRows(scores, Array.ConvertAll(scores, s => s >= threshold), labels, features);
    }

    /// <summary>Rows of a model of several classes, and the names of the classes.</summary>
    /// <exception cref="UsageException">There are no probabilities, or a label is none of the classes.</exception>
    public static (ClassRows Rows, IReadOnlyList<string> Classes) Multiclass(EstimationFile file, EstimationOrder order, IReadOnlyList<string>? known, LearningTable? features)
    {
        var columns = file.ClassColumns;
        if (columns.Count < 2) throw new UsageException($"{file.Name} has no columns '{order.Mapping.ScorePrefix}<class>' to estimate from; tell --score-prefix");
        string[] classes = [.. columns.Select(c => c[order.Mapping.ScorePrefix.Length..])];
        if (known is not null && !classes.SequenceEqual(known, StringComparer.Ordinal))
            throw new UsageException($"{file.Name} has the classes {string.Join(", ", classes)}, the reference {string.Join(", ", known)}");
        var scores = columns.Select(c => file.Numbers(c)!).ToArray();
        var predicted = file.Classes(order.Mapping.Prediction) is { } told ? Codes(told, classes, order.Mapping.Prediction, file.Name) : Highest(scores);
        if (Array.IndexOf(predicted, -1) is >= 0 and var missing) throw new UsageException($"{file.Name}: row {missing + 1} in the order of time has no prediction in column '{order.Mapping.Prediction}'");
        int[]? labels = file.Classes(order.Mapping.Label) is { } given ? Codes(given, classes, order.Mapping.Label, file.Name) : null;
        return (new ClassRows(scores, predicted, labels, features), classes);
    }

    private static int[] Highest(double[][] scores) =>
        [.. Enumerable.Range(0, scores[0].Length).Select(row => Enumerable.Range(0, scores.Length).MaxBy(c => double.IsNaN(scores[c][row]) ? double.NegativeInfinity : scores[c][row]))];

    private static int[] Codes(ClassColumn column, string[] classes, string name, string file)
    {
        var places = column.Names.Select(text => Array.FindIndex(classes, c => ClassColumn.Same(text, c))).ToArray();
        if (Array.IndexOf(places, -1) is >= 0 and var unknown)
            throw new UsageException($"{file}: column '{name}' holds '{column.Names[unknown]}', which is none of the classes {string.Join(", ", classes)}");
        return Array.ConvertAll(column.Codes, code => code < 0 ? -1 : places[code]);
    }

    // 1 for the positive class, 0 for the other one, NaN where there is none.
    private static double[] Truths(ClassColumn column, string? positive, string name, string file)
    {
        if (column.Names.Count > 2) throw new UsageException($"{file}: column '{name}' holds {column.Names.Count} classes ({string.Join(", ", column.Names.Take(5))}); a binary model has two: tell --task");
        var truth = column.Names.Select(text => positive is null ? Usual(text, name, file) : ClassColumn.Same(text, positive) || (ClassColumn.Same(positive, "1") && ClassColumn.Same(text, "true"))).ToArray();
        if (truth.Length == 2 && !truth.Contains(true))
            throw new UsageException($"{file}: column '{name}' holds {string.Join(" and ", column.Names)}, none of which is the positive class '{positive}'; tell --positive");
        return Array.ConvertAll(column.Codes, code => code < 0 ? double.NaN : truth[code] ? 1 : 0);
    }

    private static bool Usual(string text, string name, string file)
    {
        if (ClassColumn.Same(text, "1") || ClassColumn.Same(text, "true")) return true;
        if (ClassColumn.Same(text, "0") || ClassColumn.Same(text, "false")) return false;
        throw new UsageException($"{file}: column '{name}' holds '{text}', which is none of 0, 1, false, true; tell the positive class by --positive");
    }
}
