using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Core.Slices;
using Vedetta.Server.Security;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Server.Api;

/// <summary>Where a model is worst.</summary>
internal static class SliceEndpoints
{
    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("metric", "What slices are worst in; what the labels allow when not given", EnumWords.All<SliceMetric>()),
        new("outcome", "Outcome predictions are held against; the model's first one when not given"),
        RowsParameters.From,
        RowsParameters.To,
        new("as_of", "What was known at this moment"),
        new("version", "Only this version"),
        new("minimum_sample", "Smaller slices are passed over; 200 when not given"),
        new("features", "One or two columns together; 2 when not given", ["1", "2"]),
        new("column", "A column whose every bin is wanted too"),
        RowsParameters.Limit,
        new("format", "csv for a table; so does Accept: text/csv", ["json", "csv"]),
    ];

    public static void MapSlices(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/models/{model}/slices", SlicesAsync).WithTags("Quality").Requires(ApiScope.Read)
            .WithSummary("The worst slices of one or two columns, corrected for how many were tried").Takes(Parameters).Produces<SlicesBody>();

    private static async Task<IResult> SlicesAsync(string model, HttpRequest request, SliceReader slices, CancellationToken cancel)
    {
        var query = new Query(request, Parameters.Select(parameter => parameter.Name));
        var question = new SliceQuestion(
            query.Word<SliceMetric>("metric"), query.Span(), query.Text("outcome"), query.Text("version"), query.Time("as_of"), query.Number("minimum_sample", 200, 10, 1_000_000),
            query.Number("features", 2, 1, 2), query.Text("column"), query.Number("limit", 20, 1, 100));
        var csv = CsvTable.IsWanted(request, query);
        query.Check();
        var answer = await slices.ReadAsync(RouteModel.Parse(model), question, cancel);
        return csv ? Table(answer).ToResult($"{model}-slices.csv") : Results.Ok(SlicesBody.Of(answer));
    }

    private static CsvTable Table(SliceAnswer answer)
    {
        var table = new CsvTable(
            "metric", "outcome", "from", "to", "column_1", "bin_1", "column_2", "bin_2", "n", "share", "value", "low", "high", "rest", "difference", "difference_low", "difference_high",
            "p_value", "n_baseline", "share_baseline", "value_baseline", "explains");
        foreach (var slice in answer.Result.Slices.Concat(answer.Bins))
        {
            var second = slice.Conditions.Count > 1 ? slice.Conditions[1] : (SliceCondition?)null;
            table.Add(
                EnumWords.Of(answer.Metric), answer.Outcome, answer.Span.From, answer.Span.To, slice.Conditions[0].Column, slice.Conditions[0].Bin, second?.Column, second?.Bin, slice.N, slice.Share,
                slice.Value, slice.Low, slice.High, slice.Rest, slice.Difference, slice.DifferenceLow, slice.DifferenceHigh, slice.PValue, slice.NBefore, slice.ShareBefore, slice.ValueBefore, slice.Explains);
        }

        return table;
    }
}
