using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Cohorts;

/// <summary>Which rows are counted and how they are grouped: all that decides what a scan finds, and so the key it is kept under.</summary>
/// <param name="Model">The model.</param>
/// <param name="Span">Event times.</param>
/// <param name="Every">Period of a cohort.</param>
/// <param name="Step">Step of age.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="AsOf">What was known then; null for now.</param>
/// <param name="Late">Value of a series from which a row counts as bad.</param>
internal sealed record CohortScope(ModelId Model, Window Span, WindowSize Every, WindowSize Step, string? Version, SegmentKey Segment, DateTimeOffset? AsOf, double Late)
{
    /// <summary>Most cohorts of one answer.</summary>
    public const int MostCohorts = 60;

    private const int UsualMonths = 24;
    private const int UsualWeeks = 13;

    /// <summary>The scope of a question, given what is stored.</summary>
    /// <exception cref="Readings.QuestionException">The question makes no sense.</exception>
    public static CohortScope Of(ModelDefinition model, CohortQuestion question, RowSummary stored)
    {
        var first = stored.FirstEvent ?? DateTimeOffset.UnixEpoch;
        var last = stored.LastEvent ?? first;
        var (from, to) = (Later(question.Span?.From, first), Earlier(question.Span?.To, last.AddTicks(1)));
        if (to <= from) to = from.AddTicks(1);
        var every = question.Every ?? (to - from > TimeSpan.FromDays(150) ? WindowSize.Month : WindowSize.Week);
        var step = question.Step ?? every;
        if (every is not (WindowSize.Week or WindowSize.Month)) throw new Readings.QuestionException("every", "a cohort is a week or a month");
        if (step is not (WindowSize.Week or WindowSize.Month)) throw new Readings.QuestionException("step", "age is counted in weeks or months: week, month");
        if (question.Span is null)
        {
            var back = every == WindowSize.Month ? to.AddDays(-31 * (UsualMonths - 1)) : to.AddDays(-7 * (UsualWeeks - 1));
            if (back > from) from = back;
        }

        var windows = WindowCalendar.Cut(new Window(from, to), every, model.Zone).ToList();
        if (windows.Count > MostCohorts)
            throw new Readings.QuestionException("from", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the span has {windows.Count} cohorts; at most {MostCohorts} are shown: ask for a shorter span or for months"));
        return new CohortScope(model.Id, new Window(windows[0].From, windows[^1].To), every, step, question.Version, question.Segment ?? SegmentKey.All, question.AsOf, question.Late);
    }

    /// <summary>The cohorts.</summary>
    public IReadOnlyList<Window> Windows(TimeZoneInfo zone) => [.. WindowCalendar.Cut(Span, Every, zone)];

    private static DateTimeOffset Later(DateTimeOffset? asked, DateTimeOffset stored) => asked is { } a && a > stored ? a : stored;

    private static DateTimeOffset Earlier(DateTimeOffset? asked, DateTimeOffset stored) => asked is { } a && a < stored ? a : stored;
}

/// <summary>Finds the period a moment lies in, for millions of moments.</summary>
internal sealed class Periods
{
    private readonly long[] _starts;
    private readonly long _end;
    private int _last;

    /// <summary>Periods that follow each other.</summary>
    public Periods(IReadOnlyList<Window> windows)
    {
        Windows = windows;
        _starts = [.. windows.Select(window => EventTime.Micros(window.From))];
        _end = windows.Count == 0 ? long.MinValue : EventTime.Micros(windows[^1].To);
    }

    /// <summary>The periods.</summary>
    public IReadOnlyList<Window> Windows { get; }

    /// <summary>Number of the period; -1 outside.</summary>
    public int IndexOf(long micros)
    {
        if (_starts.Length == 0 || micros < _starts[0] || micros >= _end) return -1;

        // Rows come more or less in order of time, so the period of the row before is the first guess.
        if (micros >= _starts[_last] && (_last + 1 == _starts.Length || micros < _starts[_last + 1])) return _last;
        var found = Array.BinarySearch(_starts, micros);
        return _last = found >= 0 ? found : ~found - 1;
    }
}
