using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Readings;

/// <summary>Answers questions about correlations.</summary>
internal sealed class CorrelationReader(IProfileReader profiles)
{
    public async ValueTask<CorrelationAnswer> ReadAsync(ModelDefinition model, SeriesQuestion question, ReadingSpan data, CancellationToken cancel)
    {
        if (question.Segment is { IsAll: false }) throw new QuestionException("segment", "correlations are kept for all rows only, not for segments");
        if (data.Span is not { } span) return new CorrelationAnswer([], []);
        var windows = new ProfileWindows(profiles, model.Id, question.Version, SegmentKey.All, [ProfileColumns.Correlation]);
        await windows.LoadAsync([span], cancel);
        var set = windows[span];
        if (set.Correlation is not { } current) return new CorrelationAnswer([], []);
        var references = await windows.ReferencesAsync(set.Versions, cancel);
        var before = (references.Select(pair => pair.Reference.Correlation).FirstOrDefault(each => each is not null)?.Correlations() ?? [])
            .ToDictionary(pair => (pair.First, pair.Second));
        var wanted = question.Columns;
        var pairs = current.Correlations()
            .Where(pair => wanted is null || (wanted.Contains(pair.First, StringComparer.Ordinal) && wanted.Contains(pair.Second, StringComparer.Ordinal)))
            .Select(pair =>
            {
                var was = before.GetValueOrDefault((pair.First, pair.Second));
                return new CorrelationPair(pair.First, pair.Second, pair.Value, pair.Low, pair.High, pair.N, was?.Value, was?.N ?? 0);
            });
        return new CorrelationAnswer([.. current.Columns.Where(column => wanted is null || wanted.Contains(column, StringComparer.Ordinal))], [.. pairs]);
    }
}
