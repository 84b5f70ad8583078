using Vedetta.Core.Ingestion;

namespace Vedetta.Web.Tests.Story;

/// <summary>Rows the story turned away.</summary>
public static class StoryRejects
{
    public static IEnumerable<QuarantinedRow> All(Func<string, string> say)
    {
        for (var i = 0; i < 40; i++)
            yield return Row(say, i, "wrong_type", "income", "a number is wanted", "{\"id\":\"a" + i + "\",\"subject\":\"k-93f\",\"features\":{\"income\":\"" + say("many").Replace("\"", "\\\"", StringComparison.Ordinal) + "\",\"age\":41}}");
        for (var i = 0; i < 7; i++) yield return Row(say, 40 + i, "time_too_late", "at", "lies more than 24 h ahead", """{"id":"b","at":"2031-01-01T00:00:00Z"}""");
        yield return Row(say, 50, "malformed_json", null, "the row is no JSON", "{\"id\":\"c\", \u0007 ");
    }

    private static QuarantinedRow Row(Func<string, string> say, int i, string code, string? field, string message, string payload) =>
        new(StoryWorld.Told, StoryWorld.Now.AddMinutes(-i), new RowIssue(i, say("a" + i), code, field is null ? null : say(field), message), payload);
}
