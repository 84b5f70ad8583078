using Vedetta.Core.Incidents;

namespace Vedetta.Core.Routing;

/// <summary>When people may be told at the earliest. Pure.</summary>
public static class QuietTime
{
    // Spans follow upon each other for at most a week before they leave a gap, or they never do.
    private const int MostSpans = 64;

    /// <summary>The first moment at or after the given one at which no span holds; null when the spans leave no gap.</summary>
    /// <param name="spans">Quiet hours and mute schedules.</param>
    /// <param name="severity">How bad.</param>
    /// <param name="moment">When people would be told.</param>
    /// <param name="zone">The zone of the spans.</param>
    public static DateTimeOffset? Release(IReadOnlyList<QuietSpan> spans, Severity severity, DateTimeOffset moment, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(spans);
        for (var i = 0; i < MostSpans; i++)
        {
            var end = DateTimeOffset.MinValue;
            foreach (var span in spans)
                if (span.Holds(severity) && span.At(moment, zone) is { } held && held.To > end) end = held.To;
            if (end == DateTimeOffset.MinValue) return moment;
            moment = end;
        }

        return null;
    }
}
