using System.Text;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Parsing;

/// <content>Values of a row. A value of the wrong type is kept as it came, counted as invalid and warned about.</content>
internal sealed partial class PredictionWriter
{
    /// <summary>Takes one value.</summary>
    /// <param name="slot">Where it belongs.</param>
    /// <param name="token">What it is.</param>
    /// <param name="text">Its UTF-8 text, for numbers and JSON as written.</param>
    /// <param name="number">Its number or moment.</param>
    public void Put(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        if (slot.LastRow == _serial)
        {
            Warn("duplicate_key", slot, "comes twice in the row; the first value is kept");
            return;
        }

        slot.LastRow = _serial;
        if (token == Token.Cell && text.IsEmpty) token = Token.Null;
        if (token == Token.Null) return;
        switch (slot.Kind)
        {
            case SlotKind.Stored:
                if (slot.Family is ColumnFamily.Feature or ColumnFamily.Probability) _hasContent = true;
                if (slot.Raw is not null) slot.Raw.Add(Row, token, text, number);
                else Store(slot, token, text, number);
                break;
            case SlotKind.Unknown:
                _hasContent = true;
                if (slot.Name.Length > Slot.LongestName) Warn("name_too_long", slot, $"is no name of a column: one has at most {Slot.LongestName} characters; the value is kept");
                else Warn("unknown_column", slot, "is not in the schema: kept, not monitored until the schema is edited");
                _extra.Unknown(slot, token, text, number);
                break;
            case SlotKind.Contribution: _extra.Contribution(slot, token, text, number); break;
            case SlotKind.Id: PutText(Batch.Id, slot, token, text, number); break;
            case SlotKind.At: PutTime(slot, token, text, number); break;
            case SlotKind.Score: SawScore = _hasContent = true; PutNumber(Batch.Score, slot, token, text, number); CheckScore(slot); break;
            case SlotKind.Prediction: _hasContent = true; PutPrediction(slot, token, text, number); break;
            case SlotKind.Version: PutCategory(Batch.Version, slot, token, text, number); break;
            case SlotKind.Decision: PutCategory(Batch.Decision, slot, token, text, number); break;
            case SlotKind.Variant: PutCategory(Batch.Variant, slot, token, text, number); break;
            case SlotKind.Amount: PutNumber(Batch.Amount, slot, token, text, number); break;
            case SlotKind.Latency: PutNumber(Batch.LatencyMs, slot, token, text, number); break;
            case SlotKind.Subject: PutText(Batch.Subject, slot, token, text, number); break;
            case SlotKind.Error: PutText(Batch.Error, slot, token, text, number); break;
            case SlotKind.Label: PutLabel(slot, token, text, number); break;
            case SlotKind.LabelAt: PutLabelTime(slot, token, text, number); break;
            default: break;
        }
    }

    private void Store(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        var column = slot.Column!;
        switch (slot.Type)
        {
            case ColumnType.Numeric:
                PutNumber(column.Numbers!, slot, token, text, number);
                break;
            case ColumnType.Timestamp:
                column.Numbers!.PadTo(Row, NumericValue.Missing);
                if (ReadTime(token, text, number, out var micros)) column.Numbers.Add(micros);
                else WrongType(slot, token, text, number, column.Numbers, "a moment");
                break;
            case ColumnType.Boolean:
                PutTruth(column.Categories!, slot, token, text, number);
                break;
            default:
                PutCategory(column.Categories!, slot, token, text, number);
                break;
        }

        if (slot.Definition is { } rules && (rules.Min is not null || rules.Max is not null || rules.Allowed is not null)) CheckRange(slot, rules);
    }

    private void PutNumber(NumericBuffer target, Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        target.PadTo(Row, NumericValue.Missing);
        if (token == Token.Number && double.IsFinite(number)) target.Add(number);
        else if (token == Token.Cell && NumberText.TryParse(text, out var parsed)) target.Add(double.IsNaN(parsed) ? double.NaN : parsed);
        else WrongType(slot, token, text, number, target, "a number");
    }

    private void PutCategory(CategoryBuffer target, Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        target.PadTo(Row);
        switch (token)
        {
            case Token.True: target.AddUtf8("true"u8); break;
            case Token.False: target.AddUtf8("false"u8); break;
            case Token.Json:
                target.AddCode(CategoryBuffer.Invalid);
                Mistyped(slot, token, text, number, "a text, number, true or false");
                break;
            default:
                Span<byte> scratch = stackalloc byte[ClassText.Longest];
                target.AddUtf8(ClassText.Of(token, text, number, scratch));
                break;
        }
    }

    private void PutTruth(CategoryBuffer target, Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        target.PadTo(Row);
        bool? truth = token switch
        {
            Token.True => true,
            Token.False => false,
            Token.Number when number is 0 or 1 => number is 1,
            Token.Cell or Token.Text when NumberText.TryTruth(text, out var value) => value,
            Token.Cell when text.SequenceEqual("1"u8) => true,
            Token.Cell when text.SequenceEqual("0"u8) => false,
            _ => null,
        };
        if (truth is { } known)
        {
            target.AddUtf8(known ? "true"u8 : "false"u8);
            return;
        }

        target.AddCode(CategoryBuffer.Invalid);
        Mistyped(slot, token, text, number, "true or false");
    }

