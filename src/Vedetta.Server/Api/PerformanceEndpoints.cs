using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Security;
using Vedetta.Statistics.Performance;

namespace Vedetta.Server.Api;

/// <summary>How good a model was: from outcomes, or estimated before they come.</summary>
internal static class PerformanceEndpoints
{
    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("metric", "Metrics with commas between; those usual for the task when not given, * for all"),
        new("kind", "From outcomes that came, or estimated from scores; realized when not given", EnumWords.All<PerformanceKind>()),
        new("outcome", "Outcome predictions are held against; the one that says whether they were right when not given"),
        RowsParameters.From,
        RowsParameters.To,
        new("as_of", "What was known at this moment"),
        new("every", "Length of the windows; a month when not given", EnumWords.All<WindowSize>()),
        new("version", "Only this version; * for a series of each"),
        new("segment", "Only these rows, written column:value; column:* for a series of each value"),
        new("population", "Whose predictions; all when not given", EnumWords.All<Population>()),
        new("inclusion", "Column or tag with the probability with which a row came into the population: its rows are weighted back to all that had a chance; none for no weights. When not given, approval_probability of the approved and review_probability of the reviewed, where the model logs them"),
        new("by", "The moment that puts a prediction into a window; event when not given", EnumWords.All<WindowBy>()),
        new("table", "What a table holds: the points, or estimates beside the labels that came for the same rows", ["points", "compared"]),
        new("format", "csv for a table; so does Accept: text/csv", ["json", "csv"]),
    ];

    public static void MapPerformance(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/performance", PerformanceAsync).WithTags("Quality").Requires(ApiScope.Read)
            .WithSummary("Metrics of quality per window, with intervals, counts and verdicts").Takes(Parameters).Produces<PerformanceBody>();

    private static async Task<IResult> PerformanceAsync(string model, HttpRequest request, IEnumerable<IPerformance> sources, CancellationToken cancel)
    {
        var query = new Query(request, Parameters.Select(parameter => parameter.Name));
        var kind = query.Word<PerformanceKind>("kind") ?? PerformanceKind.Realized;
        var question = new PerformanceQuestion(
            query.Columns("metric") ?? (request.Query["metric"] == "*" ? ["*"] : []), query.Text("outcome"), query.Span(), query.Word<WindowSize>("every"), query.Time("as_of"),
            request.Query.ContainsKey("version") ? request.Query["version"].ToString() : null, query.Segment(), query.Word<Population>("population") ?? Population.All, query.Word<WindowBy>("by") ?? WindowBy.Event,
            query.Text("inclusion"));
        var csv = CsvTable.IsWanted(request, query);
        var table = query.Text("table");
        if (table is not (null or "points" or "compared")) query.Bad("table", "points or compared", ["points", "compared"]);
        if (table == "compared" && (kind != PerformanceKind.Estimated || !csv)) query.Bad("table", "compared is a CSV table of kind=estimated", ["points"]);
        if (sources.FirstOrDefault(each => each.Kind == kind) is not { } source)
        {
            query.Bad("kind", "this server has no such figures", [.. sources.Select(each => EnumWords.Of(each.Kind))]);
            source = sources.First();
        }

        query.Check();
        var answer = await source.ReadAsync(RouteModel.Parse(model), question, cancel);
        return csv ? (table == "compared" ? Compared(answer) : Table(answer)).ToResult($"{model}-performance.csv") : Results.Ok(PerformanceBody.Of(answer));
    }

    private static CsvTable Compared(PerformanceAnswer answer)
    {
        var table = new CsvTable("metric", "outcome", "version", "segment", "from", "to", "n", "labelled", "estimate", "low", "high", "realized", "outside", "known_at");
        foreach (var series in answer.Series)
        {
            foreach (var each in series.Trust?.Compared ?? [])
            {
                table.Add(
                    PerformanceMetrics.Name(series.Metric), answer.Outcome, series.Version, series.Segment.IsAll ? null : series.Segment.ToString(), each.Window.From, each.Window.To, each.Rows, each.Labelled,
                    each.Estimate, each.Low, each.High, each.Realized, each.IsMiss ? "yes" : "no", each.KnownAt);
            }
        }

        return table;
    }

    private static CsvTable Table(PerformanceAnswer answer)
    {
        var table = new CsvTable(
            "metric", "kind", "outcome", "version", "segment", "population", "from", "to", "n", "mature", "labelled", "coverage", "value", "low", "high",
            "warning", "critical", "verdict", "reason", "completeness", "revision", "first_value", "first_verdict", "note", "inclusion", "effective");
        foreach (var series in answer.Series)
        {
            foreach (var point in series.Points)
            {
                table.Add(
                    PerformanceMetrics.Name(series.Metric), EnumWords.Of(series.Kind), answer.Outcome, series.Version, series.Segment.IsAll ? null : series.Segment.ToString(), EnumWords.Of(series.Population),
                    point.Window.From, point.Window.To, point.Counts.N, point.Counts.Mature, point.Counts.Labelled, point.Counts.Coverage, point.Reading.Value, point.Reading.Low, point.Reading.High,
                    point.Reading.Warning, point.Reading.Critical, EnumWords.Of(point.Reading.Verdict.Kind), point.Reading.Verdict.Reason, point.Reading.Completeness, point.Revision,
                    point.First?.Value, point.First is { } first ? EnumWords.Of(first.Verdict.Kind) : null, point.Note, series.Inclusion, point.Counts.Inclusion?.Effective);
            }
        }

        return table;
    }
}
