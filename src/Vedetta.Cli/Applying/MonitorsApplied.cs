using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;
using Vedetta.Core.Experiments;
using Vedetta.Core.Experiments.Files;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Objectives;
using Vedetta.Core.Routing;

namespace Vedetta.Cli.Applying;

/// <summary>Puts a file of monitors and experiments into effect and says what changed, or everything that is wrong with it.</summary>
internal static class MonitorsApplied
{
    /// <summary>In a data directory.</summary>
    public static async Task<int> InDirectoryAsync(string data, string path, string text, bool dryRun, Terminal terminal, CancellationToken cancel)
    {
        await using var open = await EngineTarget.OpenAsync(data, terminal.Clock, cancel);
        var files = open.Services.GetRequiredService<FileService>();
        var plan = dryRun ? await files.PlanAsync(text, cancel) : await files.ApplyAsync(text, cancel);
        if (plan.Problems.Count > 0) return Refuse(path, plan.Problems, terminal);
        Say(plan.Changes.Select(c => (c.Kind.ToString().ToLowerInvariant(), $"{c.Model}/{c.Name}")), dryRun, terminal);
        return ExitCode.Done;
    }

    /// <summary>At a server.</summary>
    public static async Task<int> AtServerAsync((Uri Address, string? Key) server, string path, string text, bool dryRun, Terminal terminal, CancellationToken cancel)
    {
        // Faults of the file itself are found here, before anything is sent.
        MonitorsFileProblem[] faults = [.. MonitorsFile.Parse(text).Problems.Concat(ExperimentsFile.Parse(text).Problems).Concat(RoutingFile.Parse(text).Problems).Concat(ObjectivesFile.Parse(text).Problems).OrderBy(p => p.Line).ThenBy(p => p.Column)];
        if (faults.Length > 0) return Refuse(path, faults, terminal);
        using var api = new ServerApi(server.Address, server.Key, terminal.Clock);
        using var answer = await api.SendAsync(HttpMethod.Post, "v1/monitors/apply" + (dryRun ? "?dry_run=true" : ""), () => new StringContent(text, Encoding.UTF8, "application/yaml"), cancel);
        var root = answer.RootElement;
        var problems = root.GetProperty("problems").EnumerateArray()
            .Select(p => new MonitorsFileProblem(p.GetProperty("line").GetInt64(), p.GetProperty("column").GetInt64(), p.GetProperty("where").GetString()!, p.GetProperty("message").GetString()!))
            .ToArray();
        if (problems.Length > 0) return Refuse(path, problems, terminal);
        Say(root.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("kind").GetString()!, $"{c.GetProperty("model").GetString()}/{c.GetProperty("name").GetString()}")), dryRun, terminal);
        return ExitCode.Done;
    }

    private static int Refuse(string path, IReadOnlyList<MonitorsFileProblem> problems, Terminal terminal)
    {
        foreach (var problem in problems)
            terminal.Error.WriteLine($"{path}:{problem.Line}:{problem.Column}: {(problem.Where.Length > 0 ? problem.Where + ": " : "")}{problem.Message}");
        terminal.Error.WriteLine($"vedetta: nothing was changed: {problems.Count} {(problems.Count == 1 ? "fault" : "faults")} in {path}");
        return ExitCode.WrongUse;
    }

    private static void Say(IEnumerable<(string Kind, string Monitor)> changes, bool dryRun, Terminal terminal)
    {
        foreach (var (kind, monitor) in changes) terminal.Out.WriteLine($"{(dryRun && kind != "unchanged" ? "would be " : "")}{kind}: {monitor}");
    }
}
