using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Readings;
using Vedetta.Statistics.Credit;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Scores;

/// <summary>What an address asks of scores, beside what every page's address asks.</summary>
/// <param name="Page">Windows, version, segment.</param>
/// <param name="Cutoff">The cut-off tried; null for the one in use.</param>
/// <param name="Outcome">The outcome whose labels say what was bad; null for the model's first.</param>
/// <param name="Margin">Gain of a good row per unit of its amount.</param>
/// <param name="Loss">Loss of a bad row per unit of its amount.</param>
public sealed record ScoresAsked(Asked Page, double? Cutoff, string? Outcome, double? Margin, double? Loss)
{
    /// <summary>Gain and loss, where both are given.</summary>
    public Economics? Economics => Margin is { } margin && Loss is { } loss ? new Economics(margin, loss) : null;

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="QuestionException">A part of it makes no sense.</exception>
    public static ScoresAsked Of(IQueryCollection query) =>
        new(Shell.Asked.Of(query), Number(query, "cutoff"), query["outcome"].ToString() is { Length: > 0 } outcome ? outcome : null, Number(query, "margin"), Number(query, "loss"));

    /// <summary>The address of this state below a path.</summary>
    public string Address(string path)
    {
        var address = Page.Address(path);
        foreach (var (name, value) in Own())
            address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + Uri.EscapeDataString(value);
        return address;
    }

    /// <summary>The address of the API that answers the same.</summary>
    /// <param name="path">Path of the endpoint.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="withCutoff">Whether the endpoint knows cut-offs and money.</param>
    public string Csv(string path, DateTimeOffset from, DateTimeOffset to, bool withCutoff)
    {
        static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var address = $"{path}?from={Moment(from)}&to={Moment(to)}&format=csv";
        if (Page.Version is { } version) address += "&version=" + Uri.EscapeDataString(version);
        if (Page.Segment is { IsAll: false } segment) address += "&segment=" + Uri.EscapeDataString(segment.ToString());
        foreach (var (name, value) in Own().Where(own => withCutoff || own.Name == "outcome")) address += "&" + name + "=" + Uri.EscapeDataString(value);
        return address;
    }

    /// <summary>A number as addresses write it.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private IEnumerable<(string Name, string Value)> Own()
    {
        if (Cutoff is { } cutoff) yield return ("cutoff", Text(cutoff));
        if (Outcome is { } outcome) yield return ("outcome", outcome);
        if (Margin is { } margin) yield return ("margin", Text(margin));
        if (Loss is { } loss) yield return ("loss", Text(loss));
    }

    private static double? Number(IQueryCollection query, string name)
    {
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        throw new QuestionException(name, $"'{text}' is not a number such as 0.12");
    }
}
