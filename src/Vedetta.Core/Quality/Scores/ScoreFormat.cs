using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Vedetta.Core.Quality.Scores;

/// <summary>The binary form of score profiles (<c>docs/formats/scores.md</c>).</summary>
internal static class ScoreFormat
{
    private const byte Magic = (byte)'S';
    private const byte Format = 1;
    private const int MostCells = 1_000_000;

    /// <summary>Writes the columns of one section of a table; cells that have nothing in them are left out.</summary>
    /// <param name="section">What the columns are.</param>
    /// <param name="grid">The grid of the cells.</param>
    /// <param name="table">The table.</param>
    /// <param name="firstCount">Offset of the section's counts in the table.</param>
    /// <param name="firstSum">Offset of the section's sums.</param>
    public static byte[] Write(ScoreSection section, ScoreGrid grid, ScoreTable table, int firstCount = 0, int firstSum = 0)
    {
        var (counts, sums) = ScoreColumns.Of(section);
        var places = Array.FindAll(table.Sorted(), place => table.Counts(place).Slice(firstCount, counts).ContainsAnyExcept(0L));
        var bytes = new ArrayBufferWriter<byte>(64 + (places.Length * (counts + (4 * sums))));
        bytes.Write([Magic, (byte)section, Format]);
        Text(bytes, grid.Name);
        Number(bytes, (ulong)places.Length);
        var before = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var cell = table.CellAt(places[i]);
            Number(bytes, i == 0 ? ZigZag(cell) : (ulong)(cell - before - 1));
            before = cell;
        }

        ulong present = 0;
        foreach (var place in places)
        {
            for (var i = 0; i < counts; i++) present |= table.Counts(place)[firstCount + i] != 0 ? 1UL << i : 0;
            for (var i = 0; i < sums; i++) present |= table.Sums(place)[firstSum + i] != 0 ? 1UL << (counts + i) : 0;
        }

        Number(bytes, present);
        for (var i = 0; i < counts; i++)
        {
            if ((present & (1UL << i)) == 0) continue;
            foreach (var place in places) Number(bytes, (ulong)table.Counts(place)[firstCount + i]);
        }

        for (var i = 0; i < sums; i++)
        {
            if ((present & (1UL << (counts + i))) == 0) continue;
            foreach (var place in places)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(4), (float)table.Sums(place)[firstSum + i]);
                bytes.Advance(4);
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.GetSpan(4), Checksum(bytes.WrittenSpan));
        bytes.Advance(4);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The grid a profile stands on; null when this program does not know it.</summary>
    public static ScoreGrid? GridOf(ReadOnlySpan<byte> payload)
    {
        var reader = new Reader(payload);
        reader.Begin(out _);
        return ScoreGrid.Find(reader.Text());
    }

    /// <summary>What a profile counts.</summary>
    /// <exception cref="FormatException">The bytes are no profile, or are damaged.</exception>
    public static ScoreSection SectionOf(ReadOnlySpan<byte> payload)
    {
        var reader = new Reader(payload);
        reader.Begin(out var section);
        return section;
    }

    /// <summary>Adds a profile to a table.</summary>
    /// <exception cref="FormatException">The bytes are no profile of that section, or are damaged.</exception>
    public static void AddTo(ScoreTable table, ReadOnlySpan<byte> payload, ScoreSection section, int firstCount = 0, int firstSum = 0)
    {
        var reader = new Reader(payload);
        reader.Begin(out var stored);
        if (stored != section) throw reader.Bad($"a profile of {stored} where one of {section} is expected");
        reader.Text();
        var (counts, sums) = ScoreColumns.Of(section);
        var n = reader.Number();
        if (n > MostCells) throw reader.Bad($"{n} cells");
        var pool = ArrayPool<int>.Shared.Rent((int)n);
        try
        {
            var places = pool.AsSpan(0, (int)n);
            var cell = 0L;
            for (var i = 0; i < places.Length; i++)
            {
                cell = i == 0 ? UnZigZag(reader.Number()) : cell + 1 + (long)Math.Min(reader.Number(), int.MaxValue);
                if (cell is < ScoreTable.NoScore or > int.MaxValue - 1) throw reader.Bad($"cell {cell}");
                places[i] = table.PlaceOf((int)cell);
            }

            var present = reader.Number();
            if (present >> (counts + sums) != 0) throw reader.Bad("columns that this program does not know");
            for (var i = 0; i < counts; i++)
            {
                if ((present & (1UL << i)) == 0) continue;
                foreach (var place in places) table.Counts(place)[firstCount + i] += (long)reader.Number();
            }

            for (var i = 0; i < sums; i++)
            {
                if ((present & (1UL << (counts + i))) == 0) continue;
                foreach (var place in places) table.Sums(place)[firstSum + i] += reader.Single();
            }

            reader.End();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(pool);
        }
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static void Number(ArrayBufferWriter<byte> bytes, ulong value)
    {
        var span = bytes.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) span[at++] = (byte)(value | 0x80);
        span[at++] = (byte)value;
        bytes.Advance(at);
    }

    private static void Text(ArrayBufferWriter<byte> bytes, string text)
    {
        Number(bytes, (ulong)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    private ref struct Reader(ReadOnlySpan<byte> payload)
    {
        private readonly ReadOnlySpan<byte> _bytes = payload;
        private int _at;

        public void Begin(out ScoreSection section)
        {
            if (_bytes.Length < 8 || _bytes[0] != Magic) throw Bad("no score profile");
            if (_bytes[2] != Format) throw Bad($"format {_bytes[2]}, which this program does not know");
            section = (ScoreSection)_bytes[1];
            if (!Enum.IsDefined(section)) throw Bad($"section {_bytes[1]}, which this program does not know");
            if (BinaryPrimitives.ReadUInt32LittleEndian(_bytes[^4..]) != Checksum(_bytes[..^4])) throw Bad("a wrong checksum");
            _at = 3;
        }

        public ulong Number()
        {
            ulong value = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                if (_at >= _bytes.Length - 4) throw Bad("an early end");
                var b = _bytes[_at++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80) return value;
            }

            throw Bad("a number of more than 64 bits");
        }

        public float Single()
        {
            if (_at + 4 > _bytes.Length - 4) throw Bad("an early end");
            var value = BinaryPrimitives.ReadSingleLittleEndian(_bytes[_at..]);
            _at += 4;
            return value;
        }

        public string Text()
        {
            var length = Number();
            if (length > 100 || _at + (int)length > _bytes.Length - 4) throw Bad("a text beyond its end");
            var text = Encoding.UTF8.GetString(_bytes.Slice(_at, (int)length));
            _at += (int)length;
            return text;
        }

        public readonly void End()
        {
            if (_at != _bytes.Length - 4) throw Bad("bytes after its end");
        }

        public readonly FormatException Bad(string what) => new($"A stored score profile has {what} (byte {_at} of {_bytes.Length}).");
    }
}
