using System.Text;
using System.Text.Json;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Cli.Drift;

/// <summary>The report as JSON, in the stable shape of the contract.</summary>
internal static class DriftJson
{
    /// <summary>Writes the report, indented.</summary>
    public static string Write(DriftReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("reference_rows", report.ReferenceRows);
            json.WriteNumber("current_rows", report.CurrentRows);
            json.WriteStartArray("columns");
            var judged = report.Columns.Count(line => line.Judged is not null && line.Verdict.Kind != VerdictKind.Undecided);
            foreach (var line in report.Columns) WriteLine(json, line, judged);
            json.WriteEndArray();
            json.WriteStartObject("dataset");
            json.WriteNumber("drifted", report.Drifted);
            json.WriteNumber("columns", report.Columns.Count);
            json.WriteNumber("share", report.Columns.Count == 0 ? 0 : report.Drifted / (double)report.Columns.Count);
            json.WriteString("verdict", Word(report.Verdict));
            if (report.Whole is { } whole) WriteWhole(json, whole);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The word of a verdict.</summary>
    public static string Word(VerdictKind kind) => kind switch
    {
        VerdictKind.Healthy => "healthy",
        VerdictKind.Warning => "warning",
        VerdictKind.Critical => "critical",
        _ => "undecided",
    };

    private static void WriteWhole(Utf8JsonWriter json, JudgedTable whole)
    {
        var facts = whole.Result;
        json.WriteString("reason", whole.Verdict.Reason);
        json.WriteString("method", DriftMethods.Name(facts.Method));
        Number(json, "statistic", facts.Statistic);
        Number(json, "low", facts.Low);
        Number(json, "high", facts.High);
        Number(json, "baseline", facts.Baseline);
        Number(json, "p_value", facts.PValue);
        Number(json, "effect", facts.Effect?.Value);
        json.WriteString("effect_name", facts.Effect?.Name);
        Number(json, "threshold", whole.Warning);
        Number(json, "threshold_critical", whole.Critical);
        Number(json, "excess", whole.Excess);
        json.WriteNumber("reference_used", facts.Reference.Used);
        json.WriteNumber("current_used", facts.Current.Used);
        json.WriteStartArray("attribution");
        foreach (var (column, share) in facts.Attribution)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WriteNumber("share", share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in facts.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, DriftLine line, int columns)
    {
        var facts = line.Facts;
        json.WriteStartObject();
        json.WriteString("column", line.Column);
        json.WriteString("type", line.Type.ToString().ToLowerInvariant());
        json.WriteString("method", DriftMethods.Name(line.Method));
        Number(json, "statistic", facts?.Statistic);
        Number(json, "low", facts?.Low);
        Number(json, "high", facts?.High);
        Number(json, "p_value", facts?.PValue);
        Number(json, "p_adjusted", line.Judged?.AdjustedPValue);
        Number(json, "dof", facts?.Dof);
        Number(json, "threshold", line.Judged?.Warning);
        Number(json, "threshold_critical", line.Judged?.Critical);
        Number(json, "effect", line.Judged?.Deciding?.Value);
        if (line.Judged?.Deciding is { } effect) json.WriteString("effect_name", effect.Name);
        else json.WriteNull("effect_name");
        json.WriteString("rule", line.Judged is { } judged ? JudgedRule.Of(judged, columns: columns).Text : null);
        json.WriteString("verdict", Word(line.Verdict.Kind));
        json.WriteString("reason", line.Verdict.Reason);
        Number(json, "excess", line.Judged?.Excess);
        json.WriteNumber("reference_n", facts?.ReferenceRows ?? 0);
        json.WriteNumber("current_n", facts?.CurrentRows ?? 0);
        json.WriteNumber("missing_reference", facts?.ReferenceMissing ?? 0);
        json.WriteNumber("missing_current", facts?.CurrentMissing ?? 0);
        json.WriteStartArray("new_categories");
        foreach (var category in facts?.NewCategories ?? []) json.WriteStringValue(category);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
