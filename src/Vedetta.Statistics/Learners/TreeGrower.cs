using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Learners;

/// <summary>
/// Grows trees leaf by leaf from histograms of gradients. The larger child of a split takes its parent's histogram less
/// its sibling's. Each column is summed by one thread in the order of rows, so the trees do not depend on the threads.
/// </summary>
/// <remarks>Source: Ke et al. 2017 (LightGBM).</remarks>
internal sealed class TreeGrower
{
    private const int BlockRows = 512;
    private const long ParallelCells = 30_000;
    private readonly BinnedTable _table;
    private readonly ColumnBins[] _bins;
    private readonly BoostingOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly int[] _columns;
    private readonly int[] _offsets;
    private readonly int[] _allRows;
    private readonly int[] _rows;
    private readonly int[] _scratch;
    private readonly Stack<Vector256<double>[]> _free = new();
    private readonly List<Leaf> _leaves = [];

    public TreeGrower(BinnedTable table, ColumnBins[] bins, int[] rows, BoostingOptions options, ParallelOptions parallel)
    {
        _table = table;
        _bins = bins;
        _options = options;
        _parallel = parallel;
        _columns = [.. Enumerable.Range(0, bins.Length).Where(c => !bins[c].IsConstant)];
        _offsets = new int[_columns.Length + 1];
        for (var i = 0; i < _columns.Length; i++)
            _offsets[i + 1] = _offsets[i] + bins[_columns[i]].Count;
        _allRows = rows;
        _rows = new int[rows.Length];
        _scratch = new int[rows.Length];
        Gradients = new Vector256<double>[table.Rows];
    }

    /// <summary>Gradient, hessian and 1 of every row, to be filled before a tree is grown.</summary>
    public Vector256<double>[] Gradients { get; }

    /// <summary>Grows the tree of the current gradients and adds its values to the scores of the rows trained on.</summary>
    public RegressionTree Grow(Span<double> scores, int stride)
    {
        _allRows.CopyTo(_rows, 0);
        var total = Vector256<double>.Zero;
        foreach (var row in _rows)
            total += Gradients[row];
        _leaves.Clear();
        var nodes = new List<TreeNode>();
        _leaves.Add(new Leaf { Count = _rows.Length, Sum = total, Parent = -1 });
        if (_columns.Length > 0)
            Search(_leaves[0], Build(_leaves[0]));
        while (_leaves.Count < _options.Leaves && Next() is { } leaf)
            Divide(leaf, nodes);
        var values = new double[_leaves.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var leaf = _leaves[i];
            Release(leaf);
            values[i] = leaf.Sum[1] > 0 ? -_options.LearningRate * leaf.Sum[0] / (leaf.Sum[1] + _options.L2) : 0;
            foreach (var row in _rows.AsSpan(leaf.Start, leaf.Count))
                scores[row * stride] += values[i];
        }
        return new RegressionTree([.. nodes], values);
    }

    private Leaf? Next()
    {
        Leaf? best = null;
        foreach (var leaf in _leaves)
        {
            if (leaf.CanSplit && (best is null || leaf.Best.Gain > best.Best.Gain))
                best = leaf;
        }
        return best;
    }

    private void Divide(Leaf leaf, List<TreeNode> nodes)
    {
        var split = leaf.Best;
        var index = _leaves.IndexOf(leaf);
        var node = nodes.Count;
        nodes.Add(new TreeNode { Column = split.Column, Left = split.Left, LeftChild = ~index, RightChild = ~_leaves.Count, Gain = split.Gain });
        if (leaf.Parent >= 0)
        {
            var parent = nodes[leaf.Parent];
            if (parent.LeftChild == ~index)
                parent.LeftChild = node;
            else
                parent.RightChild = node;
            nodes[leaf.Parent] = parent;
        }
        var leftCount = Partition(leaf, split);
        var left = new Leaf { Start = leaf.Start, Count = leftCount, Depth = leaf.Depth + 1, Sum = split.LeftSum, Parent = node };
        var right = new Leaf { Start = leaf.Start + leftCount, Count = leaf.Count - leftCount, Depth = leaf.Depth + 1, Sum = leaf.Sum - split.LeftSum, Parent = node };
        _leaves[index] = left;
        _leaves.Add(right);
        var whole = leaf.Histogram!;
        leaf.Histogram = null;
        var isLast = _leaves.Count == _options.Leaves;
        if (isLast || (!MaySplit(left) && !MaySplit(right)))
        {
            _free.Push(whole);
            return;
        }
        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        var part = Build(small);
        for (var i = 0; i < whole.Length; i++)
            whole[i] -= part[i];
        Search(small, part);
        Search(large, whole);
    }

    private bool MaySplit(Leaf leaf) => leaf.Count >= 2 * _options.MinLeafRows && !(leaf.Depth >= _options.Depth);

