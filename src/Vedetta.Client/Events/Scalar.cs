using System.Globalization;
using System.Text.Json;

namespace Vedetta.Client;

/// <summary>One value of a feature, prediction or outcome: a number, a text, true or false, a time, or missing (the default).</summary>
/// <remarks>Converts implicitly from the types of the language, without boxing. NaN and infinities become missing, as JSON has no word for them.</remarks>
public readonly struct Scalar : IEquatable<Scalar>
{
    private enum Kind : byte
    {
        Missing,
        Double,
        Single,
        Integer,
        Boolean,
        Time,
        Text,
    }

    private readonly Kind kind;
    private readonly long bits;
    private readonly string? text;

    private Scalar(Kind kind, long bits, string? text = null) => (this.kind, this.bits, this.text) = (kind, bits, text);

    /// <summary>True when there is no value.</summary>
    public bool IsMissing => kind == Kind.Missing;

    /// <summary>A number; NaN and infinities are missing.</summary>
    public static implicit operator Scalar(double value) =>
        double.IsFinite(value) ? new(Kind.Double, BitConverter.DoubleToInt64Bits(value)) : default;

    /// <summary>A number, written with the digits of its own precision (0.1f is 0.1); NaN and infinities are missing.</summary>
    public static implicit operator Scalar(float value) =>
        float.IsFinite(value) ? new(Kind.Single, BitConverter.SingleToInt32Bits(value)) : default;

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(Kind.Integer, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(Kind.Integer, value);

    /// <summary>A number, to the precision of a double.</summary>
    public static implicit operator Scalar(decimal value) => (double)value;

    /// <summary>True or false.</summary>
    public static implicit operator Scalar(bool value) => new(Kind.Boolean, value ? 1 : 0);

    /// <summary>A text; null is missing.</summary>
    public static implicit operator Scalar(string? value) => value is null ? default : new(Kind.Text, 0, value);

    /// <summary>A time, sent in UTC.</summary>
    public static implicit operator Scalar(DateTimeOffset value) => new(Kind.Time, value.UtcTicks);

    /// <summary>A number, or missing.</summary>
    public static implicit operator Scalar(double? value) => value is { } given ? given : default;

    /// <summary>A whole number, or missing.</summary>
    public static implicit operator Scalar(int? value) => value is { } given ? given : default;

    /// <summary>A number, or missing.</summary>
    public static implicit operator Scalar(decimal? value) => value is { } given ? given : default;

    /// <summary>True, false, or missing.</summary>
    public static implicit operator Scalar(bool? value) => value is { } given ? given : default;

    /// <summary>The value of an object: numbers, booleans, texts, times, enumerations (by name) and JSON scalars as such, anything else by its invariant text.</summary>
    public static Scalar From(object? value) => value switch
    {
        null or DBNull => default,
        Scalar scalar => scalar,
        string text => text,
        double number => number,
        int number => number,
        bool flag => flag,
        float number => number,
        long number => number,
        decimal number => number,
        short number => number,
        byte number => number,
        sbyte number => number,
        ushort number => number,
        uint number => (long)number,
        ulong number => number <= long.MaxValue ? (long)number : (double)number,
        Half number => (float)number,
        DateTimeOffset time => time,
        DateTime { Kind: not DateTimeKind.Unspecified } time => new DateTimeOffset(time),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonElement element => From(element),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <inheritdoc/>
    public bool Equals(Scalar other) => kind == other.kind && bits == other.bits && string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(kind, bits, text);

    /// <summary>Same kind and same value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    internal void Write(Utf8JsonWriter json)
    {
        switch (kind)
        {
            case Kind.Double: json.WriteNumberValue(BitConverter.Int64BitsToDouble(bits)); break;
            case Kind.Single: json.WriteNumberValue(BitConverter.Int32BitsToSingle((int)bits)); break;
            case Kind.Integer: json.WriteNumberValue(bits); break;
            case Kind.Boolean: json.WriteBooleanValue(bits != 0); break;
            case Kind.Time: json.WriteStringValue(new DateTime(bits, DateTimeKind.Utc)); break;
            case Kind.Text: json.WriteStringValue(text); break;
            default: json.WriteNullValue(); break;
        }
    }

    private static Scalar From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => default,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? whole : element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        _ => element.GetRawText(),
    };
}
