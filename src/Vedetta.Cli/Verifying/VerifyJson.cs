using System.Text;
using System.Text.Json;
using Vedetta.Core.Profiles;

namespace Vedetta.Cli.Verifying;

/// <summary>Verifications as JSON.</summary>
internal static class VerifyJson
{
    /// <summary>Writes them, indented.</summary>
    public static string Write(IReadOnlyList<VerifyReport> reports)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteBoolean("agrees", reports.All(r => r.Agrees));
            json.WriteStartArray("models");
            foreach (var report in reports)
            {
                json.WriteStartObject();
                json.WriteString("model", report.Model.Value);
                json.WriteNumber("rows", report.Rows);
                json.WriteNumber("profiles", report.Profiles);
                json.WriteNumber("difference_count", report.DifferenceCount);
                json.WriteStartArray("differences");
                foreach (var difference in report.Differences)
                {
                    json.WriteStartObject();
                    json.WriteString("column", difference.Key.Column);
                    json.WriteString("level", difference.Key.Level.ToString().ToLowerInvariant());
                    json.WriteString("start", difference.Key.Start.UtcDateTime);
                    json.WriteString("version", difference.Key.Version);
                    json.WriteString("segment", difference.Key.Segment.ToString());
                    json.WriteString("what", difference.What);
                    json.WriteString("stored", difference.Stored);
                    json.WriteString("scanned", difference.Scanned);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
