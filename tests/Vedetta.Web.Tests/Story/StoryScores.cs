using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Web.Tests.Story;

/// <summary>Scores of the story: three thousand applications of its last month and as many of the month before, counted by the product itself.</summary>
internal static class StoryScores
{
    private const int Applications = 6_000;

    public static async Task<IScoreReadings> CreateAsync(StoryWorld world, TimeProvider time)
    {
        var events = new InMemoryEventStore();
        var store = new InMemoryScoreProfileStore();
        var registry = new ModelRegistry(world.Stores.Models, time);
        var profiles = new ScoreProfiles(registry, events, store, time, NullLogger<ScoreProfiles>.Instance);
        await AppendAsync(events);
        return new WholeScores(new ScoreReadings(registry, events, store, profiles, time));
    }

    // The riskier the score, the oftener bad; the last month's scores are lower.
    private static async Task AppendAsync(InMemoryEventStore events)
    {
        var random = new Random(12);
        var rows = new PredictionBatch();
        var labels = new OutcomeBatch();
        for (var i = 0; i < Applications; i++)
        {
            var at = StoryWorld.Now.AddHours(-i * 60.0 * 24 / Applications);
            var score = Math.Pow(random.NextDouble(), 2) * (i < Applications / 2 ? 0.25 : 0.35);
            Add(rows, i, at, score);
            if (score < 0.12) Add(labels, i, at, random.NextDouble() < score * 1.3);
        }

        await events.AppendAsync(new EventAppend([(StoryWorld.Told, rows)], [], [(StoryWorld.Told, labels)], []), default);
    }

    private static void Add(PredictionBatch rows, int i, DateTimeOffset at, double score)
    {
        rows.Id.Add(FormattableString.Invariant($"s{i}"));
        rows.IdHash.Add((ulong)i + 1);
        rows.RowHash.Add((ulong)i + 1);
        rows.At.Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        rows.ReceivedAt.Add(rows.At[^1]);
        rows.Version.Add("3");
        rows.Score.Add(score);
        rows.Decision.Add(score < 0.12 == (i % 40 != 0) ? "approve" : "decline");
        rows.Amount.Add(20_000);
        rows.Count++;
        rows.PadTo(rows.Count, NumericValue.Missing);
    }

    private static void Add(OutcomeBatch labels, int i, DateTimeOffset at, bool bad)
    {
        labels.Id.Add(FormattableString.Invariant($"s{i}"));
        labels.IdHash.Add((ulong)i + 1);
        labels.Outcome.Add("label");
        labels.Label.Add(bad ? "1" : "0");
        labels.Value.Add(bad ? 1 : 0);
        labels.At.Add((at.AddDays(2) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        labels.ReceivedAt.Add(labels.At[^1]);
        labels.Source.Add("system");
        labels.Count++;
    }

    /// <summary>The story names segments that its rows do not have: every one of them is answered with all rows.</summary>
    private sealed class WholeScores(IScoreReadings inner) : IScoreReadings
    {
        public ValueTask<CutoffAnswer> CutoffAsync(ModelId model, ScoreQuestion question, CancellationToken cancel) => inner.CutoffAsync(model, question with { Segment = null }, cancel);

        public ValueTask<ScoreBandsAnswer> BandsAsync(ModelId model, ScoreQuestion question, CancellationToken cancel) => inner.BandsAsync(model, question with { Segment = null }, cancel);

        public ValueTask<(CutoffAnswer Cutoff, ScoreBandsAnswer Bands)> BothAsync(ModelId model, ScoreQuestion question, CancellationToken cancel) =>
            inner.BothAsync(model, question with { Segment = null }, cancel);
    }
}
