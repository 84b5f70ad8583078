using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Statistics.Outliers;

/// <summary>
/// Trees that split rows at random until each is alone: strange rows are alone after few splits. The score is
/// 2^(-mean depth / c(sample)): near 1 strange, about 0.5 ordinary.
/// </summary>
/// <remarks>Source: Liu, Ting and Zhou 2008.</remarks>
public sealed class IsolationForest : OutlierDetector
{
    private readonly Node[][] _trees;
    private readonly double _normal;

    private IsolationForest(FrequencyEncoding encoding, Node[][] trees, double normal)
        : base(encoding)
    {
        _trees = trees;
        _normal = normal;
    }

    /// <summary>Grows the trees.</summary>
    /// <param name="table">At least two rows and one column.</param>
    /// <param name="trees">Number of trees.</param>
    /// <param name="sample">Rows each tree sees.</param>
    /// <param name="seed">Seed of samples and splits.</param>
    /// <exception cref="ArgumentException">Fewer than two rows, no columns, no trees, or a sample below two.</exception>
    public static IsolationForest Fit(LearningTable table, int trees = 100, int sample = 256, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sample, 2);
        var (encoded, rows) = Encode(table, OutlierEncoding.OwnUnits);
        var size = Math.Min(sample, table.Rows);
        var depth = (int)Math.Ceiling(Math.Log2(size));
        var grown = new Node[trees][];
        Parallel.For(0, trees, t =>
        {
            var random = new SeededRandom(seed + ((ulong)t * 1_000_003));
            var order = Permutation.Of(table.Rows, seed ^ ((ulong)(t + 1) << 32));
            var nodes = new List<Node>();
            Grow(rows, encoded.Width, order.AsSpan(0, size), depth, nodes, ref random);
            grown[t] = [.. nodes];
        });
        return new IsolationForest(encoded, grown, ExpectedDepth(size));
    }

    /// <summary>c(n): the mean depth at which a search in a random tree of n rows ends, 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n.</summary>
    public static double ExpectedDepth(int rows) => rows switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(rows - 1.0) + 0.577_215_664_901_532_9)) - (2.0 * (rows - 1) / rows),
    };

    /// <summary>Score of a mean depth in trees of so many rows.</summary>
    public static double ScoreOf(double meanDepth, int sample) => Math.Pow(2, -meanDepth / ExpectedDepth(sample));

    private protected override double Score(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        foreach (var tree in _trees)
        {
            var (at, depth) = (0, 0);
            while (tree[at].Column >= 0)
            {
                at = row[tree[at].Column] < tree[at].Value ? at + 1 : tree[at].Right;
                depth++;
            }
            sum += depth + tree[at].Value;
        }
        return Math.Pow(2, -sum / _trees.Length / _normal);
    }

    /// <summary>Appends the tree of these rows: a node, its left part, its right part.</summary>
    private static void Grow(double[] rows, int width, Span<int> members, int depth, List<Node> nodes, ref SeededRandom random)
    {
        var (column, low, high) = depth > 0 && members.Length > 1 ? Choose(rows, width, members, ref random) : (-1, 0, 0);
        var node = nodes.Count;
        if (column < 0)
        {
            nodes.Add(new Node(-1, ExpectedDepth(members.Length), 0));
            return;
        }
        // Above the lowest and up to the highest value, so that neither side is empty.
        var cut = high - (random.NextDouble() * (high - low));
        cut = cut > low ? cut : high;
        nodes.Add(default);
        var left = 0;
        for (var i = 0; i < members.Length; i++)
        {
            if (rows[(members[i] * width) + column] < cut)
            {
                (members[i], members[left]) = (members[left], members[i]);
                left++;
            }
        }
        Grow(rows, width, members[..left], depth - 1, nodes, ref random);
        nodes[node] = new Node(column, cut, nodes.Count);
        Grow(rows, width, members[left..], depth - 1, nodes, ref random);
    }

    /// <summary>A random number of the row that varies among the members, with its range; -1 when none does.</summary>
    private static (int Column, double Low, double High) Choose(double[] rows, int width, ReadOnlySpan<int> members, ref SeededRandom random)
    {
        var first = (int)(random.NextDouble() * width);
        for (var step = 0; step < width; step++)
        {
            var column = (first + step) % width;
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var member in members)
            {
                low = Math.Min(low, rows[(member * width) + column]);
                high = Math.Max(high, rows[(member * width) + column]);
            }
            if (low < high)
                return (column, low, high);
        }
        return (-1, 0, 0);
    }

    /// <summary>A split (the left child follows it) or, with column -1, a leaf whose value is the depth its rows would still have.</summary>
    private readonly record struct Node(int Column, double Value, int Right);
}
