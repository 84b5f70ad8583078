using System.Globalization;
using Vedetta.Core.Cohorts;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Cohorts of a model: what became of the predictions of a period as they aged.</summary>
internal static class CohortEndpoints
{
    private static readonly QueryParameter[] Parameters =
    [
        RowsParameters.From,
        RowsParameters.To,
        new("as_of", "What was known at this moment"),
        new("outcome", "Class or series outcome; the one with the longest curve when not given"),
        new("every", "Period of a cohort", ["week", "month"]),
        new("step", "Step of age; that of the cohorts when not given", ["week", "month"]),
        new("version", "Only this version"),
        new("segment", "Only these rows, written column:value"),
        new("late_from", "Value of a series from which a row counts as bad; 1 when not given"),
        new("early", "Early side of the link, written outcome or outcome@age"),
        new("late", "Late side of the link, in the same words"),
        new("cohort", "A moment in the cohort whose segments are shown"),
        new("table", "Which table of a CSV answer", CohortTables.Names),
        new("format", "csv for a table; so does Accept: text/csv", ["json", "csv"]),
    ];

    public static void MapCohorts(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/cohorts", GetAsync).WithTags("Readings").Requires(ApiScope.Read)
            .WithSummary("Vintage triangle with censoring, forecast, link of early with late, roll rates, by segment")
            .Takes(Parameters).Produces<CohortsBody>();

    private static async Task<IResult> GetAsync(string model, HttpContext http, CohortService cohorts, CancellationToken cancel)
    {
        var query = new Query(http.Request, Parameters.Select(p => p.Name));
        var isTable = CsvTable.IsWanted(http.Request, query);
        var question = new CohortQuestion(
            query.Text("outcome"), query.Span(), Period(query, "every"), Period(query, "step"), query.Text("version"), query.Segment(), query.Time("as_of"),
            Late(query), query.Text("early"), query.Text("late"), query.Time("cohort"));
        var table = query.Text("table") ?? CohortTables.Names[0];
        if (!CohortTables.Names.Contains(table, StringComparer.Ordinal)) query.Bad("table", "not one of the words that stand here", CohortTables.Names);
        query.Check();
        var id = RouteModel.Parse(model);
        var answer = await cohorts.ReadAsync(id, question, cancel);
        return isTable ? CohortTables.Of(table, answer).ToResult($"{id}-cohorts-{table}.csv") : TypedResults.Json(CohortsBody.Of(id.Value, answer), ApiJson.Options);
    }

    private static WindowSize? Period(Query query, string name)
    {
        var size = query.Word<WindowSize>(name);
        if (size is null or WindowSize.Week or WindowSize.Month) return size;
        query.Bad(name, "a cohort is a week or a month", [EnumWords.Of(WindowSize.Week), EnumWords.Of(WindowSize.Month)]);
        return null;
    }

    private static double Late(Query query)
    {
        if (query.Text("late_from") is not { } text) return 1;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var late) && double.IsFinite(late)) return late;
        query.Bad("late_from", "a number");
        return 1;
    }
}
