namespace Vedetta.Cli.Replay;

/// <summary>
/// Cuts events into what is sent together: all predictions of a step, then all outcomes of it. Pure.
/// </summary>
internal static class ReplayPlan
{
    /// <summary>Most events sent in one request.</summary>
    public const int Largest = 20_000;

    /// <summary>Steps in the order of time, each of the given length; empty steps are left out.</summary>
    public static IEnumerable<ReplayStep> InOrder(IReadOnlyList<ReplayEvent> events, TimeSpan length)
    {
        for (var from = 0; from < events.Count;)
        {
            var start = Floor(events[from].At, length);
            var end = start + length;
            var to = from;
            while (to < events.Count && events[to].At < end) to++;
            yield return Step(start, end, events.Skip(from).Take(to - from));
            from = to;
        }
    }

    /// <summary>Everything in an order that time has nothing to do with; three in a hundred events come twice.</summary>
    public static IEnumerable<ReplayStep> Shuffled(IReadOnlyList<ReplayEvent> events, int seed)
    {
        const int Batch = 2_000;
        var random = new Random(seed);
        var order = events.Concat(events.Where(_ => random.Next(100) < 3)).ToArray();
        random.Shuffle(order);
        var (start, end) = events.Count == 0 ? default : (events[0].At, events[^1].At.AddTicks(1));
        foreach (var part in order.Chunk(Batch)) yield return Step(start, end, part);
    }

    private static ReplayStep Step(DateTimeOffset start, DateTimeOffset end, IEnumerable<ReplayEvent> events)
    {
        var all = events.ToArray();
        return new ReplayStep(start, end, [.. all.Where(e => !e.IsOutcome)], [.. all.Where(e => e.IsOutcome)]);
    }

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan length) => new(moment.UtcTicks - (moment.UtcTicks % length.Ticks), TimeSpan.Zero);
}

/// <summary>What is sent together.</summary>
/// <param name="Start">Nothing in it happened before this.</param>
/// <param name="End">Everything in it happened before this.</param>
/// <param name="Predictions">Predictions.</param>
/// <param name="Outcomes">Outcomes.</param>
internal sealed record ReplayStep(DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<ReplayEvent> Predictions, IReadOnlyList<ReplayEvent> Outcomes);
