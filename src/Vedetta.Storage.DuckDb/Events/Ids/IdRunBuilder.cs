using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>What a run keeps in memory, and the checksum of its pages, made while its entries pass by in order.</summary>
internal sealed class IdRunBuilder(long count)
{
    private readonly ulong[] _firsts = new ulong[(count + IdRun.PageEntries - 1) / IdRun.PageEntries];
    private int _page;

    internal ulong[] Firsts => _firsts;

    internal IdFilter Filter { get; } = new(count);

    internal ulong Checksum { get; private set; }

    /// <summary>Takes whole pages; only the last may be shorter.</summary>
    internal void Add(ReadOnlySpan<IdEntry> entries)
    {
        foreach (IdEntry entry in entries)
        {
            Filter.Add(entry.Id);
        }

        for (; !entries.IsEmpty && _page < _firsts.Length; _page++)
        {
            ReadOnlySpan<IdEntry> page = entries[..Math.Min(IdRun.PageEntries, entries.Length)];
            _firsts[_page] = page[0].Id;
            Checksum = XxHash64.Mix(Checksum ^ XxHash64.Of(MemoryMarshal.AsBytes(page)));
            entries = entries[page.Length..];
        }
    }
}
