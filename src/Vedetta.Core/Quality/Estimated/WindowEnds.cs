using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Tells in which of several windows a moment lies. Immutable.</summary>
internal readonly struct WindowEnds
{
    private readonly long[] _ends;

    private WindowEnds(long[] ends) => _ends = ends;

    /// <summary>Of windows in order of time that follow each other without a gap.</summary>
    public static WindowEnds Of(IEnumerable<Window> windows) => new([.. windows.Select(window => (window.To - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)]);

    /// <summary>Place of the first window that ends after the moment (microseconds since 1970).</summary>
    public int PlaceOf(long at)
    {
        var place = Array.BinarySearch(_ends, at);
        return place >= 0 ? place + 1 : ~place;
    }
}
