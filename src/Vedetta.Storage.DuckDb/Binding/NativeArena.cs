using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>Native memory handed out piece by piece that never moves, and is taken back all at once. Not thread-safe.</summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const int BlockSize = 64 << 10;
    private readonly List<nint> _blocks = [];
    private readonly List<nint> _large = [];
    private int _current = -1;
    private int _used = BlockSize;

    /// <summary>Copies the bytes; the copy lives until <see cref="Clear"/> or <see cref="Dispose"/>.</summary>
    internal byte* Copy(ReadOnlySpan<byte> bytes)
    {
        byte* copy = Take(bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }

    /// <summary>Takes every piece back; ordinary blocks are kept for the next pieces.</summary>
    internal void Clear()
    {
        FreeAll(_large);
        _current = _blocks.Count > 0 ? 0 : -1;
        _used = _blocks.Count > 0 ? 0 : BlockSize;
    }

    public void Dispose()
    {
        FreeAll(_large);
        FreeAll(_blocks);
        _current = -1;
        _used = BlockSize;
    }

    private static void FreeAll(List<nint> blocks)
    {
        foreach (nint block in blocks)
        {
            NativeMemory.Free((void*)block);
        }

        blocks.Clear();
    }

    private byte* Take(int length)
    {
        if (length > BlockSize / 4)
        {
            var large = (byte*)NativeMemory.Alloc((nuint)length);
            _large.Add((nint)large);
            return large;
        }

        if (_used + length > BlockSize)
        {
            _current++;
            _used = 0;
            if (_current == _blocks.Count)
            {
                _blocks.Add((nint)NativeMemory.Alloc(BlockSize));
            }
        }

        byte* piece = (byte*)_blocks[_current] + _used;
        _used += length;
        return piece;
    }
}