    private void PutPrediction(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        if (slot.Raw is not null)
        {
            slot.Raw.Add(Row, token, text, number);
        }
        else if (_binding.Task == ModelTask.Regression)
        {
            PutNumber(Batch.PredictedValue, slot, token, text, number);
        }
        else if (token == Token.Json)
        {
            PutCategory(Batch.Prediction, slot, token, text, number);
        }
        else
        {
            Span<byte> scratch = stackalloc byte[ClassText.Longest];
            Batch.Prediction.PadTo(Row);
            Batch.Prediction.AddUtf8(ClassText.Label(token, text, number, scratch));
        }
    }

    private void PutText(TextBuffer target, Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        target.PadTo(Row);
        if (token == Token.Json && slot.Kind != SlotKind.Error)
        {
            Mistyped(slot, token, text, number, "a text");
            return;
        }

        Span<byte> scratch = stackalloc byte[ClassText.Longest];
        var value = ClassText.Of(token, text, number, scratch);
        if (value.IsEmpty) return;
        if (slot.Kind == SlotKind.Id && value.Length > 512)
        {
            Break(slot, "id_too_long", "the id is longer than 512 bytes");
            return;
        }

        target.Add(value);
    }

    private void PutTime(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        _hasAt = true;
        if (ReadTime(token, text, number, out _at)) return;
        _timeFault = _options.LocalTimes is null
            ? $"'{slot.Shown}' is not a time; allowed is {EventTime.Allowed}"
            : $"'{slot.Shown}' is not a time; allowed is {EventTime.Allowed}, or without an offset in the zone {_options.LocalTimes.Id}";
    }

    private bool ReadTime(Token token, ReadOnlySpan<byte> text, double number, out long micros)
    {
        micros = 0;
        if (token == Token.Moment)
        {
            micros = (long)number;
            return double.IsFinite(number);
        }

        return token is Token.Text or Token.Cell && EventTime.TryParse(text, _options.LocalTimes, out micros);
    }

    private void PutLabel(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        if (token == Token.Json)
        {
            Mistyped(slot, token, text, number, "a class or a number");
            return;
        }

        _hasLabel = true;
        if (_options.Reference)
        {
            if (slot.Raw is not null) slot.Raw.Add(Row, token, text, number);
            else if (slot.Column is { Numbers: not null } numeric) PutNumber(numeric.Numbers, slot, token, text, number);
            else PutClass(slot.Column!.Categories!, token, text, number);
            return;
        }

        (_labelToken, _labelNumber, _labelLength) = (token, number, text.Length);
        if (text.Length > _labelText.Length) _labelText = new byte[text.Length * 2];
        text.CopyTo(_labelText);
    }

    private void PutClass(CategoryBuffer target, Token token, ReadOnlySpan<byte> text, double number)
    {
        Span<byte> scratch = stackalloc byte[ClassText.Longest];
        target.PadTo(Row);
        target.AddUtf8(ClassText.Label(token, text, number, scratch));
    }

    private void PutLabelTime(Slot slot, Token token, ReadOnlySpan<byte> text, double number)
    {
        if (ReadTime(token, text, number, out var at)) _labelAt = at;
        else Warn("unreadable_time", slot, $"is not a time; the label counts from the time of its row; allowed is {EventTime.Allowed}");
    }

    private void WrongType(Slot slot, Token token, ReadOnlySpan<byte> text, double number, NumericBuffer target, string wanted)
    {
        target.Add(NumericValue.Invalid);
        Mistyped(slot, token, text, number, wanted);
    }

    private void Mistyped(Slot slot, Token token, ReadOnlySpan<byte> text, double number, string wanted)
    {
        var code = token == Token.Number ? "unreadable_number" : "wrong_type";
        var what = token == Token.Number && !double.IsFinite(number)
            ? "is a number beyond the range of a double; it counts as invalid"
            : $"is not {wanted}; it is kept as sent and counts as invalid";
        if (slot.Definition is { OnViolation: OnViolation.Reject }) Break(slot, code, $"'{slot.Shown}' {what}");
        else Warn(code, slot, what);
        _extra.Invalid(slot, token, text, number);
    }

    private void CheckRange(Slot slot, ColumnDefinition rules)
    {
        string? fault = null;
        if (slot.Column!.Numbers is { } numbers)
        {
            var value = numbers[Row];
            if (value < rules.Min || value > rules.Max) fault = $"lies outside {rules.Min?.ToString("R", Culture) ?? "-inf"} to {rules.Max?.ToString("R", Culture) ?? "inf"}";
        }
        else if (rules.Allowed is { } allowed && slot.Column.Categories![Row] is { } text && !allowed.Contains(text, StringComparer.Ordinal))
        {
            fault = $"is none of the {allowed.Count} allowed values";
        }

        if (fault is null) return;
        var code = slot.Column.Numbers is null ? "not_allowed" : "out_of_range";
        if (rules.OnViolation == OnViolation.Reject) Break(slot, code, $"'{slot.Shown}' {fault}");
        else Warn(code, slot, fault);
    }

    private void CheckScore(Slot slot)
    {
        if (_binding.Score is { } score && (Batch.Score[Row] < score.Min || Batch.Score[Row] > score.Max))
            Warn("out_of_range", slot, $"lies outside {score.Min?.ToString("R", Culture) ?? "-inf"} to {score.Max?.ToString("R", Culture) ?? "inf"}, the scores this model is said to give");
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;
}
