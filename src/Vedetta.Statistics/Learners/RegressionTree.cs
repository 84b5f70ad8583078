namespace Vedetta.Statistics.Learners;

/// <summary>The bins of a column that go left: all 256 of them, missing and unknown ones included.</summary>
internal struct BinSet : IEquatable<BinSet>
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public readonly bool Contains(byte bin)
    {
        var word = (bin >> 6) switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
        return ((word >> (bin & 63)) & 1) != 0;
    }

    public void Add(int bin)
    {
        var bit = 1UL << (bin & 63);
        switch (bin >> 6)
        {
            case 0: _a |= bit; break;
            case 1: _b |= bit; break;
            case 2: _c |= bit; break;
            default: _d |= bit; break;
        }
    }

    public readonly bool Equals(BinSet other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override readonly bool Equals(object? obj) => obj is BinSet other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);
}

/// <summary>A decision of a tree. Children are the index of a node, or ~leaf.</summary>
internal record struct TreeNode(int Column, BinSet Left, int LeftChild, int RightChild, double Gain);

/// <summary>One tree over binned rows.</summary>
internal sealed class RegressionTree(TreeNode[] nodes, double[] values)
{
    public TreeNode[] Nodes { get; } = nodes;

    /// <summary>Value of each leaf, the learning rate included.</summary>
    public double[] Values { get; } = values;

    /// <summary>Value for a row of bins.</summary>
    public double Value(ReadOnlySpan<byte> row)
    {
        if (Nodes.Length == 0)
            return Values[0];
        var at = 0;
        do
        {
            ref readonly var node = ref Nodes[at];
            at = node.Left.Contains(row[node.Column]) ? node.LeftChild : node.RightChild;
        }
        while (at >= 0);
        return Values[~at];
    }
}
