using System.Text.Json;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task LogPrediction_with_every_field_arrives_as_the_contract_says()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address) with { ApiKey = "secret-key" });

        string id = client.LogPrediction(new LoggedPrediction
        {
            Id = "a1",
            At = new DateTimeOffset(2026, 1, 31, 16, 0, 0, TimeSpan.FromHours(6)),
            Version = "1",
            Features = new Dictionary<string, object?> { ["age"] = 41, ["region"] = "Ош", ["income"] = null, ["ratio"] = double.NaN, ["rate"] = 0.1f },
            Score = 0.183,
            Probabilities = new Dictionary<string, double> { ["a"] = 0.2, ["b"] = 0.8 },
            Prediction = 0,
            Decision = "approve",
            Amount = 50000,
            Tags = new Dictionary<string, string?> { ["channel"] = "web" },
            Subject = "k-93f",
            Variant = "champion",
            Shadow = new Dictionary<string, ShadowPrediction> { ["2"] = new(0.21, 0) },
            Contributions = new Dictionary<string, double> { ["age"] = -0.12 },
            LatencyMs = 12.5,
        });
        await client.ShouldFlushAsync();

        id.ShouldBe("a1");
        server.Predictions["a1"].GetRawText().ShouldBe(
            """
            {"id":"a1","at":"2026-01-31T10:00:00Z","version":"1","features":{"age":41,"region":"Ош","income":null,"ratio":null,"rate":0.1},"score":0.183,"probabilities":{"a":0.2,"b":0.8},"prediction":0,"decision":"approve","amount":50000,"tags":{"channel":"web"},"subject":"k-93f","variant":"champion","shadow":{"2":{"score":0.21,"prediction":0}},"contributions":{"age":-0.12},"latency_ms":12.5}
            """);
        server.Requests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            request => request.Path.ShouldBe("/v1/models/application-scoring/predictions"),
            request => request.Authorization.ShouldBe("Bearer secret-key"),
            request => request.ContentType.ShouldBe("application/x-ndjson"),
            request => request.Encoding.ShouldBe("gzip"));
        client.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task LogPrediction_without_id_and_time_gets_both_before_it_is_sent()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address) with { Version = "7", Compression = false });

        string id = client.LogPrediction(new() { Score = 0.5 }, ("age", 41), ("region", "osh"), ("employed", true));
        await client.ShouldFlushAsync();

        id.Length.ShouldBe(32);
        JsonElement arrived = server.Predictions[id];
        arrived.GetProperty("version").GetString().ShouldBe("7");
        arrived.GetProperty("at").GetDateTimeOffset().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        arrived.GetProperty("features").GetRawText().ShouldBe("""{"age":41,"region":"osh","employed":true}""");
        server.Requests.Single().Encoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task LogOutcome_goes_to_the_outcomes_of_the_model()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address));

        client.LogOutcome("a1", "label", 1, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), "system");
        await client.ShouldFlushAsync();

        server.Outcomes.ShouldHaveSingleItem().GetRawText()
            .ShouldBe("""{"id":"a1","outcome":"label","value":1,"at":"2026-03-02T00:00:00Z","source":"system"}""");
        server.Requests.Single().Path.ShouldBe("/v1/models/application-scoring/outcomes");
    }

    [Fact]
    public async Task LogPrediction_reads_the_dictionary_during_the_call_so_that_later_changes_do_not_show()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address) with { FlushInterval = TimeSpan.FromMinutes(1) });
        var features = new Dictionary<string, object?> { ["age"] = 41 };

        client.LogPrediction(new() { Id = "a1", Features = features });
        features["age"] = 99;
        await client.ShouldFlushAsync();

        server.Predictions["a1"].GetProperty("features").GetProperty("age").GetInt32().ShouldBe(41);
    }

    [Fact]
    public async Task LogPrediction_50_000_times_arrives_complete_and_costs_the_caller_little()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address));

        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 50_000; i++)
        {
            client.LogPrediction(new() { Score = 0.001 * (i % 1000), Decision = "approve" }, ("age", i % 80), ("region", "osh"), ("income", 1000.5 + i));
        }

        TimeSpan logging = TimeProvider.System.GetElapsedTime(start);
        await client.ShouldFlushAsync();

        logging.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        server.Predictions.Count.ShouldBe(50_000);
        client.Sent.ShouldBe(50_000);
        client.Dropped.ShouldBe(0);
        server.Requests.Max(request => request.Events).ShouldBe(1_000);
        client.ShouldAccountForEveryEvent();
    }

    [Fact]
    public async Task LogPrediction_from_many_threads_loses_and_doubles_nothing()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address) with { BatchSize = 97 });

        Parallel.For(0, 8, worker =>
        {
            for (int i = 0; i < 500; i++)
            {
                client.LogPrediction(new() { Id = $"{worker}-{i}", Score = 0.5 });
                client.LogOutcome($"{worker}-{i}", "label", i % 2);
            }
        });
        await client.ShouldFlushAsync();

        server.Predictions.Count.ShouldBe(4_000);
        server.Outcomes.Select(outcome => outcome.GetProperty("id").GetString()).Distinct().Count().ShouldBe(4_000);
        server.Duplicates.ShouldBe(0);
        client.ShouldAccountForEveryEvent();
    }

    [Fact]
    public async Task Dispose_sends_what_is_queued()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        var client = new VedettaClient(Clients.Options(server.Address) with { FlushInterval = TimeSpan.FromMinutes(1) });
        client.LogPrediction(new() { Id = "last", Score = 0.5 });

        client.Dispose();

        server.Predictions.Keys.ShouldContain("last");
        client.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task Model_and_path_prefix_with_special_characters_are_kept()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using var client = new VedettaClient(Clients.Options(server.Address) with { Model = "кредит 1/2" });

        client.LogPrediction(new() { Id = "a", Score = 0.5 });
        await client.ShouldFlushAsync();

        Uri.UnescapeDataString(server.Requests.Single().Path).ShouldBe("/v1/models/кредит 1/2/predictions");
    }
}
