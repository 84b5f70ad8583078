using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Targets;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;

namespace Vedetta.Cli.Applying;

/// <summary>Puts a file of monitors into effect and says what changed, or everything that is wrong with it.</summary>
internal static class MonitorsApplied
{
    /// <summary>In a data directory.</summary>
    public static async Task<int> InDirectoryAsync(string data, string path, string text, bool dryRun, Terminal terminal, CancellationToken cancel)
    {
        await using var open = await EngineTarget.OpenAsync(data, terminal.Clock, cancel);
        var monitors = open.Services.GetRequiredService<MonitorService>();
        var plan = dryRun ? await monitors.PlanAsync(text, cancel) : await monitors.ApplyAsync(text, cancel);
        if (plan.Problems.Count > 0) return Refuse(path, plan.Problems, terminal);
        Say(plan.Changes.Select(c => (c.Kind.ToString().ToLowerInvariant(), $"{c.Monitor.Model}/{c.Monitor.Name}")), dryRun, terminal);
        return ExitCode.Done;
    }

    /// <summary>At a server.</summary>
    public static async Task<int> AtServerAsync((Uri Address, string? Key) server, string path, string text, bool dryRun, Terminal terminal, CancellationToken cancel)
    {
        // Faults of the file itself are found here, before anything is sent.
        var file = MonitorsFile.Parse(text);
        if (file.Problems.Count > 0) return Refuse(path, file.Problems, terminal);
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
