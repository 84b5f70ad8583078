using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Web.Shell;

/// <summary>What an address asks for. It is the whole state of a page, so a link in an alert shows what its sender saw.</summary>
/// <param name="From">First day, in the model's zone; null for the usual span.</param>
/// <param name="To">Last day, inclusive; null for the latest.</param>
/// <param name="Every">Length of the windows.</param>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows; null for all.</param>
/// <param name="Baseline">What windows are compared with.</param>
/// <param name="Method">Drift method by its name in the contract.</param>
/// <param name="Column">The column that is open; null for none.</param>
/// <param name="At">Day of the window that is looked at; null for the latest.</param>
/// <param name="Usual">Length of the windows when the address names none.</param>
public sealed record Asked(
    DateOnly? From = null,
    DateOnly? To = null,
    WindowSize Every = WindowSize.Day,
    string? Version = null,
    SegmentKey? Segment = null,
    BaselineKind Baseline = BaselineKind.Reference,
    string Method = Asked.Recommended,
    string? Column = null,
    DateTimeOffset? At = null,
    WindowSize Usual = WindowSize.Day)
{
    /// <summary>The method that suits each column: what monitors use unless told otherwise.</summary>
    public const string Recommended = "auto";

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="QuestionException">A part of it makes no sense.</exception>
    public static Asked Of(IQueryCollection query, WindowSize usual = WindowSize.Day)
    {
        var asked = new Asked(
            Date(query, "from"),
            Date(query, "to"),
            Member(query, "every", usual),
            Text(query, "version"),
            Text(query, "segment") is { } segment ? SegmentOf(segment) : null,
            Member(query, "baseline", BaselineKind.Reference),
            Text(query, "method") ?? Recommended,
            Text(query, "column"),
            Text(query, "at") is { } at ? Moment(at) : null,
            usual);
        if (asked is { From: { } from, To: { } to } && to < from) throw new QuestionException("to", "the last day lies before the first");
        return asked;
    }

    /// <summary>The address of this state below a path; what is usual is left out.</summary>
    public string Address(string path)
    {
        var query = new StringBuilder();
        void Add(string name, string? value)
        {
            if (value is not null) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("every", Every == Usual ? null : Name(Every));
        Add("version", Version);
        Add("segment", Segment is { IsAll: false } segment ? segment.ToString() : null);
        Add("baseline", Baseline == BaselineKind.Reference ? null : Name(Baseline));
        Add("method", Method == Recommended ? null : Method);
        Add("column", Column);
        Add("at", At?.UtcDateTime.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture));
        return path + query;
    }

    /// <summary>An address with further parts in its query.</summary>
    public static string With(string address, IEnumerable<(string Name, string Value)> parts)
    {
        var query = new StringBuilder(address);
        foreach (var (name, value) in parts)
            query.Append(query.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return query.ToString();
    }

    /// <summary>The name of an enumeration's member in addresses.</summary>
    public static string Name<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static DateOnly? Date(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        throw new QuestionException(name, $"'{text}' is not a day such as 2026-09-28");
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : throw new QuestionException("at", $"'{text}' is not a moment such as 2026-09-28T18:00Z");

    private static T Member<T>(IQueryCollection query, string name, T usual) where T : struct, Enum
    {
        if (Text(query, name) is not { } text) return usual;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(Name(value), text, StringComparison.Ordinal)) return value;
        throw new QuestionException(name, $"'{text}' is not one of {string.Join(", ", Enum.GetValues<T>().Select(Name))}");
    }

    internal static SegmentKey SegmentOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new SegmentKey(text[..colon], text[(colon + 1)..]) : throw new QuestionException("segment", $"'{text}' is not column:value");
    }
}
