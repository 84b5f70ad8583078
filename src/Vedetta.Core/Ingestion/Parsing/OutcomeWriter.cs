using System.Text;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>The parts of an outcome row.</summary>
internal enum OutcomeField
{
    None,
    Id,
    Outcome,
    Value,
    At,
    Source,
}

/// <summary>Builds outcome rows value by value, whatever they are read from. Not thread-safe.</summary>
internal sealed class OutcomeWriter(ParseOptions options, IssueLog issues, OutcomeRules rules)
{
    private readonly long _receivedAt = EventTime.Micros(options.ReceivedAt);
    private readonly long _latest = EventTime.Micros(options.ReceivedAt + ParseOptions.Ahead);
    private readonly Part _id = new();
    private readonly Part _outcome = new();
    private readonly Part _value = new();
    private readonly Part _at = new();
    private readonly Part _source = new();

    public OutcomeBatch Batch { get; } = new();

    /// <summary>What outcomes may be, as it is known now.</summary>
    public OutcomeRules Rules { get; set; } = rules;

    public long Seen { get; private set; }

    public void BeginRow()
    {
        Seen++;
        _id.Clear();
        _outcome.Clear();
        _value.Clear();
        _at.Clear();
        _source.Clear();
    }

    public void Put(OutcomeField field, Token token, ReadOnlySpan<byte> text, double number)
    {
        var part = field switch
        {
            OutcomeField.Id => _id,
            OutcomeField.Outcome => _outcome,
            OutcomeField.Value => _value,
            OutcomeField.At => _at,
            OutcomeField.Source => _source,
            _ => null,
        };
        if (part is null || token == Token.Null || (token == Token.Cell && text.IsEmpty)) return;
        if (part.Token == Token.Null) part.Set(token, text, number);
        else issues.Warn(Seen - 1, IdText(), "duplicate_key", Name(field), $"'{Name(field)}' comes twice in the row; the first value is kept");
    }

    public void Refuse(string code, string? field, string message, ReadOnlySpan<byte> raw) =>
        issues.Reject(Seen - 1, IdText(), code, field, message, raw);

    /// <summary>Ends a row; false when it was refused.</summary>
    public bool EndRow(ReadOnlySpan<byte> raw)
    {
        var at = _receivedAt;
        Span<byte> scratch = stackalloc byte[ClassText.Longest];
        if (_id.Token is Token.Null or Token.Json || _id.Text.Length > 512) return Refused("missing_id", "id", "an outcome needs the 'id' of its prediction, a text of at most 512 bytes", raw);
        if (_value.Token == Token.Null) return Refused("missing_value", "value", "an outcome needs a 'value': a class, a number, true or false", raw);
        if (_value.Token == Token.Json || (_value.Token == Token.Number && !double.IsFinite(_value.Number)))
            return Refused("wrong_type", "value", "the 'value' is not a class, a finite number, true or false", raw);
        if (_outcome.Token is not (Token.Null or Token.Text or Token.Cell) || _outcome.Text.Length > 100)
            return Refused("wrong_type", "outcome", "the 'outcome' is not a name of at most 100 bytes", raw);
        if (_at.Token == Token.Moment) at = (long)_at.Number;
        else if (_at.Token != Token.Null && !(_at.Token is Token.Text or Token.Cell && EventTime.TryParse(_at.Text, options.LocalTimes, out at)))
            return Refused("unreadable_time", "at", $"'at' is not a time; allowed is {EventTime.Allowed}", raw);
        if (at < 0) return Refused("time_too_early", "at", "the time lies before 1970-01-01T00:00:00Z", raw);
        if (at > _latest) return Refused("time_too_late", "at", "the time lies more than 24 hours ahead of the server's clock", raw);
        if (!KnownSource(_source.Text)) return Refused("wrong_value", "source", "the 'source' is none of system, review, import", raw);

        if (_outcome.Token == Token.Null) Batch.Outcome.AddUtf8("label"u8);
        else Batch.Outcome.AddUtf8(_outcome.Text);
        var name = Batch.Outcome[Batch.Count]!;
        if (Rules.KindOf(name) is OutcomeKind.Value or OutcomeKind.Series && !OutcomeValues.IsNumber(_value.Token, _value.Text))
        {
            Batch.Outcome.Truncate(Batch.Count);
            return Refused("wrong_type", "value", $"the outcome '{name}' is a number, and the 'value' is none", raw);
        }

        var id = ClassText.Of(_id.Token, _id.Text, _id.Number, scratch);
        Batch.Id.Add(id);
        Batch.IdHash.Add(XxHash64.Of(id));
        OutcomeValues.Append(Batch, _value.Token, _value.Text, _value.Number);
        if (issues.TakesWarnings) Warn(name, Batch.Label[Batch.Count] ?? "");
        Batch.At.Add(at);
        Batch.ReceivedAt.Add(_receivedAt);
        if (_source.Token == Token.Null) Batch.Source.AddUtf8("system"u8);
        else Batch.Source.AddUtf8(_source.Text);
        Batch.Count++;
        return true;
    }

    public void Clear() => Batch.Clear();

    private void Warn(string name, string value)
    {
        if (Rules.IsNew(name))
            issues.Warn(Seen - 1, IdText(), "new_outcome", "outcome", $"the model has no outcome '{name}' yet; it has now, of the kind its values show, and is known at once: describe it to give it a maturity");
        if (Rules.ClassesWithout(name, value) is { } classes)
            issues.Warn(Seen - 1, IdText(), "unknown_class", "value", $"'{value}' is none of the classes {string.Join(", ", classes)}; it is kept and does not count in the model's quality");
    }

    private static bool KnownSource(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text.SequenceEqual("system"u8) || text.SequenceEqual("review"u8) || text.SequenceEqual("import"u8);

    private static string Name(OutcomeField field) => field switch
    {
        OutcomeField.Id => "id",
        OutcomeField.Outcome => "outcome",
        OutcomeField.Value => "value",
        OutcomeField.At => "at",
        _ => "source",
    };

    private bool Refused(string code, string field, string message, ReadOnlySpan<byte> raw)
    {
        Refuse(code, field, message, raw);
        return false;
    }

    private string? IdText() => _id.Token is Token.Null or Token.Json ? null : Encoding.UTF8.GetString(_id.Text[..Math.Min(_id.Text.Length, 512)]);

    private sealed class Part
    {
        private byte[] _bytes = new byte[64];
        private int _length;

        public Token Token { get; private set; }

        public double Number { get; private set; }

        public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

        public void Clear()
        {
            Token = Token.Null;
            _length = 0;
        }

        public void Set(Token token, ReadOnlySpan<byte> text, double number)
        {
            (Token, Number, _length) = (token, number, text.Length);
            if (text.Length > _bytes.Length) _bytes = new byte[text.Length * 2];
            text.CopyTo(_bytes);
        }
    }
}
