namespace Vedetta.Statistics.Learners;

/// <summary>Seeded orders, samples and folds of rows.</summary>
internal static class Permutation
{
    /// <summary>0 to count - 1 in a random order.</summary>
    public static int[] Of(int count, ulong seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        Shuffle(order, new SeededRandom(seed));
        return order;
    }

    /// <summary>A random subset of the rows in rising order; all of them when there are no more than wanted.</summary>
    public static int[] Sample(int count, int wanted, ulong seed)
    {
        if (count <= wanted)
            return [.. Enumerable.Range(0, count)];
        // Selection sampling (Knuth, algorithm S): each subset is equally likely, and the order stays.
        var random = new SeededRandom(seed);
        var chosen = new int[wanted];
        for (int row = 0, taken = 0; taken < wanted; row++)
        {
            if ((count - row) * random.NextDouble() < wanted - taken)
                chosen[taken++] = row;
        }
        return chosen;
    }

    /// <summary>Shuffles in place (Fisher and Yates); gives back the generator after its last draw.</summary>
    public static SeededRandom Shuffle(Span<int> order, SeededRandom random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(random.NextDouble() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
        return random;
    }
}
