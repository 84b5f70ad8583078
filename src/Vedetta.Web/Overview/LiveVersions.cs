using Vedetta.Core.Readings;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>Windows in which one version carried most rows, both ends inside.</summary>
public sealed record VersionSpan(string Version, int From, int To)
{
    /// <summary>A version as people write it: a bare number gets a <c>v</c>.</summary>
    public static string NameOf(string version) => version.Length > 0 && char.IsAsciiDigit(version[0]) ? "v" + version : version;
}

/// <summary>Finds which version was live when, from the rows of each version per window.</summary>
internal static class LiveVersions
{
    private const int Most = 8;

    public static async ValueTask<IReadOnlyList<VersionSpan>> ReadAsync(IReadings readings, Scope scope, CancellationToken cancel)
    {
        var versions = scope.Versions.Where(v => v.FirstSeen is { } seen && seen < scope.Span.To).TakeLast(Most).ToList();
        if (versions.Count == 0) return [];
        if (versions.Count == 1) return [new VersionSpan(versions[0].Version, 0, scope.Windows.Count - 1)];
        var rows = new long[versions.Count][];
        for (var v = 0; v < versions.Count; v++)
        {
            rows[v] = new long[scope.Windows.Count];
            var answer = await readings.QualityAsync(scope.Model.Id, new SeriesQuestion(scope.Span, scope.Asked.Every, [], versions[v].Version), cancel);
            foreach (var point in answer.Traffic)
                if (scope.IndexOf(point.Window.From) is >= 0 and var i) rows[v][i] = point.N;
        }

        return Spans(versions.ConvertAll(v => v.Version), rows, scope.Windows.Count);
    }

    /// <summary>The version with most rows of each window, runs joined; windows without rows go on with the version before.</summary>
    internal static IReadOnlyList<VersionSpan> Spans(IReadOnlyList<string> versions, IReadOnlyList<long[]> rows, int windows)
    {
        var spans = new List<VersionSpan>();
        for (var i = 0; i < windows; i++)
        {
            var most = 0;
            for (var v = 1; v < versions.Count; v++)
                if (rows[v][i] > rows[most][i]) most = v;
            var live = rows[most][i] > 0 ? versions[most] : spans.Count > 0 ? spans[^1].Version : null;
            if (live is null) continue;
            if (spans.Count > 0 && string.Equals(spans[^1].Version, live, StringComparison.Ordinal)) spans[^1] = spans[^1] with { To = i };
            else spans.Add(new VersionSpan(live, i, i));
        }

        return spans;
    }
}
