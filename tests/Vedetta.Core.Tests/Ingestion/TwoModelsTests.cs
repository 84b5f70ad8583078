using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Tests.Profiles;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Ingestion;

/// <summary>Two models that share ids, columns, versions, segments and outcomes know nothing of each other.</summary>
public sealed class TwoModelsTests
{
    private static readonly ModelId[] Models = [new("a"), new("b")];

    [Fact]
    public void Whatever_is_sent_each_model_is_as_if_it_were_alone() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => AsIfAlone(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    private static async Task AsIfAlone(int seed)
    {
        var random = new Random(seed);
        var sent = Enumerable.Range(0, 14).Select(_ => (Model: Models[random.Next(2)], Body: Body(random), Flush: random.Next(4) == 0, Delete: random.Next(12) == 0)).ToList();
        var together = await DescribeAsync(sent, Models);
        foreach (var model in Models)
            (await DescribeAsync([.. sent.Where(s => s.Model == model)], [model]))[model].ShouldBe(together[model], customMessage: $"seed {seed}, model {model}");
    }

    private static async Task<Dictionary<ModelId, string>> DescribeAsync(List<(ModelId Model, string Body, bool Flush, bool Delete)> sent, ModelId[] models)
    {
        await using var world = await World.StartAsync();
        foreach (var model in models) await world.Models.PutAsync(model, ProfileLawsTests.Described(), CancellationToken.None);
        var answers = models.ToDictionary(m => m, _ => "");
        foreach (var (model, body, flush, delete) in sent)
        {
            var answer = await world.Ingestion.IngestPredictionsAsync(model, World.Source(body, IngestFormat.NdJson), progress: null, CancellationToken.None);
            var outcomes = await world.Ingestion.IngestOutcomesAsync(model, World.Source("""{"id":"r1","value":1}""", IngestFormat.NdJson), progress: null, CancellationToken.None);
            answers[model] += string.Create(CultureInfo.InvariantCulture, $"{answer.Accepted} {answer.Duplicates} {answer.RejectedCount} {answer.Warnings.Count} {outcomes.Accepted};");
            if (flush) await world.Ingestion.FlushAsync(CancellationToken.None);
            if (delete) await world.Ingestion.RetainAsync(model, World.Now.AddHours(-30), CancellationToken.None);
        }

        var described = new Dictionary<ModelId, string>();
        foreach (var model in models) described[model] = answers[model] + await StateAsync(world, model);
        return described;
    }

    private static async Task<string> StateAsync(World world, ModelId model)
    {
        (await world.Verify.VerifyAsync(model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
        var rows = new List<string>();
        await foreach (var batch in world.Events.ScanAsync(model, new RowScan(), CancellationToken.None))
        {
            for (var i = 0; i < batch.Count; i++)
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{batch.Id[i]} {batch.At[i]} {batch.Score[i]} {string.Join(',', batch.Columns.Select(c => c.Numbers?[i].ToString(CultureInfo.InvariantCulture) ?? c.Categories?[i]))}"));
        }

        var text = string.Join('\n', rows);
        foreach (var segment in (SegmentKey[])[SegmentKey.All, new("region", "r1"), new("region", "r2")])
        {
            var set = (await world.Reader.ReadAsync(model, [World.All], null, null, segment, CancellationToken.None))[0];
            text += string.Create(CultureInfo.InvariantCulture, $"\n{segment} {set.Rows} {string.Join(' ', set.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{c.Value.Rows}/{c.Value.Missing}/{(c.Value as NumericProfile)?.Mean:G12}"))}");
        }

        var summary = await world.Events.SummaryAsync(model, CancellationToken.None);
        var traffic = (await world.Events.TrafficAsync(model, World.All, CancellationToken.None)).Select(t => (t.Hour, t.Duplicates, t.Rejected, t.Late));
        var refused = await world.Metadata.Quarantine.ListAsync(model, 1_000, CancellationToken.None);
        return text + $"\n{summary.Rows} {summary.Outcomes} {string.Join(' ', traffic)} {string.Join(' ', refused.Select(r => r.Issue.Code))}";
    }

    private static string Body(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(15) switch
    {
        0 => "nonsense",
        1 => """{"id":"late","at":"1960-01-01T00:00:00Z","score":0.1}""",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"r{{random.Next(60)}}","at":"{{World.Now.AddHours(-random.Next(72)):yyyy-MM-dd'T'HH':30:00Z'}}","version":"{{random.Next(2)}}","features":{"x":{{random.Next(50)}},"y":{{random.Next(9)}},"region":"r{{random.Next(3)}}"},"score":0.{{random.Next(10)}}}"""),
    }));
}
