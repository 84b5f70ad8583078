using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>The windows of a question that have rows.</summary>
/// <param name="Asked">Windows asked for with their rows, in order of time.</param>
/// <param name="UsualRows">Median of the rows of every window of that size there is; 0 without any.</param>
internal sealed record SeriesWindows(IReadOnlyList<(Window Window, long Rows)> Asked, int UsualRows)
{
    private const int WindowsAtOnce = 500;

    /// <summary>No rows at all.</summary>
    public static SeriesWindows None { get; } = new([], 0);

    /// <summary>Finds them from the counts of the profiles.</summary>
    /// <exception cref="QuestionException">More windows than one answer holds.</exception>
    public static async ValueTask<SeriesWindows> FindAsync(
        ModelDefinition model, EstimatedQuestion question, RowSummary summary, IProfileReader profiles, int most, CancellationToken cancel)
    {
        if (question.Span is { } wrong && wrong.To <= wrong.From) throw new QuestionException("to", "'to' must lie after 'from'");
        if (summary is not { FirstEvent: { } first, LastEvent: { } last }) return None;
        var zone = model.Zone;
        var data = new Window(WindowCalendar.At(first, WindowSize.Hour, zone).From, WindowCalendar.At(last, WindowSize.Hour, zone).To);
        var span = question.Span is { } asked ? new Window(asked.From > data.From ? asked.From : data.From, asked.To < data.To ? asked.To : data.To) : data;
        if (question.Every == WindowSize.All)
        {
            if (span.To <= span.From) return None;
            span = new Window(WindowCalendar.At(span.From, WindowSize.Hour, zone).From, WindowCalendar.At(span.To.AddTicks(-1), WindowSize.Hour, zone).To);
        }

        var all = WindowCalendar.Cut(question.Every == WindowSize.All ? span : data, question.Every, zone).ToList();
        var counted = new List<(Window Window, long Rows)>();
        foreach (var chunk in all.Chunk(WindowsAtOnce))
        {
            foreach (var set in await profiles.ReadAsync(model.Id, chunk, [], question.Version, question.Segment ?? SegmentKey.All, cancel))
                if (set.Rows > 0) counted.Add((set.Window, set.Rows));
        }

        var wanted = counted.Where(each => each.Window.Overlaps(span) && (question.AsOf is not { } asOf || each.Window.From < asOf)).ToList();
        if (wanted.Count > most) throw new QuestionException("every", FormattableString.Invariant($"these are {wanted.Count:N0} windows with rows; at most {most:N0} are estimated at once: take a shorter span or longer windows"));
        return new SeriesWindows(wanted, counted.Count == 0 ? 0 : (int)Math.Min(int.MaxValue, counted.Select(each => each.Rows).Order().ElementAt(counted.Count / 2)));
    }
}
