using System.Buffers;
using System.Text.Json;
using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>
/// Builds the <c>extra</c> object of a row: <c>{"invalid":{..},"unknown":{..},"contributions":{..}}</c>, each part only
/// where it has something. Reused for every row.
/// </summary>
internal sealed class ExtraText
{
    private readonly ArrayBufferWriter<byte> _invalid = new();
    private readonly ArrayBufferWriter<byte> _unknown = new();
    private readonly ArrayBufferWriter<byte> _contributions = new();
    private readonly ArrayBufferWriter<byte> _whole = new();

    public bool Any { get; private set; }

    public void Clear()
    {
        if (!Any) return;
        Any = false;
        _invalid.ResetWrittenCount();
        _unknown.ResetWrittenCount();
        _contributions.ResetWrittenCount();
    }

    public void Invalid(Slot slot, Token token, ReadOnlySpan<byte> text, double number) => Add(_invalid, slot, token, text, number);

    public void Unknown(Slot slot, Token token, ReadOnlySpan<byte> text, double number) => Add(_unknown, slot, token, text, number);

    public void Contribution(Slot slot, Token token, ReadOnlySpan<byte> text, double number) => Add(_contributions, slot, token, text, number);

    /// <summary>Appends the object as the text of the row.</summary>
    public void Finish(TextBuffer target)
    {
        _whole.ResetWrittenCount();
        _whole.Write("{"u8);
        var first = true;
        Part("\"invalid\":{"u8, _invalid, ref first);
        Part("\"unknown\":{"u8, _unknown, ref first);
        Part("\"contributions\":{"u8, _contributions, ref first);
        _whole.Write("}"u8);
        target.Add(_whole.WrittenSpan);
    }

    private void Part(ReadOnlySpan<byte> opening, ArrayBufferWriter<byte> content, ref bool first)
    {
        if (content.WrittenCount == 0) return;
        if (!first) _whole.Write(","u8);
        first = false;
        _whole.Write(opening);
        _whole.Write(content.WrittenSpan);
        _whole.Write("}"u8);
    }

    private void Add(ArrayBufferWriter<byte> part, Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        Any = true;
        if (part.WrittenCount > 0) part.Write(","u8);
        Quote(part, slot.Utf8);
        part.Write(":"u8);
        switch (token)
        {
            case Token.Null: part.Write("null"u8); break;
            case Token.True: part.Write("true"u8); break;
            case Token.False: part.Write("false"u8); break;
            case Token.Json: part.Write(text); break;
            case Token.Number when !text.IsEmpty: part.Write(text); break;
            default:
                Span<byte> scratch = stackalloc byte[ClassText.Longest];
                Quote(part, ClassText.Of(token, text, number, scratch));
                break;
        }
    }

    private static void Quote(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> text)
    {
        target.Write("\""u8);
        target.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        target.Write("\""u8);
    }
}
