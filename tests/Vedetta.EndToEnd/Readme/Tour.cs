using System.Text.RegularExpressions;

namespace Vedetta.EndToEnd.Readme;

/// <summary>The command lines of the README's tour: the shell samples of the section "Sixty seconds", in their order.</summary>
internal static partial class Tour
{
    /// <summary>The repository, found from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>One entry per command, joined over continued lines, without comments.</summary>
    public static IReadOnlyList<string> Commands()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var start = readme.IndexOf("## Sixty seconds", StringComparison.Ordinal);
        var end = readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Samples().Matches(readme[start..end])
            .SelectMany(sample => sample.Groups["lines"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Samples();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Vedetta.slnx"))) return folder.FullName;
        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
