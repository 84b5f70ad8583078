using System.CommandLine;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>Options that mean the same wherever they appear. Each call makes a fresh one.</summary>
internal static class SharedOptions
{
    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON, of a stable shape" };

    /// <summary><c>--model</c>.</summary>
    public static Option<ModelId> Model() => new("--model", "-m")
    {
        Description = "Name of the model",
        HelpName = "name",
        Required = true,
        CustomParser = argument =>
        {
            if (ModelId.TryParse(argument.Tokens[0].Value, out var id)) return id;
            argument.AddError($"--model takes {ModelId.Allowed}");
            return default;
        },
    };

    /// <summary><c>--window</c>: the window of the monitors a model gets by itself.</summary>
    public static Option<WindowSize?> Window() => new("--window")
    {
        Description = "Window of the monitors a model gets by itself: day, week or month",
        HelpName = "size",
        CustomParser = argument =>
        {
            WindowSize? size = argument.Tokens[0].Value switch
            {
                "hour" => WindowSize.Hour,
                "day" => WindowSize.Day,
                "week" => WindowSize.Week,
                "month" => WindowSize.Month,
                "year" => WindowSize.Year,
                _ => null,
            };
            if (size is null) argument.AddError("--window takes hour, day, week, month or year");
            return size;
        },
    };
}
