using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Tables;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Cli.Drift;

/// <summary>What <c>drift</c> and <c>report</c> ask alike: two files, which columns, and how.</summary>
internal sealed class DriftQuestion
{
    private readonly Argument<string> _reference = new("REFERENCE") { Description = "What to compare with: CSV, NDJSON or Parquet, also .gz" };
    private readonly Argument<string> _current = new("CURRENT") { Description = "What to look at" };
    private readonly Option<DriftMethod?> _method = new("--method")
    {
        Description = $"How, auto when not told: {string.Join(", ", DriftMethods.Available.Select(DriftMethods.Name))}; or for the tables as wholes, beside auto for each column: {string.Join(", ", DriftMethods.Multivariate.Select(DriftMethods.Name))}",
        HelpName = "name",
        CustomParser = argument =>
        {
            if (DriftMethods.TryParse(argument.Tokens[0].Value, multivariate: true, out var parsed, out var problem)) return parsed;
            argument.AddError(problem!);
            return null;
        },
    };

    private readonly Option<Compatibility?> _compat = new("--compat")
    {
        Description = $"Follow another tool's definitions and decisions to the digit: {string.Join(", ", Compatibilities.Names)}",
        HelpName = "tool",
        CustomParser = argument =>
        {
            if (Compatibilities.TryParse(argument.Tokens[0].Value, out var tool, out var problem)) return tool;
            argument.AddError($"--compat: {problem}");
            return null;
        },
    };

    private readonly Option<string[]> _columns = new("--columns") { Description = "Only these columns, separated by commas; the way to compare reserved names too", HelpName = "names", DefaultValueFactory = _ => [], CustomParser = CommaList.Parse };
    private readonly Option<VerdictKind?> _failOn = new("--fail-on")
    {
        Description = "Exit with 1 when a column is at least: warning, critical",
        HelpName = "severity",
        CustomParser = argument =>
        {
            if (argument.Tokens[0].Value is "warning") return VerdictKind.Warning;
            if (argument.Tokens[0].Value is not "critical") argument.AddError("--fail-on takes warning or critical");
            return VerdictKind.Critical;
        },
    };

    private readonly ColumnOptions _file = new();

    /// <summary>Whether both files were named.</summary>
    public bool HasFiles(System.CommandLine.Parsing.CommandResult result) => result.GetResult(_reference) is { Tokens.Count: > 0 } && result.GetResult(_current) is { Tokens.Count: > 0 };

    /// <summary>Whether any file was named.</summary>
    public bool HasFile(System.CommandLine.Parsing.CommandResult result) => result.GetResult(_reference) is { Tokens.Count: > 0 };

    /// <summary>Lets a command go without files.</summary>
    public DriftQuestion WithoutFiles()
    {
        (_reference.Arity, _current.Arity) = (ArgumentArity.ZeroOrOne, ArgumentArity.ZeroOrOne);
        return this;
    }

    /// <summary>Adds arguments and options to a command, those of its own between them.</summary>
    public DriftQuestion AddTo(Command command, params ReadOnlySpan<Option> own)
    {
        command.Arguments.Add(_reference);
        command.Arguments.Add(_current);
        foreach (Option option in (Option[])[_method, _compat, _columns, _failOn]) command.Options.Add(option);
        foreach (var option in own) command.Options.Add(option);
        _file.AddTo(command);
        return this;
    }

    /// <summary>The columns the person asked for.</summary>
    public ComparedColumns Compared(ParseResult parsed) => new(_file.Mapping(parsed), parsed.GetValue(_columns)!);

    /// <summary>Opens both files.</summary>
    public TwoFiles Open(ParseResult parsed, ComparedColumns compared, Terminal terminal, CancellationToken cancel) =>
        TwoFiles.Open(parsed.GetValue(_reference)!, parsed.GetValue(_current)!, new TableOpening(_file.Types(parsed), compared.MayWant), terminal, cancel);

    /// <summary>The method the person asked for.</summary>
    public DriftMethod Method(ParseResult parsed) => parsed.GetValue(_method) ?? DriftMethod.Auto;

    /// <summary>The tool whose definitions the person wants followed; null for ours.</summary>
    public Compatibility? Tool(ParseResult parsed) => parsed.GetValue(_compat);

    /// <summary>The exit code of a report. A check that could judge nothing has not passed: two files without a common column are the wrong files.</summary>
    public int Exit(ParseResult parsed, DriftReport report)
    {
        if (parsed.GetValue(_failOn) is not { } limit) return ExitCode.Done;
        var passed = report.IsJudged && !(report.Verdict is VerdictKind.Warning or VerdictKind.Critical && report.Verdict >= limit);
        return passed ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
