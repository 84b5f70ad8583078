using System.Globalization;
using System.Text.Json;

namespace Vedetta.EndToEnd.Cases;

/// <summary>A folder of real data with the values other programs computed from it.</summary>
internal sealed class CaseFolder
{
    private CaseFolder(string path)
    {
        Path = path;
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, "case.json")));
        Period = json.RootElement.GetProperty("period").GetString()!;
        Truth = [.. File.ReadLines(System.IO.Path.Combine(path, "truth_drift.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[5].Length > 0)
            .Select(cells => new TruthLine(cells[1], cells[2], cells[3] == "numeric", cells[4], double.Parse(cells[5], CultureInfo.InvariantCulture)))];
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string Period { get; }

    /// <summary>What is true of its columns and periods.</summary>
    public IReadOnlyList<TruthLine> Truth { get; }

    /// <summary>Opens a case; skips the test on machines without the data.</summary>
    public static CaseFolder Open(string name)
    {
        var shared = Environment.GetEnvironmentVariable("VEDETTA_SHARED");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); shared is null && at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Vedetta.slnx"))) shared = System.IO.Path.Combine(at.Parent?.FullName ?? "/", "shared");
        var folder = System.IO.Path.Combine(shared ?? "", "data", "cases", name);
        Assert.SkipUnless(Directory.Exists(folder), "real data are not on this machine: set VEDETTA_SHARED");
        return new CaseFolder(folder);
    }
}

/// <summary>One true value; the period <c>production</c> is everything.</summary>
internal sealed record TruthLine(string Period, string Column, bool Numeric, string Metric, double Value);
