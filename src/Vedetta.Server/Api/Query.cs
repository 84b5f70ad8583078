using System.Globalization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Server.Api;

/// <summary>
/// The query of an address, read in one place. Faults are collected; <see cref="Check"/> answers all of them at once. A
/// parameter nobody knows is a fault too: a misspelt <c>from</c> must not silently answer another question.
/// </summary>
internal sealed class Query
{
    private readonly IQueryCollection _query;
    private readonly List<Fault> _faults = [];

    /// <summary>Reads the query of a request that knows these parameters.</summary>
    public Query(HttpRequest request, params IEnumerable<string> known)
    {
        _query = request.Query;
        List<string> names = [.. known];
        foreach (var name in _query.Keys.Where(name => !names.Contains(name, StringComparer.Ordinal)))
            _faults.Add(new Fault("unknown_parameter", name, "no such parameter here", names));
    }

    /// <summary>Parameters of every question about windows.</summary>
    public static IReadOnlyList<string> Series { get; } = ["from", "to", "as_of", "every", "version", "segment", "baseline", "column"];

    /// <summary>A text, or null when it is not given or empty.</summary>
    public string? Text(string name)
    {
        var values = _query[name];
        if (values.Count > 1) _faults.Add(new Fault("invalid_parameter", name, "given more than once", null));
        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    /// <summary>A moment with an offset.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;

        // A plus that was not escaped arrives as a space.
        if (text.Length > 6 && text[^6] == ' ' && text[^3] == ':') text = string.Concat(text.AsSpan(0, text.Length - 6), "+", text.AsSpan(text.Length - 5));
        if (Moments.TryParse(text, out var moment)) return moment;
        Bad(name, "a time is RFC 3339 with an offset, such as 2026-01-31T10:00:00Z");
        return null;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (EnumWords.TryParse<T>(text, out var value)) return value;
        Bad(name, "not one of the words that stand here", EnumWords.All<T>());
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public int Number(string name, int usual, int min, int max)
    {
        if (Text(name) is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Bad(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return usual;
    }

    /// <summary>A number.</summary>
    public double? Real(string name)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Bad(name, "a number such as 0.12");
        return null;
    }

    /// <summary>The version asked for, which may be the empty one; null for all.</summary>
    public string? VersionOrAll() => _query.ContainsKey("version") ? _query["version"].ToString() : null;

    /// <summary>True or false.</summary>
    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "false": return false;
            case "true": return true;
            default:
                Bad(name, "true or false", ["true", "false"]);
                return false;
        }
    }

    /// <summary>Column names: repeated, or one text with commas; null for all (<c>*</c> or not given).</summary>
    public IReadOnlyList<string>? Columns(string name = "column")
    {
        var values = _query[name];
        string[] names = values.Count == 1 ? (values[0] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [.. values.OfType<string>()];
        return names.Length == 0 || names is ["*"] ? null : names;
    }

    /// <summary>The span between <c>from</c> and <c>to</c>; null when neither is given.</summary>
    public Window? Span()
    {
        var (from, to) = (Time("from"), Time("to"));
        if (from is null && to is null) return null;
        var span = new Window(from ?? DateTimeOffset.UnixEpoch, to ?? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (span.To <= span.From) Bad("to", "'to' must lie after 'from'");
        return span;
    }

    /// <summary>The segment, written <c>column:value</c>.</summary>
    public SegmentKey? Segment()
    {
        if (Text("segment") is not { } text) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0) return new SegmentKey(text[..colon], text[(colon + 1)..]);
        Bad("segment", "a segment is written column:value");
        return null;
    }

    /// <summary>Windows and columns.</summary>
    public SeriesQuestion SeriesQuestion() => new(Span(), Word<WindowSize>("every"), Columns(), _query.ContainsKey("version") ? _query["version"].ToString() : null, Segment(), Time("as_of"));

    /// <summary>What windows are compared with.</summary>
    public BaselineKind Baseline()
    {
        var baseline = Word<BaselineKind>("baseline") ?? BaselineKind.Reference;
        if (baseline == BaselineKind.PreviousVersion) Bad("baseline", "columns are not compared by version", RowsParameters.Baselines);
        return baseline;
    }

    /// <summary>Names a fault of a parameter.</summary>
    public void Bad(string name, string message, IReadOnlyList<string>? allowed = null) => _faults.Add(new Fault("invalid_parameter", name, message, allowed));

    /// <summary>Ends the request when there are faults.</summary>
    public void Check()
    {
        if (_faults.Count == 0) return;
        var first = _faults[0];
        var problem = Problems.Malformed(first.Code, $"{first.Name}: {first.Message}", first.Name, first.Allowed);
        throw new ProblemException(_faults.Count == 1 ? problem : problem with { Errors = [.. _faults.Select(fault => new ProblemFault(fault.Name, fault.Message))] });
    }

    private sealed record Fault(string Code, string Name, string Message, IReadOnlyList<string>? Allowed);
}
