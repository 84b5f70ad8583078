using Vedetta.Cli.CommandLine;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Estimating;

/// <summary>Consecutive rows that are estimated together.</summary>
/// <param name="From">Beginning of the period, or the time of the first row of a chunk.</param>
/// <param name="To">End of the period, or the time of the last row of a chunk.</param>
/// <param name="First">First row.</param>
/// <param name="End">Row behind the last.</param>
internal sealed record EstimationWindow(DateTimeOffset? From, DateTimeOffset? To, int First, int End)
{
    /// <summary>Its rows.</summary>
    public int Count => End - First;

    /// <summary>The windows of a file: chunks of rows, or periods of the zone.</summary>
    /// <exception cref="UsageException">Periods are asked of a file without times.</exception>
    public static IReadOnlyList<EstimationWindow> Of(EstimationFile file, EstimationOrder order)
    {
        var times = file.Times;
        if (order.ChunkRows is { } rows)
            return [.. Enumerable.Range(0, (file.Rows + rows - 1) / rows).Select(i => (First: i * rows, End: Math.Min(file.Rows, (i + 1) * rows))).Select(c => new EstimationWindow(times?[c.First], times?[c.End - 1], c.First, c.End))];
        var every = order.Every ?? WindowSize.Month;
        if (times is null)
        {
            return every == WindowSize.All
                ? [new EstimationWindow(null, null, 0, file.Rows)]
                : throw new UsageException($"{file.Name} has no column '{order.Mapping.Time}': name the column of times by --time, or ask for --chunk-size N or --every all");
        }

        if (every == WindowSize.All) return [new EstimationWindow(times[0], times[^1].AddTicks(TimeSpan.TicksPerMicrosecond), 0, file.Rows)];
        var windows = new List<EstimationWindow>();
        for (var first = 0; first < times.Length;)
        {
            var window = WindowCalendar.At(times[first], every, order.Zone);
            var end = first;
            while (end < times.Length && window.Contains(times[end])) end++;
            windows.Add(new EstimationWindow(window.From, window.To, first, end));
            first = end;
        }

        return windows;
    }
}
