namespace Vedetta.Statistics.Profiles;

/// <summary>
/// The two marked NaNs of a numeric column buffer. A missing value is a NaN with payload 1954 (as the NA of R),
/// a value of the wrong type is a NaN with payload 1955. Any other NaN is a NaN that was really sent.
/// </summary>
public static class NumericValue
{
    private const ulong MissingBits = 0x7FF8_0000_0000_07A2;
    private const ulong InvalidBits = 0x7FF8_0000_0000_07A3;

    /// <summary>The value that was not sent.</summary>
    public static readonly double Missing = BitConverter.UInt64BitsToDouble(MissingBits);

    /// <summary>The value that was sent with a type that is not numeric.</summary>
    public static readonly double Invalid = BitConverter.UInt64BitsToDouble(InvalidBits);

    /// <summary>True for <see cref="Missing"/> whatever its sign and quiet bits (the low word decides, as in R).</summary>
    public static bool IsMissing(double value) => double.IsNaN(value) && (uint)BitConverter.DoubleToUInt64Bits(value) == 1954;

    /// <summary>True for <see cref="Invalid"/> whatever its sign and quiet bits.</summary>
    public static bool IsInvalid(double value) => double.IsNaN(value) && (uint)BitConverter.DoubleToUInt64Bits(value) == 1955;
}
