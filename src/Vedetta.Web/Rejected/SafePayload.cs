using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vedetta.Core.Models;

namespace Vedetta.Web.Rejected;

/// <summary>
/// What was sent, as it may be shown: values of personal columns and the person it is about are masked. Text that cannot be
/// read as JSON cannot be masked, so it is only shown for models without personal columns. Pure.
/// </summary>
public static class SafePayload
{
    /// <summary>Stands for a value that is not shown.</summary>
    public const string Mask = "•••";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text to show; null when nothing of it may be shown.</summary>
    public static string? Of(string payload, ModelSchema schema)
    {
        var personal = schema.Columns.Where(column => column.Pii != PiiClass.None).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (Parse(payload) is not JsonObject row) return personal.Count == 0 ? Printable(payload) : null;
        MaskIn(row, personal);
        if (row["features"] is JsonObject features) MaskIn(features, personal);
        if (row.ContainsKey("subject")) row["subject"] = Mask;
        return Printable(row.ToJsonString(Indented));
    }

    private static void MaskIn(JsonObject fields, HashSet<string> personal)
    {
        foreach (var name in fields.Select(field => field.Key).Where(personal.Contains).ToList()) fields[name] = Mask;
    }

    private static JsonNode? Parse(string payload)
    {
        try
        {
            // A node takes a name that stands twice only when it is read; the document refuses it here.
            var options = new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(payload, options);
            return JsonNode.Parse(payload, documentOptions: options);
        }
        catch (JsonException)
        {
            return null; // a row that was rejected because it is no JSON, or says the same name twice
        }
    }

    // Control characters are shown by their pictures, so that a row cannot hide anything or move the text around it.
    private static string Printable(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' or '\t' => c,
        < ' ' => (char)(0x2400 + c),
        '\u007f' => '\u2421',
        >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' => '\ufffd',
        _ => c,
    }));
}
