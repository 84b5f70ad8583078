using System.CommandLine;
using Vedetta.Cli.Performance;
using Vedetta.Cli.Targets;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>Options of the commands that ask a server about a model in place of reading files.</summary>
internal sealed class ServedOptions
{
    private readonly Option<string?> _model = new("--model", "-m") { Description = "Ask a server, or a directory, about this model in place of reading files", HelpName = "name" };
    private readonly Option<string?> _outcome = new("--outcome") { Description = "With --model: the outcome; the one that says whether predictions were right when not told", HelpName = "name" };
    private readonly Option<string?> _version = new("--only-version") { Description = "With --model: only predictions of this version", HelpName = "version" };
    private readonly Option<string?> _from = new("--from") { Description = "With --model: from this moment, such as 2026-01-01T00:00:00Z", HelpName = "time" };
    private readonly Option<string?> _to = new("--to") { Description = "With --model: up to this moment", HelpName = "time" };
    private readonly Option<string?> _asOf = new("--as-of") { Description = "With --model: what was known at this moment", HelpName = "time" };
    private readonly TargetOptions _target = new();

    /// <summary>Adds the options to a command whose files are these arguments.</summary>
    public ServedOptions AddTo(Command command, params Argument<string?>[] files)
    {
        foreach (Option option in (Option[])[_model, _outcome, _version, _from, _to, _asOf]) command.Options.Add(option);
        _target.AddTo(command);
        command.Validators.Add(result =>
        {
            var named = files.Where(file => result.GetValue(file) is not null).ToList();
            if (result.GetResult(_model) is not null)
            {
                if (named.Count > 0) result.AddError($"{named[0].Name} and --model exclude each other: name files, or a model of a server");
                if (result.GetValue(_model) is { } name && !ModelId.TryParse(name, out _)) result.AddError($"--model takes {ModelId.Allowed}");
            }
            else if (named.Count < files.Length)
            {
                result.AddError($"name {string.Join(" and ", files.Select(file => file.Name))}, or a model of a server by --model");
            }
        });
        return this;
    }

    /// <summary>What is asked of a server; null when files were named.</summary>
    public ServedOrder? Order(ParseResult parsed, WindowSize? every, IReadOnlyList<string> metrics, IReadOnlyList<string> by) => parsed.GetValue(_model) is not { } model
        ? null
        : new ServedOrder(model, every, metrics, by, parsed.GetValue(_outcome), parsed.GetValue(_version), parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_asOf));

    /// <summary>The server.</summary>
    public Task<ServerOrDirectory> OpenAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel) => ServerOrDirectory.OpenAsync(_target, parsed, terminal, cancel);
}
