using Vedetta.Core.Ingestion;
using Vedetta.Core.Profiles.Building;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Values of one feature as they are collected. Not thread-safe.</summary>
internal sealed class FeatureColumn(PlannedColumn column)
{
    private readonly List<double>? _numbers = column.Numeric ? [] : null;
    private readonly List<string?>? _texts = column.Numeric ? null : [];

    /// <summary>Adds the values of these rows.</summary>
    public void Add(PredictionBatch batch, IReadOnlyList<int> rows)
    {
        if (_numbers is { } into)
        {
            var numbers = column.Numbers(batch).Span;
            foreach (var row in rows) into.Add(row < numbers.Length ? numbers[row] : double.NaN);
            return;
        }

        var texts = column.Categories(batch);
        foreach (var row in rows) _texts!.Add(texts is not null && row < texts.Count ? texts[row] : null);
    }

    /// <summary>The column in this order; null when nothing can be learnt from it.</summary>
    public LearningColumn? Finish(int[] order, int mostLevels)
    {
        if (_numbers is { } numbers) return LearningColumn.Numeric(column.Name, Array.ConvertAll(order, i => numbers[i]));
        var made = LearningColumn.Categorical(column.Name, Array.ConvertAll(order, i => _texts![i]));
        return made is CategoricalColumn { Levels.Count: var levels } && levels > mostLevels ? null : made;
    }
}
