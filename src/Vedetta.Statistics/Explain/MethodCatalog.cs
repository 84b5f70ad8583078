using System.Text;

namespace Vedetta.Statistics.Explain;

/// <summary>Every method in words; the pages under docs/statistics are rendered from it.</summary>
public static class MethodCatalog
{
    /// <summary>All methods, page by page.</summary>
    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        DefaultVerdict.Auto,
        .. DivergenceEntries.All,
        .. RankEntries.All,
        .. TableEntries.All,
        .. QualityEntries.All,
        .. MultivariateEntries.All,
        .. OutlierEntries.All,
        .. LearnerEntries.All,
        .. SamplingEntries.All,
        .. ExperimentEntries.All,
        .. CreditEntries.All,
        .. Detectors.DetectorEntries.All,
        .. EstimationEntries.All,
        .. PerformanceEntries.All,
        .. CalibrationEntries.All,
        .. SlicingEntries.All,
    ];

    /// <summary>The pages.</summary>
    public static IReadOnlyList<MethodFamily> Families { get; } = [.. All.Select(m => m.Family).Distinct()];

    /// <summary>The entry with this name, or the one that explains it among others; null when there is none.</summary>
    public static MethodEntry? Find(string name) => 
        All.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal)) ?? All.FirstOrDefault(m => m.Also.Contains(name, StringComparer.Ordinal));

    /// <summary>The entry as text for a terminal.</summary>
    public static string Text(MethodEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder();
        text.Append(entry.Name).Append(": ").Append(entry.Title).Append("\n\n").Append(entry.Purpose).Append('\n');
        foreach (var (heading, body) in entry.Parts)
            text.Append('\n').Append(heading).Append("\n  ").Append(body.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
        return text.ToString();
    }

    /// <summary>A page of the documentation in Markdown.</summary>
    public static string Page(MethodFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        var page = new StringBuilder();
        page.Append("# ").Append(family.Title).Append("\n\n").Append(family.Introduction).Append('\n');
        foreach (var entry in All.Where(m => m.Family == family))
        {
            page.Append("\n## ").Append(entry.Title).Append(" (`").Append(entry.Name).Append("`)\n\n").Append(entry.Purpose).Append('\n');
            foreach (var (heading, body) in entry.Parts)
                page.Append("\n**").Append(heading).Append(".** ").Append(body).Append('\n');
        }
        return page.ToString();
    }

    /// <summary>The first page: how judgement works, and where each method is described.</summary>
    public static string FirstPage()
    {
        var page = new StringBuilder(Judgement.Text);
        page.Append("\n## Pages\n\n| page | methods |\n|---|---|\n");
        page.Append("| [").Append(OtherTools.Title).Append("](").Append(OtherTools.File).Append(") | `--compat`, and where the default differs on purpose |\n");
        foreach (var family in Families)
        {
            page.Append("| [").Append(family.Title).Append("](").Append(family.File).Append(") | ")
                .AppendJoin(", ", All.Where(m => m.Family == family).Select(m => $"`{m.Name}`")).Append(" |\n");
        }
        return page.ToString();
    }

    /// <summary>The page on other tools: its file and its text in Markdown.</summary>
    public static (string File, string Text) CompatibilityPage() => (OtherTools.File, OtherTools.Text);
}
