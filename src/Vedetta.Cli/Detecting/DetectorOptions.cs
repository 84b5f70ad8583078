using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Cli.Detecting;

/// <summary>Which detector, with which parameters.</summary>
internal sealed class DetectorOptions
{
    private readonly Option<DetectorDefinition> _detector = new("--detector")
    {
        Description = $"Which: {string.Join(", ", DetectorCatalog.All.Select(d => d.Name))}",
        HelpName = "name",
        Required = true,
        CustomParser = argument =>
        {
            var name = argument.Tokens[0].Value;
            if (DetectorCatalog.Find(name) is { } found) return found;
            var names = DetectorCatalog.All.Select(d => d.Name).ToArray();
            argument.AddError($"no detector is named '{name}'; use one of {string.Join(", ", names)}{NearestName.Guess(name, names)}");
            return null;
        },
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Parameters of the detector, for example delta=0.002; 'vedetta explain NAME' lists them",
        HelpName = "name=value,...",
        DefaultValueFactory = _ => [],
        CustomParser = CommaList.Parse,
    };

    /// <summary>Adds the options to a command.</summary>
    public DetectorOptions AddTo(Command command)
    {
        command.Options.Add(_detector);
        command.Options.Add(_set);
        return this;
    }

    /// <summary>The detector the person asked for.</summary>
    /// <exception cref="UsageException">A parameter is unknown, or its value is not allowed.</exception>
    public DetectorSettings Settings(ParseResult parsed)
    {
        var settings = parsed.GetValue(_detector)!.Defaults;
        foreach (var entry in parsed.GetValue(_set)!)
        {
            var cut = entry.IndexOf('=', StringComparison.Ordinal);
            if (cut < 1) throw new UsageException($"--set: '{entry}' is no parameter; write name=value");
            var parameters = settings.Definition.Parameters;
            var name = entry[..cut];
            var parameter = parameters.FirstOrDefault(p => p.Name == name) ?? throw new UsageException(
                $"--set: {settings.Definition.Name} has no parameter '{name}'; it has {string.Join(", ", parameters.Select(p => p.Name))}{NearestName.Guess(name, parameters.Select(p => p.Name))}");
            var value = parameter.Parse(entry[(cut + 1)..]) ?? throw new UsageException($"--set: {name} is '{entry[(cut + 1)..]}'; it takes {parameter.Allowed}");
            settings = settings.With(name, value);
        }

        return settings;
    }
}
