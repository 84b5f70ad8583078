using System.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>Which column of a file is which part of a prediction, and what types columns have.</summary>
internal sealed class ColumnOptions
{
    private static readonly ColumnMapping Usual = ColumnMapping.Default;

    private readonly Option<string> _id = Named("--id", "prediction id", Usual.Id);
    private readonly Option<string> _time = Named("--time", "event time", Usual.Time);
    private readonly Option<string> _score = Named("--score", "score", Usual.Score);
    private readonly Option<string> _prefix = new("--score-prefix") { Description = "Beginning of the names of class probabilities", DefaultValueFactory = _ => Usual.ScorePrefix, HelpName = "text" };
    private readonly Option<string> _prediction = Named("--prediction", "predicted class or number", Usual.Prediction);
    private readonly Option<string> _label = Named("--label", "label", Usual.Label);
    private readonly Option<string> _labelTime = Named("--label-time", "moment the label became known", Usual.LabelTime);
    private readonly Option<string> _version = Named("--version", "version", Usual.Version);
    private readonly Option<string[]> _tags = new("--tags") { Description = "Further columns that are tags, separated by commas", HelpName = "columns", DefaultValueFactory = _ => [], CustomParser = r => CommaList.Parse(r) };
    private readonly Option<string[]> _types = new("--types") { Description = "Types of columns, for example zip=categorical,age=numeric", HelpName = "name=type,...", DefaultValueFactory = _ => [], CustomParser = r => CommaList.Parse(r) };

    /// <summary>Adds the options to a command.</summary>
    public ColumnOptions AddTo(Command command)
    {
        foreach (Option option in (Option[])[_id, _time, _score, _prefix, _prediction, _label, _labelTime, _version, _tags, _types]) command.Options.Add(option);
        return this;
    }

    /// <summary>The mapping the person asked for.</summary>
    public ColumnMapping Mapping(ParseResult parsed) => new(
        Id: parsed.GetValue(_id)!,
        Time: parsed.GetValue(_time)!,
        Version: parsed.GetValue(_version)!,
        Score: parsed.GetValue(_score)!,
        ScorePrefix: parsed.GetValue(_prefix)!,
        Prediction: parsed.GetValue(_prediction)!,
        Label: parsed.GetValue(_label)!,
        LabelTime: parsed.GetValue(_labelTime)!,
        Tags: parsed.GetValue(_tags)!);

    /// <summary>The types the person told.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types(ParseResult parsed)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var entry in parsed.GetValue(_types)!)
        {
            var cut = entry.LastIndexOf('=');
            var type = cut < 1 ? null : TypeOf(entry[(cut + 1)..]);
            types[cut < 1 ? entry : entry[..cut]] = type
                ?? throw new UsageException($"--types: '{entry}' is no type of a column; write name=numeric, name=categorical, name=boolean or name=timestamp");
        }

        return types;
    }

    private static ColumnType? TypeOf(string text) => text switch
    {
        "numeric" => ColumnType.Numeric,
        "categorical" => ColumnType.Categorical,
        "boolean" => ColumnType.Boolean,
        "timestamp" => ColumnType.Timestamp,
        _ => null,
    };

    private static Option<string> Named(string name, string what, string usual) =>
        new(name) { Description = $"Column of the {what}", DefaultValueFactory = _ => usual, HelpName = "column" };
}
