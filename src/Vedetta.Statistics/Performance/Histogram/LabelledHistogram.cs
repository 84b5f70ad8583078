using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Performance.Histogram;

/// <summary>
/// Labelled scores as counts in cells, for windows whose rows are not at hand: mergeable, of fixed size. Each edge is a
/// cell of its own (scores equal to it are known exactly), and so is each open span between edges. Sums over rows of the
/// losses are kept exactly beside the counts. With the default 2^14 edges at the reference's quantiles a rank metric is
/// known to within the share of pairs that fall into one span.
/// </summary>
public sealed class LabelledHistogram
{
    /// <summary>Default number of edges.</summary>
    public const int DefaultEdges = 1 << 14;

    private readonly double[] _edges;
    private readonly long[] _positive;
    private readonly long[] _negative;

    /// <summary>Takes the edges, strictly ascending and finite.</summary>
    /// <exception cref="ArgumentException">The edges are not finite and strictly ascending, or there is none.</exception>
    public LabelledHistogram(ReadOnlySpan<double> edges)
    {
        if (edges.IsEmpty)
            throw new ArgumentException("A histogram needs an edge.", nameof(edges));
        for (var i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException($"Edge {i} is {edges[i]}; edges are finite and strictly ascending.", nameof(edges));
        }
        _edges = edges.ToArray();
        (_positive, _negative) = (new long[(2 * _edges.Length) + 1], new long[(2 * _edges.Length) + 1]);
    }

    /// <summary>The edges.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Rows taken without a score.</summary>
    public long WithoutScore { get; private set; }

    /// <summary>Sum of the squared errors of the scores as probabilities.</summary>
    public double SquaredErrors { get; private set; }

    /// <summary>Sum of the negative logarithms of the probability of what happened.</summary>
    public double LogLosses { get; private set; }

    /// <summary>Sum of the scores.</summary>
    public double ScoreSum { get; private set; }

    /// <summary>Edges at the quantiles of reference scores, the smallest and largest among them; repeated values once.</summary>
    /// <param name="reference">Scores of the reference; NaN are left out.</param>
    /// <param name="edges">How many edges at most.</param>
    /// <param name="thresholds">Further edges, so that decisions at these thresholds are exact.</param>
    /// <exception cref="ArgumentException">No reference score is finite.</exception>
    public static LabelledHistogram FromReference(ReadOnlySpan<double> reference, int edges = DefaultEdges, params ReadOnlySpan<double> thresholds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(edges, 2);
        var sorted = Array.FindAll(reference.ToArray(), double.IsFinite);
        if (sorted.Length == 0)
            throw new ArgumentException("No reference score is finite.", nameof(reference));
        RadixSort.Sort(sorted);
        var distinct = new SortedSet<double>();
        for (var i = 0; i < edges; i++)
            distinct.Add(sorted[(int)((long)i * (sorted.Length - 1) / (edges - 1))]);
        foreach (var threshold in thresholds)
            distinct.Add(threshold);
        return new LabelledHistogram([.. distinct]);
    }

    /// <summary>Adds a row.</summary>
    public void Add(double score, bool label)
    {
        if (double.IsNaN(score))
        {
            WithoutScore++;
            return;
        }
        (label ? _positive : _negative)[Cell(score)]++;
        var right = label ? score : 1 - score;
        SquaredErrors += (1 - right) * (1 - right);
        LogLosses += -Math.Log(Math.Max(2.220446049250313e-16, right));
        ScoreSum += score;
    }

    /// <summary>Adds the rows of another histogram on the same edges.</summary>
    /// <exception cref="ArgumentException">The edges differ.</exception>
    public void Merge(LabelledHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Edges.SequenceEqual(Edges))
            throw new ArgumentException("Histograms on different edges cannot be merged.", nameof(other));
        for (var i = 0; i < _positive.Length; i++)
        {
            _positive[i] += other._positive[i];
            _negative[i] += other._negative[i];
        }
        (WithoutScore, SquaredErrors, LogLosses, ScoreSum) = (WithoutScore + other.WithoutScore, SquaredErrors + other.SquaredErrors, LogLosses + other.LogLosses, ScoreSum + other.ScoreSum);
    }

    /// <summary>The cells as scores, one for each: an edge is itself, a span its middle. Cells without rows are left out.</summary>
    public BinaryScores ToScores()
    {
        var (scores, positive, negative, groups) = (new double[_positive.Length], new double[_positive.Length], new double[_positive.Length], 0);
        for (var i = 0; i < _positive.Length; i++)
        {
            if (_positive[i] + _negative[i] == 0)
                continue;
            (scores[groups], positive[groups], negative[groups]) = (Middle(i), _positive[i], _negative[i]);
            groups++;
        }
        return new BinaryScores(scores, positive, negative, null, null, groups, WithoutScore);
    }

    /// <summary>Whether the cell is an open span, in which the order of rows is not known.</summary>
    internal static bool IsSpan(int cell) => (cell & 1) == 0;

    /// <summary>Number of cells: spans at even places, edges at odd ones.</summary>
    internal int Cells => _positive.Length;

    /// <summary>Rows of a cell.</summary>
    internal (long Positive, long Negative) this[int cell] => (_positive[cell], _negative[cell]);

    private int Cell(double score)
    {
        var place = Array.BinarySearch(_edges, score);
        return place >= 0 ? (2 * place) + 1 : 2 * ~place;
    }

    private double Middle(int cell)
    {
        if (!IsSpan(cell))
            return _edges[cell / 2];
        var place = cell / 2;
        if (place == 0)
            return Math.BitDecrement(_edges[0]);
        return place == _edges.Length ? Math.BitIncrement(_edges[^1]) : _edges[place - 1] + ((_edges[place] - _edges[place - 1]) / 2);
    }
}
