using System.CommandLine.Parsing;

namespace Vedetta.Cli.CommandLine.Options;

/// <summary>A value of several words separated by commas.</summary>
internal static class CommaList
{
    /// <summary>The words of an option, however often it was given.</summary>
    public static string[] Parse(ArgumentResult argument) =>
        [.. argument.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
