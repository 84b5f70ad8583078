using System.Text.RegularExpressions;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>The ready-made files of the repository.</summary>
internal static partial class Deployment
{
    /// <summary>The folder <c>deploy</c>.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Names of our metrics in a text of queries.</summary>
    public static IReadOnlySet<string> MetricsIn(string text) => Names().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<![:\w])(?:vedetta|process|dotnet)_[a-z_]+(?!:)\b", RegexOptions.None, 1000)]
    private static partial Regex Names();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Vedetta.slnx"))) return Path.Combine(at.FullName, "deploy");
        throw new DirectoryNotFoundException("no folder above the tests holds Vedetta.slnx");
    }
}
