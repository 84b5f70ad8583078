using System.Buffers;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Turns deltas into fragments of their hours, days and months. Pure.</summary>
internal static class FragmentWriter
{
    /// <summary>The fragments: one per hour and column, and one per day and month that the deltas touch.</summary>
    public static List<ProfileFragment> Write(Dictionary<DeltaKey, ProfileDelta> deltas, TimeZoneInfo zone)
    {
        var fragments = new List<ProfileFragment>();
        foreach (var month in deltas.GroupBy(d => (d.Key.Version, d.Key.Segment, Start: WindowCalendar.At(d.Key.Hour, WindowSize.Month, zone).From)))
        {
            var days = month.GroupBy(d => WindowCalendar.At(d.Key.Hour, WindowSize.Day, zone).From).Select(d => (d.Key, d.ToList())).ToList();
            Month(fragments, month.Key.Version, month.Key.Segment, month.Key.Start, days);
        }

        return fragments;
    }

    /// <summary>The binary form of a profile.</summary>
    public static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        write(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Month(
        List<ProfileFragment> fragments, string version, SegmentKey segment, DateTimeOffset start, List<(DateTimeOffset Start, List<KeyValuePair<DeltaKey, ProfileDelta>> Hours)> days)
    {
        var names = days.SelectMany(d => d.Hours).SelectMany(h => h.Value.Columns.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Roll(fragments, version, segment, start, name, days, d => d.Columns.GetValueOrDefault(name), (a, b) => a.Merge(b), a => a.Clone(), (a, w) => a.Write(w));
        }

        Roll(fragments, version, segment, start, ProfileColumns.Correlation, days, d => d.Correlation, (a, b) => a.Merge(b), a => a.Clone(), (a, w) => a.Write(w));
    }

    private static void Roll<T>(
        List<ProfileFragment> fragments,
        string version,
        SegmentKey segment,
        DateTimeOffset month,
        string column,
        List<(DateTimeOffset Start, List<KeyValuePair<DeltaKey, ProfileDelta>> Hours)> days,
        Func<ProfileDelta, T?> of,
        Action<T, T> merge,
        Func<T, T> clone,
        Action<T, IBufferWriter<byte>> write)
        where T : class
    {
        T? whole = null;
        byte[]? last = null;
        var parts = 0;
        foreach (var (start, hours) in days)
        {
            T? day = null;
            byte[]? bytes = null;
            var count = 0;
            foreach (var (key, delta) in hours)
            {
                if (of(delta) is not { } profile) continue;
                bytes = Bytes(w => write(profile, w));
                fragments.Add(new ProfileFragment(new ProfileKey(version, segment, ProfileLevel.Hour, key.Hour, column), bytes));
                Join(ref day, profile, ref count);
            }

            if (day is null) continue;
            if (count > 1) bytes = Bytes(w => write(day, w));
            fragments.Add(new ProfileFragment(new ProfileKey(version, segment, ProfileLevel.Day, start, column), bytes));
            last = bytes;
            Join(ref whole, day, ref parts);
        }

        if (whole is null) return;
        if (parts > 1) last = Bytes(w => write(whole, w));
        fragments.Add(new ProfileFragment(new ProfileKey(version, segment, ProfileLevel.Month, month, column), last));

        // The first part is only copied when a second one comes: most flushes touch one hour.
        void Join(ref T? sum, T part, ref int count)
        {
            count++;
            if (count == 1) sum = part;
            else
            {
                if (count == 2) sum = clone(sum!);
                merge(sum!, part);
            }
        }
    }
}