    /// <summary>Rows that go left first, each side in the order it had.</summary>
    private int Partition(Leaf leaf, Split split)
    {
        var cells = _table.Cells[split.Column];
        var rows = _rows.AsSpan(leaf.Start, leaf.Count);
        Span<byte> goesLeft = stackalloc byte[256];
        for (var bin = 0; bin < 256; bin++)
            goesLeft[bin] = split.Left.Contains((byte)bin) ? (byte)1 : (byte)0;
        var (left, right) = (0, 0);
        foreach (var row in rows)
        {
            // Both places are written, one of them counts: no branch to predict.
            var isLeft = goesLeft[cells[row]];
            _scratch[right] = row;
            rows[left] = row;
            left += isLeft;
            right += 1 - isLeft;
        }
        _scratch.AsSpan(0, right).CopyTo(rows[left..]);
        return left;
    }

    private Vector256<double>[] Build(Leaf leaf)
    {
        var histogram = _free.Count > 0 ? _free.Pop() : new Vector256<double>[_offsets[^1]];
        var threads = Threads((long)leaf.Count * _columns.Length);
        Run(threads, part =>
        {
            var (from, to) = (_columns.Length * part / threads, _columns.Length * (part + 1) / threads);
            Array.Clear(histogram, _offsets[from], _offsets[to] - _offsets[from]);
            Sum(_rows.AsSpan(leaf.Start, leaf.Count), from, to, histogram);
        });
        return histogram;
    }

    [SkipLocalsInit]
    private void Sum(ReadOnlySpan<int> rows, int from, int to, Vector256<double>[] histogram)
    {
        Span<Vector256<double>> block = stackalloc Vector256<double>[BlockRows];
        ref var gradient = ref MemoryMarshal.GetReference(block);
        for (var start = 0; start < rows.Length; start += BlockRows)
        {
            var part = rows.Slice(start, Math.Min(BlockRows, rows.Length - start));
            for (var i = 0; i < part.Length; i++)
                block[i] = Gradients[part[i]];
            ref var row = ref MemoryMarshal.GetReference(part);
            var c = from;
            for (; c + 1 < to; c += 2)
            {
                // Two columns at a time: their sums do not wait for each other.
                ref var cellsA = ref MemoryMarshal.GetArrayDataReference(_table.Cells[_columns[c]]);
                ref var cellsB = ref MemoryMarshal.GetArrayDataReference(_table.Cells[_columns[c + 1]]);
                ref var sumsA = ref histogram[_offsets[c]];
                ref var sumsB = ref histogram[_offsets[c + 1]];
                for (var i = 0; i < part.Length; i++)
                {
                    var at = Unsafe.Add(ref row, i);
                    var value = Unsafe.Add(ref gradient, i);
                    Unsafe.Add(ref sumsA, Unsafe.Add(ref cellsA, at)) += value;
                    Unsafe.Add(ref sumsB, Unsafe.Add(ref cellsB, at)) += value;
                }
            }
            if (c < to)
            {
                ref var cells = ref MemoryMarshal.GetArrayDataReference(_table.Cells[_columns[c]]);
                ref var sums = ref histogram[_offsets[c]];
                for (var i = 0; i < part.Length; i++)
                    Unsafe.Add(ref sums, Unsafe.Add(ref cells, Unsafe.Add(ref row, i))) += Unsafe.Add(ref gradient, i);
            }
        }
    }

    private void Search(Leaf leaf, Vector256<double>[] histogram)
    {
        if (!MaySplit(leaf))
        {
            _free.Push(histogram);
            return;
        }
        leaf.Histogram = histogram;
        var found = new Split[_columns.Length];
        var threads = Threads(4L * _offsets[^1]);
        Run(threads, part =>
        {
            for (var c = _columns.Length * part / threads; c < _columns.Length * (part + 1) / threads; c++)
            {
                var column = _columns[c];
                found[c] = SplitSearch.Best(histogram.AsSpan(_offsets[c], _offsets[c + 1] - _offsets[c]), leaf.Sum, column, _bins[column].IsCategorical, _options);
            }
        });
        foreach (var split in found)
        {
            if (split.LeftSum[2] > 0 && (!leaf.CanSplit || split.Gain > leaf.Best.Gain))
                (leaf.Best, leaf.CanSplit) = (split, true);
        }
        if (!leaf.CanSplit)
            Release(leaf);
    }

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is { } histogram)
            _free.Push(histogram);
        leaf.Histogram = null;
    }

    private int Threads(long cells) => cells < ParallelCells ? 1 : Math.Min(_columns.Length, _parallel.MaxDegreeOfParallelism);

    private void Run(int threads, Action<int> part)
    {
        if (threads == 1)
            part(0);
        else
            Parallel.For(0, threads, _parallel, part);
    }

    private sealed class Leaf
    {
        public int Start;
        public int Count;
        public int Depth;
        public int Parent;
        public Vector256<double> Sum;
        public Vector256<double>[]? Histogram;
        public Split Best;
        public bool CanSplit;
    }
}
