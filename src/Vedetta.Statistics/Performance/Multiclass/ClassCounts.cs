namespace Vedetta.Statistics.Performance.Multiclass;

/// <summary>Weights of rows by label and prediction. Classes are numbered from 0.</summary>
public sealed class ClassCounts
{
    private readonly double[,] _cells;
    private readonly double[,] _squares;

    private ClassCounts(int classes) => (Classes, _cells, _squares) = (classes, new double[classes, classes], new double[classes, classes]);

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Weight of all rows.</summary>
    public double Total { get; private set; }

    /// <summary>Summed squares of the weights.</summary>
    internal double TotalSquares { get; private set; }

    /// <summary>Kish's effective number of rows.</summary>
    public double Effective => WeightedShare.EffectiveRows(Total, TotalSquares);

    /// <summary>Weight of the rows with this label and this prediction.</summary>
    public double this[int label, int prediction] => _cells[label, prediction];

    /// <summary>Counts predictions against labels.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="predictions">Predicted class of each row.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a class is out of range.</exception>
    public static ClassCounts Of(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.Length != predictions.Length || (!weights.IsEmpty && weights.Length != labels.Length))
            throw new ArgumentException($"There are {labels.Length} labels, {predictions.Length} predictions and {weights.Length} weights.", nameof(predictions));
        var counts = new ClassCounts(classes);
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes || (uint)predictions[i] >= (uint)classes)
                throw new ArgumentException($"Row {i} has label {labels[i]} and prediction {predictions[i]}; classes are 0 to {classes - 1}.", nameof(labels));
            var weight = weights.IsEmpty ? 1 : weights[i];
            counts._cells[labels[i], predictions[i]] += weight;
            counts._squares[labels[i], predictions[i]] += weight * weight;
            counts.Total += weight;
            counts.TotalSquares += weight * weight;
        }
        return counts;
    }

    /// <summary>Summed squared weights of a cell.</summary>
    internal double Squares(int label, int prediction) => _squares[label, prediction];

    /// <summary>Weight of the rows with this label.</summary>
    public double Labelled(int label) => Sum(_cells, label, byLabel: true);

    /// <summary>Weight of the rows with this prediction.</summary>
    public double Predicted(int prediction) => Sum(_cells, prediction, byLabel: false);

    /// <summary>Kish's effective rows with this label.</summary>
    internal double EffectiveLabelled(int label) => WeightedShare.EffectiveRows(Labelled(label), Sum(_squares, label, byLabel: true));

    /// <summary>Kish's effective rows with this prediction.</summary>
    internal double EffectivePredicted(int prediction) => WeightedShare.EffectiveRows(Predicted(prediction), Sum(_squares, prediction, byLabel: false));

    private double Sum(double[,] of, int place, bool byLabel)
    {
        var sum = 0.0;
        for (var i = 0; i < Classes; i++)
            sum += byLabel ? of[place, i] : of[i, place];
        return sum;
    }
}
