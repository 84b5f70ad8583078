using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Explain;

namespace Vedetta.Statistics.Tests.Explain;

public class MethodCatalogTests
{
    [Fact]
    public void Every_available_method_is_explained()
    {
        foreach (var method in DriftMethods.Available)
        {
            var entry = MethodCatalog.Find(DriftMethods.Name(method)).ShouldNotBeNull(DriftMethods.Name(method));
            MethodCatalog.Text(entry).ShouldContain(entry.Source);
            entry.Parts.ShouldAllBe(p => p.Text.Length > 5);
        }
        MethodCatalog.Find("nonsense").ShouldBeNull();
    }

    [Fact]
    public void Every_metric_of_quality_is_explained()
    {
        foreach (var metric in Enum.GetValues<Vedetta.Statistics.Performance.PerformanceMetric>())
            MethodCatalog.Find(Vedetta.Statistics.Performance.PerformanceMetrics.Name(metric)).ShouldNotBeNull(metric.ToString());
    }

    [Fact]
    public void Pages_of_the_documentation_are_what_the_catalog_renders()
    {
        var folder = Path.Combine(SharedFolder.RepositoryRoot, "docs", "statistics");
        var pages = MethodCatalog.Families.Select(f => (f.File, Text: MethodCatalog.Page(f))).Append((File: "README.md", Text: MethodCatalog.FirstPage())).Append(MethodCatalog.CompatibilityPage());
        foreach (var (file, text) in pages)
        {
            var path = Path.Combine(folder, file);
            if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(path, text);
            }
            File.Exists(path).ShouldBeTrue($"docs/statistics/{file} is missing; VEDETTA_ACCEPT=1 writes it");
            FirstDifference(File.ReadAllText(path), text).ShouldBeNull($"docs/statistics/{file} differs from the catalog; VEDETTA_ACCEPT=1 rewrites it");
        }
    }

    [Fact]
    public void Default_thresholds_of_the_pages_are_those_of_the_judge()
    {
        foreach (var method in DriftMethods.Available.Where(m => m != DriftMethod.Auto))
        {
            var (warning, critical) = DriftJudge.Thresholds(method);
            var effect = MethodCatalog.Find(DriftMethods.Name(method))!.Effect;
            effect.ShouldContain(FormattableString.Invariant($"warning {warning}, critical {critical}"));
        }
    }

    private static string? FirstDifference(string stored, string rendered)
    {
        var (a, b) = (stored.Split('\n'), rendered.Split('\n'));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (left, right) = (i < a.Length ? a[i] : "(end)", i < b.Length ? b[i] : "(end)");
            if (left != right)
                return $"line {i + 1}:\n- {left}\n+ {right}";
        }
        return null;
    }
}
