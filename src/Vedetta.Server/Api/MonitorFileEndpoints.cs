using System.Text;
using Vedetta.Core.Experiments;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Monitors written as a file, for <c>vedetta apply</c>.</summary>
internal static class MonitorFileEndpoints
{
    public static void MapMonitorFiles(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/monitors/apply", ApplyAsync).WithTags("Monitors").WithSummary("Puts the monitors and experiments of a file into effect; with a problem in it nothing is changed")
            .Requires(ApiScope.Admin)
            .Accepts<string>("application/yaml")
            .Takes([new QueryParameter("dry_run", "true only says what would change", ["true", "false"])]);

    private static async Task<MonitorPlanBody> ApplyAsync(HttpRequest request, FileService files, CancellationToken cancel)
    {
        var query = new Query(request, "dry_run");
        var dryRun = query.Text("dry_run") is "true";
        query.Check();
        var text = Encoding.UTF8.GetString((await RequestBody.ReadBytesAsync(request, cancel)).Span);
        return MonitorPlanBody.Of(dryRun ? await files.PlanAsync(text, cancel) : await files.ApplyAsync(text, cancel));
    }
}

/// <summary>What a file changes, or everything that is wrong with it.</summary>
public sealed record MonitorPlanBody(IReadOnlyList<MonitorChangeBody> Changes, IReadOnlyList<MonitorProblemBody> Problems)
{
    /// <summary>As clients see it.</summary>
    public static MonitorPlanBody Of(FilePlan plan) => new(
        [.. plan.Changes.Select(change => new MonitorChangeBody(change.Kind, change.Model.Value, change.Name))],
        [.. plan.Problems.Select(problem => new MonitorProblemBody(problem.Line, problem.Column, problem.Where, problem.Message))]);
}

/// <summary>One monitor of a file, or an experiment as <c>experiments/NAME</c>.</summary>
public sealed record MonitorChangeBody(MonitorChangeKind Kind, string Model, string Name);

/// <summary>Something wrong in a file.</summary>
public sealed record MonitorProblemBody(long Line, long Column, string Where, string Message);
