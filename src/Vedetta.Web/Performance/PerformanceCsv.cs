using System.Globalization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>Addresses of the API that give the tables of the performance page as files.</summary>
internal static class PerformanceCsv
{
    /// <summary>Realized values of the windows of the page.</summary>
    public static string Realized(PerformanceView view) => Address(view, view.Scope.Asked.Every, PerformanceKind.Realized);

    /// <summary>Estimated values of the windows of the page.</summary>
    public static string Estimated(PerformanceView view) => Address(view, view.Scope.Asked.Every, PerformanceKind.Estimated);

    /// <summary>Estimates beside the labels that came for the same rows.</summary>
    public static string Compared(PerformanceView view) => Estimated(view) + "&table=compared";

    /// <summary>Realized values of the span by the values of a column.</summary>
    public static string Slices(PerformanceView view, string column) => Address(view, WindowSize.All, PerformanceKind.Realized, column + ":*");

    private static string Address(PerformanceView view, WindowSize every, PerformanceKind kind, string? segment = null)
    {
        static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (scope, asked) = (view.Scope, view.Asked);
        List<(string Name, string Value)> parts =
        [
            ("format", "csv"), ("kind", EnumWords.Of(kind)), ("metric", PerformanceMetrics.Name(asked.Metric)), ("every", EnumWords.Of(every)), ("from", Moment(scope.Span.From)), ("to", Moment(scope.Span.To)),
        ];
        if (asked.Outcome is { } outcome) parts.Add(("outcome", outcome));
        if (scope.Asked.Version is { } version) parts.Add(("version", version));
        if ((segment ?? (scope.Asked.Segment is { IsAll: false } one ? one.ToString() : null)) is { } rows) parts.Add(("segment", rows));
        if (kind == PerformanceKind.Realized && asked.Population != Population.All) parts.Add(("population", EnumWords.Of(asked.Population)));
        if (kind == PerformanceKind.Realized && asked.Inclusion is { } inclusion) parts.Add(("inclusion", inclusion));
        return $"/v1/models/{Uri.EscapeDataString(scope.Model.Id.Value)}/performance?" + string.Join('&', parts.Select(part => part.Name + "=" + Uri.EscapeDataString(part.Value)));
    }
}
