namespace Vedetta.Statistics.Profiles;

/// <content>
/// The binary form. While the profile is exact only values and counts are written: moments, cells and sums follow
/// from them, so a small hour takes a few bytes per distinct value.
/// </content>
public sealed partial class NumericProfile
{
    internal const byte HasGrid = 1;
    private const byte HasFine = 2;
    private const byte Exact = 4;
    private const byte NoSketches = 8;

    private enum ValueForm : byte
    {
        Double = 0,
        Single = 1,
        Whole = 2,
    }

    /// <summary>Reads a numeric profile.</summary>
    /// <inheritdoc cref="ColumnProfile.Read"/>
    public static new NumericProfile Read(ReadOnlySpan<byte> bytes, NumericGrid? grid = null)
    {
        var reader = new ProfileReader(bytes, ProfileKind.Numeric);
        var flags = reader.Byte();
        if (flags > (HasGrid | HasFine | Exact | NoSketches) || (flags & (Exact | NoSketches)) == (Exact | NoSketches))
            throw reader.Damaged("unknown flags");
        var fingerprint = (flags & HasGrid) == 0 ? (ulong?)null : reader.Fixed();
        if (fingerprint != grid?.Fingerprint)
            throw new FormatException($"The profile was made on {Name(fingerprint)}, it cannot be read with {Name(grid?.Fingerprint)}.");
        var profile = new NumericProfile(grid, sketches: (flags & NoSketches) == 0);
        profile.ReadTotals(ref reader);
        profile.NotANumber = reader.Count();
        profile.PositiveInfinities = reader.Count();
        profile.NegativeInfinities = reader.Count();
        if ((flags & Exact) != 0)
            profile.ReadExact(ref reader);
        else
            profile.ReadSketches(ref reader);
        if ((flags & HasFine) != 0)
            profile._fine = FineHistogram.Read(ref reader);
        reader.End();
        if (profile.Rows != profile.Values + profile.Absent)
            throw reader.Damaged("the rows are not the sum of their parts");
        return profile;

        static string Name(ulong? fingerprint) => fingerprint is { } f ? $"grid {f:x16}" : "no grid";
    }

    private ProfileWriter WriteBody()
    {
        var writer = new ProfileWriter(ProfileKind.Numeric);
        writer.Byte((byte)((_hasGrid ? HasGrid : 0) | (_fine is null ? 0 : HasFine) | (IsExact ? Exact : 0) | (HasSketches ? 0 : NoSketches)));
        if (_hasGrid)
            writer.Fixed(_grid.Fingerprint);
        WriteTotals(writer);
        writer.Count(NotANumber);
        writer.Count(PositiveInfinities);
        writer.Count(NegativeInfinities);
        if (IsExact)
            WriteExact(writer);
        else
            WriteSketches(writer);
        _fine?.Write(writer);
        return writer;
    }

    private void WriteExact(ProfileWriter writer)
    {
        var onEdges = new List<(int Edge, long Count)>();
        var sorted = new List<(double Value, long Count)>();
        foreach (var (value, count) in _few is null ? Counts.ExactCounts()! : Runs(_few.AsSpan(0, _fewCount)))
        {
            var cell = _grid.CellOf(value);
            if ((cell & 1) == 1)
                onEdges.Add((cell >> 1, count));
            else
                sorted.Add((value, count));
        }
        writer.Count(onEdges.Count);
        var before = -1;
        foreach (var (edge, count) in onEdges)
        {
            writer.Count(edge - before - 1);
            writer.Count(count);
            before = edge;
        }

        var form = FormOf(sorted);
        var allOnce = sorted.TrueForAll(v => v.Count == 1);
        writer.Count(sorted.Count);
        writer.Byte((byte)((byte)form | (allOnce ? 0x80 : 0)));
        long previous = 0;
        foreach (var (value, count) in sorted)
        {
            if (form == ValueForm.Whole)
            {
                var gap = (long)value - previous;
                writer.Unsigned((ulong)((gap << 1) ^ (gap >> 63)));
                previous = (long)value;
            }
            else if (form == ValueForm.Single)
            {
                writer.Single((float)value);
            }
            else
            {
                writer.Double(value);
            }
            if (!allOnce)
                writer.Count(count);
        }
    }

