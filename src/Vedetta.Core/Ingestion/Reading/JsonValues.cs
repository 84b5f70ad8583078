using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>Turns the value a JSON reader stands on into a token with its text.</summary>
internal sealed class JsonValues
{
    private byte[] _scratch = new byte[256];

    /// <summary>How rows are read: no comments, no trailing commas, bounded depth.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = ReadLimits.Depth };

    /// <summary>Unescaped text of a property name or string; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        if (reader.ValueSpan.Length > _scratch.Length) _scratch = new byte[reader.ValueSpan.Length];
        return _scratch.AsSpan(0, reader.CopyString(_scratch));
    }

    /// <summary>The value under the reader; an object or array is skipped and given as written.</summary>
    public Token Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> row, out ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        text = [];
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return Token.Null;
            case JsonTokenType.True: return Token.True;
            case JsonTokenType.False: return Token.False;
            case JsonTokenType.Number:
                text = reader.ValueSpan;
                // A number beyond a double's range parses as infinity; writers tell by that.
                if (!DecimalText.TryParse(text, out number) && (!Utf8Parser.TryParse(text, out number, out var used) || used != text.Length)) number = double.PositiveInfinity;
                return Token.Number;
            case JsonTokenType.String:
                text = Text(ref reader);
                return Token.Text;
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                text = row[start..(int)reader.BytesConsumed];
                return Token.Json;
        }
    }

    /// <summary>What to tell about a row that is no JSON.</summary>
    public static (string Code, string Message) Fault(JsonException error, ReadOnlySpan<byte> row)
    {
        var place = $"byte {error.BytePositionInLine ?? 0}";
        if (error.BytePositionInLine is { } at && at < row.Length && IsNotANumber(row[(int)at..]))
            return ("unreadable_number", $"NaN and infinities are not JSON numbers; send null for a missing value ({place})");
        return ("malformed_json", error.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
            ? $"the row nests deeper than {ReadLimits.Depth} levels"
            : $"the row is not a JSON object ({place})");
    }

    /// <summary>What to tell about a text that is no text: the reader finds half of a surrogate pair only when it unfolds the escapes.</summary>
    public const string HalfPair = "a text of the row holds half of a surrogate pair (\\ud800 to \\udfff)";

    private static bool IsNotANumber(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == '-') text = text[1..];
        return text.StartsWith("NaN"u8) || text.StartsWith("nan"u8) || text.StartsWith("Inf"u8) || text.StartsWith("inf"u8);
    }
}
