using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Experiments of a model: their rules, and how they stand.</summary>
internal static class ExperimentEndpoints
{
    private static readonly QueryParameter[] Reading = [new("as_of", "What was known at this moment"), new("format", "csv for a table; so does Accept: text/csv", ["json", "csv"])];

    public static void MapExperiments(this IEndpointRouteBuilder app)
    {
        var experiments = app.MapGroup("/v1/models/{model}/experiments").WithTags("Experiments");
        experiments.MapGet("", ListAsync).WithSummary("Every experiment with its effects and decision, the latest begun first").Requires(ApiScope.Read)
            .Takes(Reading).Produces<IReadOnlyList<ExperimentReadingBody>>();
        experiments.MapGet("/{experiment}", GetAsync).WithSummary("One experiment with its effects and decision").Requires(ApiScope.Read)
            .Takes(Reading).Produces<ExperimentReadingBody>();
        experiments.MapPut("/{experiment}", PutAsync).WithSummary("Makes or replaces an experiment; the moment its rule was fixed is kept").TakesBody<ExperimentBody>()
            .Audits("experiment.put").Requires(ApiScope.Admin);
        experiments.MapDelete("/{experiment}", DeleteAsync).WithSummary("Deletes an experiment; rows stay").Audits("experiment.delete").Requires(ApiScope.Admin);
    }

    private static async Task<IResult> ListAsync(string model, HttpContext http, ExperimentReader reader, CancellationToken cancel)
    {
        var query = new Query(http.Request, Reading.Select(p => p.Name));
        var (asOf, isTable) = (query.Time("as_of"), CsvTable.IsWanted(http.Request, query));
        query.Check();
        var id = RouteModel.Parse(model);
        var readings = await reader.ReadAllAsync(id, asOf, cancel);
        return isTable ? Table(readings).ToResult($"{id}-experiments.csv") : TypedResults.Json(readings.Select(ExperimentReadingBody.Of).ToList(), ApiJson.Options);
    }

    private static async Task<IResult> GetAsync(string model, string experiment, HttpContext http, ExperimentService experiments, ExperimentReader reader, CancellationToken cancel)
    {
        var query = new Query(http.Request, Reading.Select(p => p.Name));
        var (asOf, isTable) = (query.Time("as_of"), CsvTable.IsWanted(http.Request, query));
        query.Check();
        var id = RouteModel.Parse(model);
        var definition = await experiments.FindAsync(id, experiment, cancel) ?? throw Unknown();
        var reading = await reader.ReadAsync(definition, asOf, cancel);
        return isTable ? Table([reading]).ToResult($"{id}-{definition.Name}.csv") : TypedResults.Json(ExperimentReadingBody.Of(reading), ApiJson.Options);
    }

    private static async Task<ExperimentBody> PutAsync(string model, string experiment, HttpRequest request, ExperimentService experiments, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<ExperimentBody>(request, cancel);
        if (body.Name is { } name && !string.Equals(name, experiment, StringComparison.Ordinal))
            throw new ProblemException(Problems.Invalid("invalid_field", "name: it is the one in the path, or left out", "name"));
        return ExperimentBody.Of(await experiments.PutAsync(body.ToDefinition(RouteModel.Parse(model), experiment), cancel));
    }

    private static async Task<IResult> DeleteAsync(string model, string experiment, ExperimentService experiments, CancellationToken cancel) =>
        await experiments.DeleteAsync(RouteModel.Parse(model), experiment, cancel) ? TypedResults.NoContent() : throw Unknown();

    private static CsvTable Table(IReadOnlyList<ExperimentReading> readings)
    {
        var csv = new CsvTable(
            "experiment", "arm", "decision", "decided_at", "metric", "role", "control", "treatment", "control_n", "treatment_n", "value", "low", "high", "p_value",
            "sequence_low", "sequence_high", "sequence_p_value", "split_p_value");
        foreach (var reading in readings)
        {
            foreach (var treatment in reading.Treatments)
            {
                foreach (var metric in treatment.Metrics.Select(ArmEffectBody.Of))
                {
                    csv.Add(
                        reading.Definition.Name, treatment.Arm, EnumWords.Of(treatment.Decision.Answer), treatment.DecidedAt, metric.Name, EnumWords.Of(metric.Role),
                        metric.Control, metric.Treatment, metric.ControlN, metric.TreatmentN, metric.Value, metric.Low, metric.High, metric.PValue,
                        metric.SequenceLow, metric.SequenceHigh, metric.SequencePValue, reading.Split?.PValue);
                }
            }
        }

        return csv;
    }

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_experiment", "the model has no experiment of this name"));
}
