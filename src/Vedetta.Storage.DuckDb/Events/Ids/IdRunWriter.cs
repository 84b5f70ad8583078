using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>Writes a run beside its place and moves it there once it is whole.</summary>
internal sealed class IdRunWriter : IDisposable
{
    private const string Unfinished = ".tmp";
    private readonly string _path;
    private readonly IdRunHeader _header;
    private readonly SafeFileHandle _file;
    private readonly IdRunBuilder _builder;
    private readonly IdEntry[] _waiting = new IdEntry[IdRun.PageEntries * 16];
    private int _count;
    private long _offset = IdRunHeader.Length;
    private bool _isComplete;

    internal IdRunWriter(string folder, int model, IdRunHeader header)
    {
        _header = header;
        _path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{model}-{header.From}-{header.To}.ids"));
        _builder = new IdRunBuilder(header.Count);
        _file = File.OpenHandle(_path + Unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
    }

    /// <summary>The files of a model's runs, and those of runs that were never finished.</summary>
    internal static IEnumerable<string> FilesOf(string folder, int model) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, string.Create(CultureInfo.InvariantCulture, $"{model}-*.ids*")) : [];

    /// <summary>A run of sorted entries.</summary>
    internal static IdRun Write(string folder, int model, long from, long to, ReadOnlySpan<IdEntry> entries)
    {
        using var writer = new IdRunWriter(folder, model, new IdRunHeader(entries.Length, from, to, 0));
        foreach (IdEntry entry in entries)
        {
            writer.Add(entry);
        }

        return writer.Complete();
    }

    /// <summary>The whole of two runs that follow each other.</summary>
    internal static IdRun Merge(string folder, int model, IdRun older, IdRun newer)
    {
        using var writer = new IdRunWriter(
            folder, model, new IdRunHeader(older.Header.Count + newer.Header.Count, older.Header.From, newer.Header.To, 0));
        (IdRun.Reader left, IdRun.Reader right) = (older.Read(), newer.Read());
        (bool hasLeft, bool hasRight) = (left.Next(), right.Next());
        (int l, int r) = (0, 0);
        while (hasLeft || hasRight)
        {
            if (hasLeft && (!hasRight || left.Page[l].Id <= right.Page[r].Id))
            {
                writer.Add(left.Page[l]);
                if (++l == left.Page.Length)
                {
                    (hasLeft, l) = (left.Next(), 0);
                }
            }
            else
            {
                writer.Add(right.Page[r]);
                if (++r == right.Page.Length)
                {
                    (hasRight, r) = (right.Next(), 0);
                }
            }
        }

        return writer.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isComplete)
        {
            _file.Dispose();
            File.Delete(_path + Unfinished);
        }
    }

    private void Add(IdEntry entry)
    {
        _waiting[_count++] = entry;
        if (_count == _waiting.Length)
        {
            Flush();
        }
    }

    private IdRun Complete()
    {
        Flush();
        Span<byte> head = stackalloc byte[IdRunHeader.Length];
        IdRunHeader header = _header with { Checksum = _builder.Checksum };
        header.Write(head);
        RandomAccess.Write(_file, head, 0);
        File.Move(_path + Unfinished, _path, overwrite: true);
        _isComplete = true;
        return new IdRun(_path, _file, header, _builder.Firsts, _builder.Filter);
    }

    private void Flush()
    {
        ReadOnlySpan<IdEntry> entries = _waiting.AsSpan(0, _count);
        _builder.Add(entries);
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(entries), _offset);
        _offset += entries.Length * 16L;
        _count = 0;
    }
}
