using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Tests.Time;

namespace Vedetta.Core.Tests.Quality.Scores;

/// <summary>One application of a test.</summary>
internal sealed record Applicant(string Id, DateTimeOffset At, double Score, string? Decision, double Amount, bool Bad, string Region, string Version = "1");

/// <summary>A credit model on stores in memory, with a clock that the test moves.</summary>
internal sealed class ScoreWorld
{
    public static readonly ModelId Id = new("scoring");
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly StoredColumn Region = new(0, ColumnFamily.Feature, "region", ValueKind.Category);

    public ScoreWorld(string zone = "UTC", TimeSpan? maturity = null, ScoreDefinition? score = null, double threshold = 0.16)
    {
        Time = new FakeTime(Start.AddDays(200));
        var outcomes = new[] { new OutcomeDefinition("label", OutcomeKind.Class, maturity is { } after ? new MaturityRule(after) : null, null), new OutcomeDefinition("revenue", OutcomeKind.Value, null, null) };
        Definition = new ModelDefinition(
            Id, ModelTask.Binary, null, null, "1", threshold, zone, score ?? ScoreDefinition.Probability,
            new ModelSchema([new ColumnDefinition("region", ColumnType.Categorical, Segment: true)], Confirmed: true, []), outcomes, Start, 1);
        Registry = new ModelRegistry(Metadata.Models, Time);
        Profiles = new ScoreProfiles(Registry, Events, Store, Time, NullLogger<ScoreProfiles>.Instance);
        Readings = new ScoreReadings(Registry, Events, Store, Profiles, Time);
    }

    public FakeTime Time { get; }

    public InMemoryEventStore Events { get; } = new();

    public InMemoryScoreProfileStore Store { get; } = new();

    public InMemoryMetadata Metadata { get; } = new();

    public ModelRegistry Registry { get; }

    public ScoreProfiles Profiles { get; }

    public IScoreReadings Readings { get; }

    public ModelDefinition Definition { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<ScoreWorld> CreateAsync()
    {
        await Registry.EditAsync(Id, _ => Definition, [new NewColumn(ColumnFamily.Feature, "region", ColumnType.Categorical)], Cancel);
        return this;
    }

    /// <summary>Seeded applications: the riskier the score, the oftener bad; about one in thirty decisions is a person's own.</summary>
    public static List<Applicant> Draw(int count, int seed, int days = 60, string prefix = "a")
    {
        var random = new Random(seed);
        var drawn = new List<Applicant>(count);
        for (var i = 0; i < count; i++)
        {
            var score = 1 / (1 + Math.Exp(2.2 - (1.1 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2)));
            var rule = score < 0.16;
            var approved = random.Next(30) == 0 ? !rule : rule;
            drawn.Add(new Applicant(
                FormattableString.Invariant($"{prefix}{i}"), Start.AddMinutes(random.Next(days * 1_440)), score, approved ? "approve" : "decline",
                1_000 + random.Next(9_000), random.NextDouble() < score * 1.2, random.Next(3) switch { 0 => "osh", 1 => "naryn", _ => "talas" }, i % 5 == 0 ? "2" : "1"));
        }

        return drawn;
    }

    public async Task PredictAsync(IEnumerable<Applicant> applicants)
    {
        var batch = new PredictionBatch();
        var region = batch.AddColumn(Region);
        foreach (var a in applicants)
        {
            BatchRows.Begin(batch, a.Id, StageHash.Of(a.Id), a.At, a.At, a.Version);
            batch.Score[batch.Count] = a.Score;
            batch.Amount[batch.Count] = a.Amount;
            batch.Decision.Truncate(batch.Count);
            batch.Decision.Add(a.Decision);
            region.Categories!.Add(a.Region);
            batch.Count++;
        }

        await Events.AppendAsync(EventAppend.Of(Id, batch), Cancel);
    }

    public async Task LabelAsync(IEnumerable<Applicant> applicants, TimeSpan after, Func<Applicant, double>? revenue = null)
    {
        var batch = new OutcomeBatch();
        foreach (var a in applicants) Add(batch, a, revenue is null ? "label" : "revenue", revenue?.Invoke(a) ?? (a.Bad ? 1 : 0), a.At + after);
        await Events.AppendAsync(new EventAppend([], [], [(Id, batch)], []), Cancel);
    }

    private static void Add(OutcomeBatch batch, Applicant a, string outcome, double value, DateTimeOffset at)
    {
        batch.Id.Add(a.Id);
        batch.IdHash.Add(StageHash.Of(a.Id));
        batch.Outcome.Add(outcome);
        batch.Label.Add(outcome == "label" ? value == 1 ? "1" : "0" : null);
        batch.Value.Add(value);
        batch.At.Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        batch.ReceivedAt.Add(batch.At[^1]);
        batch.Source.Add("system");
        batch.Count++;
    }
}
