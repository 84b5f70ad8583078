using System.Globalization;
using System.Text;

namespace Vedetta.Server.Telemetry.Exposition;

/// <summary>Writes a page of metrics in the text format of Prometheus (version 0.0.4) or of OpenMetrics (version 1.0.0).</summary>
internal static class PrometheusText
{
    /// <summary>Content type of the format of Prometheus.</summary>
    public const string Prometheus = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Content type of OpenMetrics.</summary>
    public const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>The whole page.</summary>
    public static string Write(MetricPage page, bool openMetrics)
    {
        var text = new StringBuilder();
        foreach (var family in page.Families)
        {
            // OpenMetrics names a counter without the suffix that its samples carry.
            var name = openMetrics && family.Kind == MetricKind.Counter ? family.Name[..^"_total".Length] : family.Name;
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(family.Help, quotes: openMetrics)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(KindOf(family.Kind)).Append('\n');
            foreach (var sample in family.Samples) Write(text, family.Name, sample);
        }

        if (openMetrics) text.Append("# EOF\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, MetricSample sample)
    {
        text.Append(name).Append(sample.Suffix);
        for (var i = 0; i < sample.Labels.Count; i++)
            text.Append(i == 0 ? '{' : ',').Append(sample.Labels[i].Name).Append("=\"").Append(Escape(sample.Labels[i].Value, quotes: true)).Append('"');
        if (sample.Labels.Count > 0) text.Append('}');
        text.Append(' ').Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string KindOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Escape(string value, bool quotes)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
