using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Reads and merges stored fragments.</summary>
internal static class ProfileMerge
{
    /// <summary>A column profile from its binary form.</summary>
    /// <exception cref="FormatException">The bytes are damaged, or the grid they need is not known.</exception>
    public static ColumnProfile Read(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<ulong, NumericGrid> grids)
    {
        if (ColumnProfile.GridOf(bytes) is not { } fingerprint) return ColumnProfile.Read(bytes);
        return grids.TryGetValue(fingerprint, out var grid)
            ? ColumnProfile.Read(bytes, grid)
            : throw new FormatException($"a stored profile stands on grid {fingerprint:x16}, which is not stored; 'vedetta verify --repair' makes the profiles again from rows");
    }

    /// <summary>Merges the fragments of one key.</summary>
    public static ReadOnlyMemory<byte> Merge(IReadOnlyList<ReadOnlyMemory<byte>> payloads, ProfileKey key, IReadOnlyDictionary<ulong, NumericGrid> grids)
    {
        if (key.Level == ProfileLevel.Grid || payloads.Count == 1) return payloads[0];
        if (key.Column == ProfileColumns.Correlation)
        {
            var sum = CorrelationProfile.Read(payloads[0].Span);
            for (var i = 1; i < payloads.Count; i++) sum.Merge(CorrelationProfile.Read(payloads[i].Span));
            return FragmentWriter.Bytes(sum.Write);
        }

        var whole = Read(payloads[0].Span, grids);
        for (var i = 1; i < payloads.Count; i++)
        {
            var part = Read(payloads[i].Span, grids);
            if (key.Level == ProfileLevel.Hour) whole.MergeSameHour(part);
            else whole.Merge(part);
        }

        return FragmentWriter.Bytes(whole.Write);
    }
}
