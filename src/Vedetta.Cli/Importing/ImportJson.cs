using System.Text;
using System.Text.Json;

namespace Vedetta.Cli.Importing;

/// <summary>An import as JSON.</summary>
internal static class ImportJson
{
    /// <summary>Writes it on one line.</summary>
    public static string Write(ImportSummary summary)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", summary.Model.Value);
            json.WriteNumber("accepted", summary.Count.Accepted);
            json.WriteNumber("duplicates", summary.Count.Duplicates);
            json.WriteNumber("rejected", summary.Count.Rejected);
            json.WriteStartArray("issues");
            foreach (var issue in summary.Count.Reasons)
            {
                json.WriteStartObject();
                json.WriteNumber("index", issue.Index);
                json.WriteString("id", issue.Id);
                json.WriteString("code", issue.Code);
                json.WriteString("field", issue.Field);
                json.WriteString("message", issue.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (summary.Evaluation is { } evaluation)
            {
                json.WriteStartObject("evaluation");
                json.WriteNumber("points", evaluation.Points);
                json.WriteNumber("incidents", evaluation.Incidents);
                json.WriteEndObject();
            }

            json.WriteNumber("seconds", Math.Round(summary.Took.TotalSeconds, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
