using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Cohorts;

/// <summary>
/// Answers questions about cohorts from labelled rows. What a scan counted is kept until new commits arrive; where a scan
/// takes longer than <see cref="Slow"/>, its counts answer for <see cref="Patience"/> even beside new commits, since cohorts
/// of weeks do not change in a minute. Thread-safe. An unknown model throws <see cref="UnknownModelException"/>.
/// </summary>
public sealed class CohortService(ModelRegistry registry, IEventStore events, TimeProvider clock) : IDisposable
{
    /// <summary>A scan that takes longer is repeated at most every <see cref="Patience"/>.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the counts of a slow scan answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int MostKept = 32;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<CohortScope, Kept> _kept = [];
    private readonly Dictionary<(ModelId Model, string Outcome), SeriesBook> _books = [];

    /// <summary>Cohorts of a model.</summary>
    /// <exception cref="QuestionException">The question makes no sense.</exception>
    public async ValueTask<CohortAnswer> ReadAsync(ModelId model, CohortQuestion question, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var stored = await events.SummaryAsync(model, cancel);
        var scope = CohortScope.Of(state.Definition, question, stored);
        await _one.WaitAsync(cancel);
        try
        {
            var kept = await CountAsync(scope, state, stored, cancel);
            var books = BooksOf(state).ToDictionary(book => book.Outcome, StringComparer.Ordinal);
            return new CohortReport(scope, state.Definition, kept.Counts, kept.Days, books, kept.Now).Answer(question);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask<Kept> CountAsync(CohortScope scope, ModelState state, RowSummary stored, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(scope, out var kept) && kept.Revision == state.Definition.Revision
            && ((kept.Sequence == stored.LastSequence && now - kept.At < Patience * 10) || (kept.Took > Slow && now - kept.At < Patience)))
            return kept;
        var started = clock.GetTimestamp();
        foreach (var book in BooksOf(state).ToList())
        {
            // A model that was deleted and made again starts its readings anew.
            if (book.Sequence > stored.LastSequence) _books.Remove((scope.Model, book.Outcome));
        }

        foreach (var book in BooksOf(state)) await book.UpdateAsync(events, scope.Model, cancel);
        var scan = new CohortScan(scope, state, BooksOf(state).ToDictionary(book => book.Outcome, StringComparer.Ordinal), now);
        var counts = await scan.RunAsync(events, cancel);
        kept = new Kept(counts, scan.Days, stored.LastSequence, state.Definition.Revision, now, scope.AsOf ?? now, clock.GetElapsedTime(started));
        _kept.Remove(scope);
        if (_kept.Count >= MostKept) _kept.Remove(_kept.MinBy(each => each.Value.At).Key);
        return _kept[scope] = kept;
    }

    private IEnumerable<SeriesBook> BooksOf(ModelState state)
    {
        foreach (var outcome in state.Definition.Outcomes.Where(o => o.Kind == OutcomeKind.Series))
        {
            if (!_books.TryGetValue((state.Id, outcome.Name), out var book)) _books[(state.Id, outcome.Name)] = book = new SeriesBook(outcome.Name);
            yield return book;
        }
    }

    private sealed record Kept(
        CohortCounts Counts, IReadOnlyList<Time.Window> Days, long Sequence, long Revision, DateTimeOffset At, DateTimeOffset Now, TimeSpan Took);
}
