using System.Globalization;
using System.Text.Json;

namespace Vedetta.Cli.Tests.Drift;

/// <summary>The shared folders of real data, where they are.</summary>
internal static class Cases
{
    /// <summary>Folder of all cases, or null when it is not on this machine.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The folder of a case; skips the test where it is not.</summary>
    public static string Folder(string name)
    {
        Assert.SkipUnless(Root is not null, "real data are not on this machine: set VEDETTA_SHARED");
        return Path.Combine(Root!, name);
    }

    /// <summary>The value of <c>--types</c> a case describes.</summary>
    public static string Types(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        return string.Join(',', json.RootElement.GetProperty("features").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()}={f.GetProperty("type").GetString()}"));
    }

    /// <summary>The true values of a metric in a period, by column.</summary>
    public static Dictionary<string, double> Truth(string folder, string period, string metric) => File.ReadLines(Path.Combine(folder, "truth_drift.csv")).Skip(1)
        .Select(line => line.Split(','))
        .Where(cells => cells[1] == period && cells[4] == metric && cells[5].Length > 0)
        .ToDictionary(cells => cells[2], cells => double.Parse(cells[5], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static string? Find()
    {
        var told = Environment.GetEnvironmentVariable("VEDETTA_SHARED");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); told is null && at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Vedetta.slnx"))) told = Path.Combine(at.Parent?.FullName ?? "/", "shared");
        var root = told is null ? null : Path.Combine(told, "data", "cases");
        return root is not null && Directory.Exists(root) ? root : null;
    }
}
