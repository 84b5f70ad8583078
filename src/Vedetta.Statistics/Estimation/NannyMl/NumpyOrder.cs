namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>
/// Places of ascending keys in the order numpy's default (unstable) sort leaves ties in: quicksort on the median of three,
/// insertion sort of stretches of up to seventeen, the larger part kept for later. Figures that are summed row by row depend on it.
/// </summary>
internal static class NumpyOrder
{
    private const int Small = 16;

    public static int[] Of(ReadOnlySpan<double> keys)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var later = new Stack<(int Low, int High)>();
        later.Push((0, order.Length - 1));
        while (later.TryPop(out var part))
        {
            var (low, high) = part;
            while (high - low > Small)
            {
                var middle = Partition(keys, order, low, high);
                if (middle - low < high - middle)
                {
                    later.Push((middle + 1, high));
                    high = middle - 1;
                }
                else
                {
                    later.Push((low, middle - 1));
                    low = middle + 1;
                }
            }
            Insert(keys, order, low, high);
        }
        return order;
    }

    private static int Partition(ReadOnlySpan<double> keys, int[] order, int low, int high)
    {
        var middle = low + ((high - low) >> 1);
        Arrange(keys, order, low, middle);
        Arrange(keys, order, middle, high);
        Arrange(keys, order, low, middle);
        var pivot = keys[order[middle]];
        Swap(order, middle, high - 1);
        var (left, right) = (low, high - 1);
        while (true)
        {
            do
                left++;
            while (keys[order[left]] < pivot);
            do
                right--;
            while (pivot < keys[order[right]]);
            if (left >= right)
                break;
            Swap(order, left, right);
        }
        Swap(order, left, high - 1);
        return left;
    }

    private static void Insert(ReadOnlySpan<double> keys, int[] order, int low, int high)
    {
        for (var i = low + 1; i <= high; i++)
        {
            var (place, at) = (order[i], i);
            for (; at > low && keys[place] < keys[order[at - 1]]; at--)
                order[at] = order[at - 1];
            order[at] = place;
        }
    }

    private static void Arrange(ReadOnlySpan<double> keys, int[] order, int low, int high)
    {
        if (keys[order[high]] < keys[order[low]])
            Swap(order, low, high);
    }

    private static void Swap(int[] order, int a, int b) => (order[a], order[b]) = (order[b], order[a]);
}
