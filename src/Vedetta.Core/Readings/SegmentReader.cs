using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Finds the values of a model's segments in its latest week of rows.</summary>
internal static class SegmentReader
{
    private const int Most = 20;

    public static async ValueTask<IReadOnlyList<SegmentChoice>> ReadAsync(IProfileReader profiles, ModelDefinition model, RowSummary summary, CancellationToken cancel)
    {
        var names = model.Schema.Columns.Where(column => column is { Segment: true, Role: ColumnRole.Feature }).Select(column => column.Name)
            .Concat(model.Schema.SegmentTags.Select(tag => "tag_" + tag)).ToList();
        if (names.Count == 0 || summary.LastEvent is not { } last) return [];
        var day = WindowCalendar.At(last, WindowSize.Day, model.Zone);
        var week = WindowCalendar.At(day.From.AddDays(-6), WindowSize.Day, model.Zone);
        var set = (await profiles.ReadAsync(model.Id, [new Window(week.From, day.To)], names, version: null, SegmentKey.All, cancel))[0];
        return [.. names.Select(name => new SegmentChoice(name, ValuesOf(set.Columns.GetValueOrDefault(name)))).Where(segment => segment.Values.Count > 0)];
    }

    private static List<string> ValuesOf(ColumnProfile? profile) => profile is CategoricalProfile categories
        ? [.. categories.Counts.Where(pair => pair.Value > 0 && pair.Key.Length > 0).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most).Select(pair => pair.Key)]
        : [];
}
