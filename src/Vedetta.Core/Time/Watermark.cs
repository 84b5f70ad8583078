namespace Vedetta.Core.Time;

/// <summary>When a window is taken as whole: a stated time after its end, because events arrive late. Pure.</summary>
/// <param name="Lateness">How long after its end a window stays open for late events.</param>
public readonly record struct Watermark(TimeSpan Lateness)
{
    /// <summary>A quarter of an hour.</summary>
    public static Watermark Default { get; } = new(TimeSpan.FromMinutes(15));

    /// <summary>The moment from which the window is judged.</summary>
    public DateTimeOffset ClosesAt(Window window) => window.To + Lateness;

    /// <summary>Whether the window is judged at that moment.</summary>
    public bool IsClosed(Window window, DateTimeOffset now) => now >= ClosesAt(window);

    /// <summary>Share of the window that has passed the watermark, 0 to 1; 1 exactly when it is closed.</summary>
    public double Completeness(Window window, DateTimeOffset now)
    {
        if (IsClosed(window, now)) return 1;
        var share = (now - Lateness - window.From) / (window.To - window.From);
        return Math.Clamp(share, 0, 1);
    }
}
