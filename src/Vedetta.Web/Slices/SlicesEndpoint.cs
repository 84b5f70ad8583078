using Microsoft.AspNetCore.Http;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Slices;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Slices;

/// <summary>Answers <c>/models/{model}/slices</c>.</summary>
internal static class SlicesEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, SliceReader slices, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var query = http.Request.Query;
        var asked = Asked.Of(query);
        var metric = Word(query, "metric");
        var outcome = Text(query, "outcome");
        var features = Text(query, "features") == "1" ? 1 : 2;
        Window? span = asked.From is { } from ? new Window(Midnight(from, definition.Zone), asked.To is { } to ? Midnight(to.AddDays(1), definition.Zone) : pages.Now) : null;
        if (span is { } wrong && wrong.To <= wrong.From) throw new QuestionException("to", "the last day lies before the first");
        var answer = await slices.ReadAsync(definition.Id, new SliceQuestion(metric, span, outcome, asked.Version, Depth: features, Column: asked.Column), cancel);
        return await pages.ModelPageAsync<SlicesPage, SlicesView>(http, new SlicesView(definition, answer, features, asked, outcome), definition);
    }

    private static SliceMetric? Word(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text) return null;
        return EnumWords.TryParse<SliceMetric>(text, out var metric) ? metric : throw new QuestionException(name, $"'{text}' is not one of {string.Join(", ", EnumWords.All<SliceMetric>())}");
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) =>
        WindowCalendar.At(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(12, 0)), zone), TimeSpan.Zero), WindowSize.Day, zone).From;
}
