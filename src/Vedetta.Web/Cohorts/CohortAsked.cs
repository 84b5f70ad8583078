using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Cohorts;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Cohorts;

/// <summary>What the address of a cohorts page asks for: the whole state of the page.</summary>
/// <param name="Outcome">The outcome; null for the usual one.</param>
/// <param name="From">First day; null for the usual span.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Every">Period of a cohort.</param>
/// <param name="Step">Step of age.</param>
/// <param name="Version">Only this version.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="AsOf">Last day whose knowledge counts; null for now.</param>
/// <param name="LateFrom">Value of a series from which a row counts as bad.</param>
/// <param name="Early">Early side of the link.</param>
/// <param name="Late">Late side of the link.</param>
/// <param name="Cohort">First day of the cohort whose segments are shown.</param>
public sealed record CohortAsked(
    string? Outcome = null, DateOnly? From = null, DateOnly? To = null, WindowSize? Every = null, WindowSize? Step = null, string? Version = null, SegmentKey? Segment = null,
    DateOnly? AsOf = null, double LateFrom = 1, string? Early = null, string? Late = null, DateOnly? Cohort = null)
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="QuestionException">A part of it makes no sense.</exception>
    public static CohortAsked Of(IQueryCollection query) => new(
        Text(query, "outcome"), Day(query, "from"), Day(query, "to"), Period(query, "every"), Period(query, "step"), Text(query, "version"),
        Text(query, "segment") is { } segment ? SegmentOf(segment) : null, Day(query, "as_of"), Number(query, "late_from"), Text(query, "early"), Text(query, "late"), Day(query, "cohort"));

    /// <summary>The question, its days taken in the zone of the model.</summary>
    public CohortQuestion Question(ModelDefinition model)
    {
        Window? span = From is null && To is null
            ? null
            : new Window(From is { } from ? Midnight(from, model.Zone) : DateTimeOffset.UnixEpoch, To is { } to ? Midnight(to.AddDays(1), model.Zone) : new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (span is { } asked && asked.To <= asked.From) throw new QuestionException("to", "the last day lies before the first");
        return new CohortQuestion(
            Outcome, span, Every, Step, Version, Segment, AsOf is { } asOf ? Midnight(asOf.AddDays(1), model.Zone) : null, LateFrom, Early, Late,
            Cohort is { } cohort ? Midnight(cohort, model.Zone) : null);
    }

    /// <summary>The address of this state below a path; what is usual is left out.</summary>
    public string Address(string path, string? more = null)
    {
        var query = new StringBuilder();
        void Add(string name, string? value)
        {
            if (value is not null) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        Add("outcome", Outcome);
        Add("from", From?.ToString(Iso, CultureInfo.InvariantCulture));
        Add("to", To?.ToString(Iso, CultureInfo.InvariantCulture));
        Add("every", Every is { } every ? Asked.Name(every) : null);
        Add("step", Step is { } step ? Asked.Name(step) : null);
        Add("version", Version);
        Add("segment", Segment is { IsAll: false } segment ? segment.ToString() : null);
        Add("as_of", AsOf?.ToString(Iso, CultureInfo.InvariantCulture));
        Add("late_from", LateFrom.Equals(1.0) ? null : LateFrom.ToString(CultureInfo.InvariantCulture));
        Add("early", Early);
        Add("late", Late);
        Add("cohort", Cohort?.ToString(Iso, CultureInfo.InvariantCulture));
        return path + query + (more is null ? "" : (query.Length == 0 ? "?" : "&") + more);
    }

    /// <summary>The same rows asked of the API, as a table.</summary>
    public string Table(ModelDefinition model, string table)
    {
        var question = Question(model);
        var query = new StringBuilder($"/v1/models/{Uri.EscapeDataString(model.Id.Value)}/cohorts?format=csv&table={table}");
        void Add(string name, string? value)
        {
            if (value is not null) query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        Add("outcome", Outcome);
        Add("from", From is null ? null : Moment(question.Span!.Value.From));
        Add("to", To is null ? null : Moment(question.Span!.Value.To));
        Add("every", Every is { } every ? Asked.Name(every) : null);
        Add("step", Step is { } step ? Asked.Name(step) : null);
        Add("version", Version);
        Add("segment", Segment is { IsAll: false } segment ? segment.ToString() : null);
        Add("as_of", question.AsOf is { } asOf ? Moment(asOf) : null);
        Add("late_from", LateFrom.Equals(1.0) ? null : LateFrom.ToString(CultureInfo.InvariantCulture));
        Add("early", Early);
        Add("late", Late);
        Add("cohort", question.Cohort is { } cohort ? Moment(cohort) : null);
        return query.ToString();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static DateOnly? Day(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text) return null;
        return DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new QuestionException(name, $"'{text}' is not a day such as 2026-09-28");
    }

    private static WindowSize? Period(IQueryCollection query, string name) => Text(query, name) switch
    {
        null => null,
        "week" => WindowSize.Week,
        "month" => WindowSize.Month,
        var text => throw new QuestionException(name, $"'{text}' is not one of week, month"),
    };

    private static double Number(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text) return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new QuestionException(name, $"'{text}' is not a number");
    }

    private static SegmentKey SegmentOf(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new SegmentKey(text[..colon], text[(colon + 1)..]) : throw new QuestionException("segment", $"'{text}' is not column:value");

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) =>
        WindowCalendar.At(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(12, 0)), zone), TimeSpan.Zero), WindowSize.Day, zone).From;
}