    /// <summary>Distinct values in ascending order with their counts.</summary>
    private static (double Value, long Count)[] Runs(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var result = new List<(double Value, long Count)>(sorted.Length);
        foreach (var value in sorted)
        {
            if (result.Count > 0 && result[^1].Value == value)
                result[^1] = (value, result[^1].Count + 1);
            else
                result.Add((value, 1));
        }
        return [.. result];
    }

    private static ValueForm FormOf(List<(double Value, long Count)> sorted)
    {
        const double limit = 1L << 53;
        if (sorted.TrueForAll(v => Math.Abs(v.Value) <= limit && v.Value == Math.Floor(v.Value)))
            return ValueForm.Whole;
        return sorted.TrueForAll(v => v.Value == (float)v.Value) ? ValueForm.Single : ValueForm.Double;
    }

    private void ReadExact(ref ProfileReader reader)
    {
        var edges = _grid.Edges;
        var onEdges = new long[edges.Length];
        Sparse.Read(ref reader, onEdges);
        for (var i = 0; i < onEdges.Length; i++)
        {
            if (onEdges[i] > 0)
                Restore(edges[i], onEdges[i]);
        }

        var length = reader.Length();
        var formByte = reader.Byte();
        var form = (ValueForm)(formByte & 0x7F);
        if (form > ValueForm.Whole || length > ExactValues.Limit)
            throw reader.Damaged("unknown form of values");
        long previous = 0;
        for (var i = 0; i < length; i++)
        {
            double value;
            if (form == ValueForm.Whole)
            {
                var coded = reader.Unsigned();
                previous += (long)(coded >> 1) ^ -(long)(coded & 1);
                value = previous;
            }
            else
            {
                value = form == ValueForm.Single ? reader.Single() : reader.Double();
            }
            var count = (formByte & 0x80) != 0 ? 1 : reader.Count();
            if (!double.IsFinite(value) || count == 0)
                throw reader.Damaged("a value is not finite or counts nothing");
            Restore(value, count);
        }
    }

    /// <summary>
    /// The same rows on another grid, for hours profiled before the reference came; null once the profile no longer
    /// knows its values (then it is rebuilt from the rows).
    /// </summary>
    public NumericProfile? OnGrid(NumericGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (ExactCounts() is not { } counts)
            return null;
        var result = new NumericProfile(grid, _fine?.Clone(), HasSketches)
        {
            Rows = Rows,
            Missing = Missing,
            Invalid = Invalid,
            OutOfRange = OutOfRange,
            NotANumber = NotANumber,
            PositiveInfinities = PositiveInfinities,
            NegativeInfinities = NegativeInfinities,
        };
        foreach (var (value, count) in counts)
            result.Restore(value, count);
        return result;
    }

    private void Restore(double value, long count)
    {
        _moments.Add(value, count);
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        if (_few is not null && count <= FewLimit - _fewCount)
        {
            Span<double> same = stackalloc double[FewLimit];
            same[..(int)count].Fill(value);
            TryKeepFew(same[..(int)count]);
            return;
        }
        var counts = Counts;
        _few = null;
        counts.Add(value, count);
    }

    private void WriteSketches(ProfileWriter writer)
    {
        _moments.Write(writer);
        writer.Double(_min);
        writer.Double(_max);
        Counts.WriteSketches(writer);
    }

    private void ReadSketches(ref ProfileReader reader)
    {
        _moments = Moments.Read(ref reader);
        _min = reader.Double();
        _max = reader.Double();
        _counts = GridCounts.ReadSketches(ref reader, _grid, HasSketches);
        _few = null;
        if (_counts.Cells.Sum() != _moments.Count)
            throw reader.Damaged("the cells do not add up to the values");
    }
}
