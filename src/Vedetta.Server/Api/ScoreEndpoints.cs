using System.Globalization;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Security;
using Vedetta.Server.Security;
using Vedetta.Statistics.Credit;

namespace Vedetta.Server.Api;

/// <summary>Scores and cut-off, answered from score profiles.</summary>
internal static class ScoreEndpoints
{
    private static readonly QueryParameter[] Parameters =
    [
        RowsParameters.From, RowsParameters.To,
        new("as_of", "What was known at this moment, counted from rows"),
        new("version", "Only this version"),
        new("segment", "Only these rows, written column:value"),
        new("outcome", "Outcome whose labels say what was bad"),
        new("value", "Outcome whose values are money"),
        new("cutoff", "A cut-off to try"),
        new("near", "How far from the cut-off a score is near it"),
        new("step", "Distance of the cut-offs answered"),
        new("margin", "Gain of a good row per unit of its amount; with loss, for the expected profit"),
        new("loss", "Loss of a bad row per unit of its amount"),
        new("format", "csv for a file of the points", ["json", "csv"]),
    ];

    public static void MapScores(this IEndpointRouteBuilder app)
    {
        var model = app.MapGroup("/v1/models/{model}").WithTags("Readings").Requires(ApiScope.Read);
        model.MapGet("/cutoff", CutoffAsync).WithSummary("Approval, expected and realized bad rate and money at any cut-off").Produces<CutoffBody>().Takes(Parameters);
        model.MapGet("/bands", BandsAsync).WithSummary("Scores in bands: bad rate, breaks of the order, the ROC path").Produces<ScoreBandsBody>()
            .Takes([.. Parameters.Where(p => p.Name is not ("cutoff" or "near" or "step" or "margin" or "loss" or "value")), new("bands", "Limits between bands, with commas between")]);
    }

    /// <summary>The question in a query; call <see cref="Query.Check"/> afterwards.</summary>
    internal static ScoreQuestion Question(Query query)
    {
        var (margin, loss) = (query.Real("margin"), query.Real("loss"));
        if (margin is null != loss is null) query.Bad(margin is null ? "margin" : "loss", "margin and loss go together");
        if (query.Real("near") is <= 0) query.Bad("near", "a number above 0");
        if (query.Real("step") is <= 0) query.Bad("step", "a number above 0");
        return new ScoreQuestion(
            query.Span(), query.VersionOrAll(), query.Segment(), query.Text("outcome"), query.Text("value"), query.Time("as_of"), query.Real("cutoff"), query.Real("near"), query.Real("step"),
            margin is { } gain && loss is { } lost ? new Economics(gain, lost) : null, Limits(query));
    }

    private static async Task<IResult> CutoffAsync(string model, HttpRequest request, IScoreReadings scores, CancellationToken cancel)
    {
        var query = new Query(request, Parameters.Select(p => p.Name));
        var (question, csv) = (Question(query), CsvTable.IsWanted(request, query));
        query.Check();
        var answer = CutoffBody.Of(await scores.CutoffAsync(RouteModel.Parse(model), question, cancel));
        return csv ? ScoreCsv.Of(model, answer) : Results.Json(answer, ApiJson.Options);
    }

    private static async Task<IResult> BandsAsync(string model, HttpRequest request, IScoreReadings scores, CancellationToken cancel)
    {
        var query = new Query(request, "from", "to", "as_of", "version", "segment", "outcome", "bands", "format");
        var (question, csv) = (Question(query), CsvTable.IsWanted(request, query));
        query.Check();
        var answer = ScoreBandsBody.Of(await scores.BandsAsync(RouteModel.Parse(model), question, cancel));
        return csv ? ScoreCsv.Of(model, answer) : Results.Json(answer, ApiJson.Options);
    }

    private static List<double>? Limits(Query query)
    {
        if (query.Text("bands") is not { } text) return null;
        var limits = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit)) limits.Add(limit);
            else query.Bad("bands", "numbers with commas between");
        }

        if (limits.Count is 0 or > 25) query.Bad("bands", "from 1 to 25 limits");
        return limits;
    }
}
