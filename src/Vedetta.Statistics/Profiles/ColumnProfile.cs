using System.Buffers;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Mergeable summary of one column in one hour, version and segment. Adding is for one thread at a time; a profile
/// that nobody adds to may be read by many. merge(a, b) equals the profile of all rows: counts exactly, moments to
/// 1e-12 relative, sketches bit for bit, in any order.
/// </summary>
public abstract class ColumnProfile
{
    /// <summary>All rows seen, missing and invalid ones included.</summary>
    public long Rows { get; private protected set; }

    /// <summary>Rows without a value.</summary>
    public long Missing { get; private protected set; }

    /// <summary>Rows whose value had the wrong type.</summary>
    public long Invalid { get; private protected set; }

    /// <summary>Rows whose value broke the range or the list of allowed values of the schema (they count as values too).</summary>
    public long OutOfRange { get; private protected set; }

    /// <summary>Number of distinct values, exact or estimated (see <see cref="DistinctIsExact"/>).</summary>
    public abstract double Distinct { get; }

    /// <summary>False when <see cref="Distinct"/> is an estimate.</summary>
    public abstract bool DistinctIsExact { get; }

    /// <summary>Adds everything the other profile has seen.</summary>
    /// <exception cref="ArgumentException">The other profile is of another kind.</exception>
    /// <exception cref="InvalidOperationException">The profiles stand on different grids or ranges.</exception>
    public abstract void Merge(ColumnProfile other);

    /// <summary>
    /// Merges two parts of one and the same hour: as <see cref="Merge"/>, but the limits of an hour
    /// (1,000 new categories) hold for both parts together.
    /// </summary>
    public virtual void MergeSameHour(ColumnProfile other) => Merge(other);

    /// <summary>An independent copy.</summary>
    public abstract ColumnProfile Clone();

    /// <summary>Writes the binary form; equal content gives equal bytes.</summary>
    public abstract void Write(IBufferWriter<byte> target);

    /// <summary>Counts rows whose value broke the schema's range; they were or will be added as values as well.</summary>
    public void AddOutOfRange(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        OutOfRange += rows;
    }

    /// <summary>Reads a numeric or categorical profile.</summary>
    /// <param name="bytes">The binary form.</param>
    /// <param name="grid">The grid a numeric profile was made on; null for one made without a grid.</param>
    /// <exception cref="FormatException">The bytes are damaged, of an unknown format, or the grid is not the profile's.</exception>
    public static ColumnProfile Read(ReadOnlySpan<byte> bytes, NumericGrid? grid = null) => ProfileReader.KindOf(bytes) switch
    {
        ProfileKind.Numeric => NumericProfile.Read(bytes, grid),
        ProfileKind.Categorical => CategoricalProfile.Read(bytes),
        var kind => throw new FormatException($"A {kind} profile is not the profile of a column."),
    };

    /// <summary>The fingerprint of the grid a written profile needs; null when it needs none.</summary>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static ulong? GridOf(ReadOnlySpan<byte> bytes)
    {
        if (ProfileReader.KindOf(bytes) != ProfileKind.Numeric)
            return null;
        var reader = new ProfileReader(bytes, ProfileKind.Numeric);
        return (reader.Byte() & NumericProfile.HasGrid) == 0 ? null : reader.Fixed();
    }

    private protected void WriteTotals(ProfileWriter writer)
    {
        writer.Count(Rows);
        writer.Count(Missing);
        writer.Count(Invalid);
        writer.Count(OutOfRange);
    }

    private protected void ReadTotals(ref ProfileReader reader)
    {
        Rows = reader.Count();
        Missing = reader.Count();
        Invalid = reader.Count();
        OutOfRange = reader.Count();
    }

    private protected void MergeTotals(ColumnProfile other)
    {
        Rows += other.Rows;
        Missing += other.Missing;
        Invalid += other.Invalid;
        OutOfRange += other.OutOfRange;
    }

    private protected static T Same<T>(ColumnProfile other)
        where T : ColumnProfile
    {
        ArgumentNullException.ThrowIfNull(other);
        return other as T ?? throw new ArgumentException($"A {other.GetType().Name} cannot be merged into a {typeof(T).Name}.", nameof(other));
    }
}
