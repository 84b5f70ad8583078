using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>
/// Known ids of a range of commits as a sorted file that never changes. In memory lie a filter and the first id of every page:
/// a question that passes the filter costs one read of a page, which the operating system has cached. Reading is thread-safe.
/// </summary>
internal sealed class IdRun : IDisposable
{
    /// <summary>Entries of one page.</summary>
    internal const int PageEntries = 256;

    private const int EntryBytes = 16;
    private readonly SafeFileHandle _file;
    private readonly ulong[] _firsts;
    private readonly IdFilter _filter;

    internal IdRun(string path, SafeFileHandle file, IdRunHeader header, ulong[] firsts, IdFilter filter) =>
        (Path, _file, Header, _firsts, _filter) = (path, file, header, firsts, filter);

    internal string Path { get; }

    internal IdRunHeader Header { get; }

    /// <summary>Memory it takes.</summary>
    internal long Bytes => _filter.Bytes + (_firsts.LongLength * sizeof(ulong));

    /// <summary>Opens a file, reading it once; null when it is not whole.</summary>
    internal static IdRun? TryOpen(string path)
    {
        SafeFileHandle file = File.OpenHandle(path);
        try
        {
            Span<byte> head = stackalloc byte[IdRunHeader.Length];
            if (RandomAccess.Read(file, head, 0) == head.Length && IdRunHeader.Read(head) is { Count: > 0 } header
                && RandomAccess.GetLength(file) == IdRunHeader.Length + (header.Count * EntryBytes))
            {
                var builder = new IdRunBuilder(header.Count);
                var reader = new Reader(file, header.Count);
                while (reader.Next())
                {
                    builder.Add(reader.Page);
                }

                if (builder.Checksum == header.Checksum)
                {
                    return new IdRun(path, file, header, builder.Firsts, builder.Filter);
                }
            }
        }
        catch (IOException)
        {
            // A file that cannot be read is as good as none: it is made again from the rows.
        }

        file.Dispose();
        return null;
    }

    /// <summary>Whether the id may be in it; false is certain.</summary>
    internal bool MayContain(ulong id) => _filter.MayContain(id);

    /// <summary>Looks an id up in the file.</summary>
    internal bool TryGet(ulong id, out ulong row)
    {
        row = 0;
        int page = Array.BinarySearch(_firsts, id);
        page = page >= 0 ? page : ~page - 1;
        if (page < 0)
        {
            return false;
        }

        Span<IdEntry> buffer = stackalloc IdEntry[PageEntries];
        Span<IdEntry> entries = buffer[..(int)Math.Min(PageEntries, Header.Count - ((long)page * PageEntries))];
        Fill(_file, entries, IdRunHeader.Length + ((long)page * PageEntries * EntryBytes));
        (int low, int high) = (0, entries.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (entries[middle].Id == id)
            {
                row = entries[middle].Row;
                return true;
            }

            if (entries[middle].Id < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return false;
    }

    /// <summary>Reads every entry in order.</summary>
    internal Reader Read() => new(_file, Header.Count);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Fill(SafeFileHandle file, Span<IdEntry> entries, long offset)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(entries);
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw new IOException("The file of known ids ended too early.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Entries in order, some pages at a time.</summary>
    internal sealed class Reader(SafeFileHandle file, long count)
    {
        private const int Pages = 16;
        private readonly IdEntry[] _entries = new IdEntry[PageEntries * Pages];
        private long _read;
        private int _length;

        /// <summary>The entries at hand.</summary>
        internal ReadOnlySpan<IdEntry> Page => _entries.AsSpan(0, _length);

        /// <summary>Takes the next entries; false at the end.</summary>
        internal bool Next()
        {
            _length = (int)Math.Min(_entries.Length, count - _read);
            if (_length == 0)
            {
                return false;
            }

            Fill(file, _entries.AsSpan(0, _length), IdRunHeader.Length + (_read * EntryBytes));
            _read += _length;
            return true;
        }
    }
}
