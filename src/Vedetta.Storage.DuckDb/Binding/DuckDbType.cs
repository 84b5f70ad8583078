namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>Column types of DuckDB that the binding reads or writes; the numbers are those of its C API.</summary>
public enum DuckDbType
{
    /// <summary>No type: the column does not exist.</summary>
    None = 0,

    /// <summary>One byte, 0 or 1; read and written as <see cref="bool"/>.</summary>
    Boolean = 1,

    /// <summary>Eight signed bits.</summary>
    TinyInt = 2,

    /// <summary>Sixteen signed bits.</summary>
    SmallInt = 3,

    /// <summary>Thirty-two signed bits.</summary>
    Integer = 4,

    /// <summary>Sixty-four signed bits.</summary>
    BigInt = 5,

    /// <summary>Eight unsigned bits.</summary>
    UTinyInt = 6,

    /// <summary>Sixteen unsigned bits.</summary>
    USmallInt = 7,

    /// <summary>Thirty-two unsigned bits.</summary>
    UInteger = 8,

    /// <summary>Sixty-four unsigned bits.</summary>
    UBigInt = 9,

    /// <summary>Single precision.</summary>
    Float = 10,

    /// <summary>Double precision.</summary>
    Double = 11,

    /// <summary>Microseconds since 1970-01-01 00:00, without a zone.</summary>
    Timestamp = 12,

    /// <summary>Days since 1970-01-01.</summary>
    Date = 13,

    /// <summary>Microseconds since midnight.</summary>
    Time = 14,

    /// <summary>128 signed bits.</summary>
    HugeInt = 16,

    /// <summary>UTF-8 text.</summary>
    Varchar = 17,

    /// <summary>Bytes.</summary>
    Blob = 18,

    /// <summary>Decimal of a fixed width and scale.</summary>
    Decimal = 19,

    /// <summary>Seconds since 1970-01-01.</summary>
    TimestampSeconds = 20,

    /// <summary>Milliseconds since 1970-01-01.</summary>
    TimestampMilliseconds = 21,

    /// <summary>Nanoseconds since 1970-01-01.</summary>
    TimestampNanoseconds = 22,

    /// <summary>One of a fixed list of texts.</summary>
    Enum = 23,

    /// <summary>A list of values.</summary>
    List = 24,

    /// <summary>Named fields.</summary>
    Struct = 25,

    /// <summary>Keys and values.</summary>
    Map = 26,

    /// <summary>128-bit identifier.</summary>
    Uuid = 27,

    /// <summary>Microseconds since 1970-01-01 in UTC.</summary>
    TimestampTz = 31,
}
