using System.CommandLine;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>Options of the commands that speak of quality: <c>performance</c> and <c>estimate</c>. Each call makes a fresh one.</summary>
internal static class QualityOptions
{
    /// <summary><c>--every</c>.</summary>
    /// <param name="otherwise">What holds when it is not told.</param>
    public static Option<WindowSize?> Every(string otherwise) => new("--every")
    {
        Description = $"Length of a period: hour, day, week, month, year or all; {otherwise}",
        HelpName = "size",
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            WindowSize? size = text switch
            {
                "hour" => WindowSize.Hour,
                "day" => WindowSize.Day,
                "week" => WindowSize.Week,
                "month" => WindowSize.Month,
                "year" => WindowSize.Year,
                "all" => WindowSize.All,
                _ => null,
            };
            if (size is null) argument.AddError($"--every takes hour, day, week, month, year or all, not '{text}'");
            return size;
        },
    };

    /// <summary><c>--task</c>.</summary>
    public static Option<PerformanceTask?> Task() => new("--task")
    {
        Description = "binary, multiclass or regression; found out when not told",
        HelpName = "task",
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            PerformanceTask? task = text switch
            {
                "binary" => PerformanceTask.Binary,
                "multiclass" => PerformanceTask.Multiclass,
                "regression" => PerformanceTask.Regression,
                _ => null,
            };
            if (task is null) argument.AddError($"--task takes binary, multiclass or regression, not '{text}'");
            return task;
        },
    };

    /// <summary><c>--positive</c>.</summary>
    public static Option<string?> Positive() => new("--positive") { Description = "The positive class; 1 or true when not told", HelpName = "class" };

    /// <summary><c>--html</c>.</summary>
    public static Option<string?> Html() => new("--html") { Description = "Also write a self-contained page", HelpName = "file" };
}
