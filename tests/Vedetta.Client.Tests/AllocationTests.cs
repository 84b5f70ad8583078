using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

/// <summary>What one call costs the host's heap. The queue's own buffers are made while it fills and used again.</summary>
public sealed class AllocationTests
{
    private static readonly Feature[] Listed =
        [.. Enumerable.Range(0, 25).Select(i => i % 5 == 0 ? new Feature($"category_{i}", "value") : new Feature($"number_{i}", 1.5 * i))];

    private static readonly Dictionary<string, object?> Named = Listed.ToDictionary(feature => feature.Name, feature => (object?)1.5);

    [Fact]
    public async Task LogPrediction_with_id_and_listed_features_allocates_nothing() =>
        (await BytesPerCallAsync(client => client.LogPrediction(new() { Id = "a1", Score = 0.5, Prediction = 1, Decision = "approve" }, Listed))).ShouldBe(0, 1);

    [Fact]
    public async Task LogPrediction_with_id_and_a_dictionary_allocates_nothing() =>
        (await BytesPerCallAsync(client => client.LogPrediction(new() { Id = "a1", Score = 0.5, Features = Named }))).ShouldBe(0, 1);

    [Fact]
    public async Task LogPrediction_without_id_allocates_the_id_alone() =>
        (await BytesPerCallAsync(client => client.LogPrediction(new() { Score = 0.5 }, Listed))).ShouldBe(88, 1);

    [Fact]
    public async Task LogOutcome_allocates_nothing() =>
        (await BytesPerCallAsync(client => client.LogOutcome("a1", "label", 1))).ShouldBe(0, 1);

    private static async Task<double> BytesPerCallAsync(Action<VedettaClient> call)
    {
        await using RecordingServer server = await RecordingServer.StartAsync();

        // One batch that does not fill: its buffer grows to its size in the first round and is the same in the second.
        await using var client = new VedettaClient(Clients.Options(server.Address) with
        {
            FlushInterval = TimeSpan.FromMinutes(1), BatchSize = 5_000, BatchBytes = 8 * 1024 * 1024,
        });
        const int Calls = 2_000;
        Run(client, call, Calls);
        await client.ShouldFlushAsync();
        long allocated = Run(client, call, Calls);
        client.Dropped.ShouldBe(0);
        return allocated / (double)Calls;
    }

    private static long Run(VedettaClient client, Action<VedettaClient> call, int times)
    {
        // The writer belongs to a thread, so the first call on this one is not measured.
        call(client);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            call(client);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
