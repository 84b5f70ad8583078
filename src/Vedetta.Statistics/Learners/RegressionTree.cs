using System.Runtime.CompilerServices;

namespace Vedetta.Statistics.Learners;

/// <summary>The bins of a column that go left: all 256 of them, missing and unknown ones included.</summary>
[InlineArray(4)]
internal struct BinSet
{
    private ulong _words;

    public readonly bool Contains(byte bin) => Bit(bin) != 0;

    /// <summary>1 for a bin that goes left, 0 for the others.</summary>
    public readonly int Bit(byte bin) => (int)(this[bin >> 6] >> (bin & 63)) & 1;

    public void Add(int bin) => this[bin >> 6] |= 1UL << (bin & 63);
}

/// <summary>A decision of a tree. Children are the index of a node, or ~leaf.</summary>
internal struct TreeNode
{
    public BinSet Left;
    public int Column;
    public int LeftChild;
    public int RightChild;
    public double Gain;
}

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
            // Which way a row goes is close to a coin toss, so the choice is made without a branch.
            var goesLeft = -node.Left.Bit(row[node.Column]);
            at = node.RightChild ^ ((node.LeftChild ^ node.RightChild) & goesLeft);
        }
        while (at >= 0);
        return Values[~at];
    }
}
