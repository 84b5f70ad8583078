namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>One class against the rest, row by row in the order of time. A binary model has one, the positive class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Scores">Raw score of the class.</param>
/// <param name="Predicted">Whether the class is predicted.</param>
/// <param name="Labels">1 where the label is the class, 0 where not; null in windows to estimate.</param>
public sealed record NannyMlClass(string Name, double[] Scores, bool[] Predicted, double[]? Labels);

/// <summary>Rows of a classifier as NannyML reads them. Its estimators refuse missing scores, and so does this.</summary>
public sealed class NannyMlRows
{
    /// <summary>Rows of a classifier.</summary>
    /// <param name="classes">The positive class of a binary model, or every class sorted by name.</param>
    /// <exception cref="ArgumentException">No class, two classes of different length, or a score or label that is missing.</exception>
    public NannyMlRows(IReadOnlyList<NannyMlClass> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count is 0 or 2)
            throw new ArgumentException($"There are {classes.Count} classes; give the positive one of a binary model, or three or more.", nameof(classes));
        foreach (var c in classes)
        {
            if (c.Scores.Length != classes[0].Scores.Length || c.Predicted.Length != c.Scores.Length || (c.Labels is not null && c.Labels.Length != c.Scores.Length))
                throw new ArgumentException($"Class '{c.Name}' has {c.Scores.Length} scores, {c.Predicted.Length} predictions and {c.Labels?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} labels; all classes need the same number.", nameof(classes));
            var missing = Array.FindIndex(c.Scores, s => !double.IsFinite(s));
            if (missing >= 0)
                throw new ArgumentException($"Row {missing} has no score of class '{c.Name}'; this compatibility mode takes rows with all scores only.", nameof(classes));
        }
        Classes = classes;
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<NannyMlClass> Classes { get; }

    /// <summary>True for one positive class.</summary>
    public bool Binary => Classes.Count == 1;

    /// <summary>Number of rows.</summary>
    public int Count => Classes[0].Scores.Length;

    /// <summary>True when every class has labels.</summary>
    public bool Labelled => Classes.All(c => c.Labels is not null);
}
