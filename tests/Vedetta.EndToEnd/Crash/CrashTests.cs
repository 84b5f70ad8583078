using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.EndToEnd.Programs;
using Vedetta.Server.Hosting;

namespace Vedetta.EndToEnd.Crash;

/// <summary>The real program, ended with kill -9 at moments nobody chose. <c>VEDETTA_CRASH_ROUNDS</c> says how often.</summary>
public sealed class CrashTests
{
    private const int Lanes = 3;

    [Fact]
    public async Task Kill_under_load_loses_nothing_that_was_acknowledged_and_counts_nothing_twice()
    {
        var cancel = TestContext.Current.CancellationToken;
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("VEDETTA_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var told) ? told : 5;
        var random = new Random(20260922);
        var folder = Directory.CreateTempSubdirectory("vedetta-crash-");
        try
        {
            var start = TimeProvider.System.GetUtcNow().AddHours(-30);
            var loaders = Enumerable.Range(0, Lanes).Select(lane => new CrashLoader(lane, start)).ToArray();
            for (var round = 1; round <= rounds; round++)
            {
                await using (var server = await VedettaProgram.ServeAsync(folder.FullName, cancel))
                {
                    var posting = loaders.Select(loader => loader.PostAsync(server.Address, cancel)).ToArray();
                    await AnswersAsync(loaders, cancel);
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1_500)), TimeProvider.System, cancel);
                    await server.KillAsync();
                    await Task.WhenAll(posting);
                }

                var acknowledged = loaders.SelectMany(loader => loader.Acknowledged).ToHashSet(StringComparer.Ordinal);
                await CheckProfilesAsync(folder.FullName, round, cancel);
                await CheckRowsAsync(folder.FullName, acknowledged, round, cancel);
                TestContext.Current.TestOutputHelper?.WriteLine($"round {round}: {acknowledged.Count} acknowledged rows are there, once");
            }

            loaders.Sum(loader => loader.Acknowledged.Count).ShouldBeGreaterThan(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A cold start under load takes its time: the moment of the kill is counted from the first answer of the round.
    private static async Task AnswersAsync(CrashLoader[] loaders, CancellationToken cancel)
    {
        var before = loaders.Sum(loader => loader.Batches);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (loaders.Sum(loader => loader.Batches) == before) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
    }

    private static async Task CheckRowsAsync(string data, HashSet<string> acknowledged, int round, CancellationToken cancel)
    {
        await using var engine = await VedettaEngine.OpenAsync(new VedettaHostOptions { DataDirectory = data, Workers = false }, cancel);
        var events = engine.Services.GetRequiredService<IEventStore>();
        var stored = new HashSet<string>(StringComparer.Ordinal);
        var twice = new List<string>();
        await foreach (var batch in events.ScanAsync(new ModelId("crash"), new RowScan(Columns: []), cancel))
        {
            for (var row = 0; row < batch.Count; row++)
                if (!stored.Add(batch.Id[row]!)) twice.Add(batch.Id[row]!);
        }

        twice.ShouldBeEmpty($"round {round}: rows stored twice");
        acknowledged.Except(stored, StringComparer.Ordinal).ShouldBeEmpty($"round {round}: acknowledged rows are gone");
    }

    private static async Task CheckProfilesAsync(string data, int round, CancellationToken cancel)
    {
        var (code, output) = await VedettaProgram.RunAsync(cancel, "verify", "--data", data);
        code.ShouldBe(0, $"round {round}: {output}");
    }
}
