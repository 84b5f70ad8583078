using System.Text;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Which part of a prediction each column of a flat file is.</summary>
internal static class FlatColumns
{
    /// <summary>A slot per column. Beside a score column, a score with a suffix is a shadow; without one, a class.</summary>
    public static IEnumerable<Slot> Bind(PredictionWriter writer, ColumnMapping mapping, IReadOnlyList<string> names)
    {
        var hasScore = names.Contains(mapping.Score, StringComparer.Ordinal);
        foreach (var name in names) yield return SlotOf(writer, mapping, name, hasScore);
    }

    /// <summary>Whether a column of numbers must be read as text, to keep every digit.</summary>
    public static bool AsText(ColumnMapping mapping, string name) =>
        name == mapping.Id || name == mapping.Version || name == mapping.Subject;

    private static Slot SlotOf(PredictionWriter writer, ColumnMapping mapping, string name, bool hasScore)
    {
        if (name == mapping.Id) return writer.Id;
        if (name == mapping.Time) return writer.At;
        if (name == mapping.Version) return writer.Version;
        if (name == mapping.Score) return writer.Score;
        if (name == mapping.Prediction) return writer.Prediction;
        if (name == mapping.Decision) return writer.Decision;
        if (name == mapping.Amount) return writer.Amount;
        if (name == mapping.Subject) return writer.Subject;
        if (name == mapping.Variant) return writer.Variant;
        if (name == mapping.Latency) return writer.Latency;
        if (name == mapping.Label) return writer.Label;
        if (name == mapping.LabelTime) return writer.LabelAt;
        if (mapping.Tags?.Contains(name, StringComparer.Ordinal) == true) return Find(writer.Tags, name);
        if (Suffix(name, mapping.TagPrefix) is { } tag) return Find(writer.Tags, tag);
        if (Suffix(name, mapping.ScorePrefix) is { } suffix) return Find(hasScore ? writer.ShadowScores : writer.Probabilities, suffix);
        return Find(writer.Features, name);
    }

    private static string? Suffix(string name, string prefix) =>
        prefix.Length > 0 && name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;

    private static Slot Find(SlotTable table, string name) => table.Find(Encoding.UTF8.GetBytes(name));
}
