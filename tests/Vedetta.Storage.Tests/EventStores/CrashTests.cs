using System.Diagnostics;
using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Tests.Binding;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.EventStores;

/// <summary>
/// A child process (this program, running one explicit test) appends and says what was acknowledged; it is killed in the middle
/// of its work, again and again on the same data folder. Some rounds fold the log every megabyte, so that kills hit that too.
/// </summary>
public sealed class CrashTests
{
    private const string FolderVariable = "VEDETTA_CRASH_FOLDER";
    private const string FirstVariable = "VEDETTA_CRASH_FIRST";
    private const string ThresholdVariable = "VEDETTA_CRASH_THRESHOLD";
    private const string RoundsVariable = "VEDETTA_CRASH_ROUNDS";
    private const int DefaultRounds = 5;
    private static readonly ModelId Model = new("crash");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_row_is_there_exactly_once_after_kill_9()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20260122);
        int rounds = int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? $"{DefaultRounds}", CultureInfo.InvariantCulture);
        var acknowledged = new List<(int First, int Count, long Sequence)>();
        int first = 0;
        for (int round = 0; round < rounds; round++)
        {
            acknowledged.AddRange(await RunAndKillAsync(folder.Path, first, round % 2 == 0 ? 1 << 20 : 192 << 20, random));
            first = await CheckAsync(folder.Path, acknowledged);
        }

        acknowledged.Count.ShouldBeGreaterThan(rounds);
    }

    [Fact(Explicit = true)]
    public async Task Child_appends_until_it_is_killed()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Runs only as the child of the crash test.");
        int first = int.Parse(Environment.GetEnvironmentVariable(FirstVariable)!, CultureInfo.InvariantCulture);
        long threshold = long.Parse(Environment.GetEnvironmentVariable(ThresholdVariable)!, CultureInfo.InvariantCulture);
        await using DuckDbStorage storage = DuckDbStorage.Open(folder!, new() { CheckpointThreshold = threshold });
        int[] sizes = [1, 100, 700, 17, 300, 1500];
        for (int i = 0; ; i++)
        {
            int count = sizes[i % sizes.Length];
            var append = new EventAppend(
                [(Model, Rows.Batch(first, count, Rows.Income, Rows.Region))], [], [(Model, Rows.Outcomes(first, count))], []);
            long sequence = await storage.Events.AppendAsync(append, Cancel);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ACK {first} {count} {sequence}"));
            ProfileFragment fragment = new(new("1", SegmentKey.All, ProfileLevel.Hour, Rows.Start, "count"), BitConverter.GetBytes(count));
            await storage.Profiles.AppendAsync(Model, [fragment], sequence, Cancel);
            first += count;
        }
    }

    private static async Task<List<(int First, int Count, long Sequence)>> RunAndKillAsync(string folder, int first, long threshold, Random random)
    {
        string program = Path.ChangeExtension(typeof(CrashTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!;
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "-explicit", "only", "-method", $"{typeof(CrashTests).FullName}.{nameof(Child_appends_until_it_is_killed)}", "-noColor" },
            Environment =
            {
                [FolderVariable] = folder,
                [FirstVariable] = first.ToString(CultureInfo.InvariantCulture),
                [ThresholdVariable] = threshold.ToString(CultureInfo.InvariantCulture),
            },
        };
        using Process child = Process.Start(start)!;
        var acknowledged = new List<(int, int, long)>();
        int left = random.Next(3, 20);
        int spins = random.Next(0, 200_000);
        var output = new List<string>();
        while (await child.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            output.Add(line);
            string[] words = line.Split(' ');
            if (words[0] != "ACK")
            {
                continue;
            }

            acknowledged.Add((
                int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture), long.Parse(words[3], CultureInfo.InvariantCulture)));
            if (--left == 0)
            {
                Thread.SpinWait(spins);
                child.Kill(); // SIGKILL
            }
        }

        await child.WaitForExitAsync(Cancel);
        acknowledged.ShouldNotBeEmpty(string.Join('\n', output));
        return acknowledged;
    }

    /// <summary>Answers the first number not used yet.</summary>
    private static async Task<int> CheckAsync(string folder, List<(int First, int Count, long Sequence)> acknowledged)
    {
        await using DuckDbStorage storage = DuckDbStorage.Open(folder);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        var sizes = new SortedDictionary<long, int>();
        await foreach (PredictionBatch batch in storage.Events.ScanAsync(Model, new(), Cancel))
        {
            int i = 0;
            foreach (string row in Rows.Describe(batch))
            {
                rows.TryAdd(batch.Id[i]!, row).ShouldBeTrue($"{batch.Id[i]} is there twice");
                sizes[batch.Sequence[i]] = sizes.GetValueOrDefault(batch.Sequence[i]) + 1;
                i++;
            }
        }

        foreach ((int first, int count, long sequence) in acknowledged)
        {
            sizes[sequence].ShouldBe(count);
            foreach (string expected in Rows.Describe(Rows.Batch(first, count, Rows.Income, Rows.Region)))
            {
                if (!rows.TryGetValue(expected[..expected.IndexOf('|', StringComparison.Ordinal)], out string? stored) || stored != expected)
                {
                    Assert.Fail($"An acknowledged row of commit {sequence} is lost or changed.");
                }
            }
        }

        // Commits are whole, and the profiles hold exactly the commits up to their checkpoint.
        RowSummary summary = await storage.Events.SummaryAsync(Model, Cancel);
        summary.Outcomes.ShouldBe(summary.Rows);
        long checkpoint = await storage.Profiles.CheckpointAsync(Model, Cancel);
        IReadOnlyList<ProfileFragment> fragments = await storage.Profiles.ReadAsync(
            new(Model, ProfileLevel.Hour, new(Rows.Start, Rows.Start.AddHours(1))), Cancel);
        long unprofiled = sizes.Where(s => s.Key > checkpoint).Sum(s => s.Value);
        long profiled = fragments.Sum(f => BitConverter.ToInt32(f.Payload.Span));
        await storage.Profiles.AppendAsync(
            Model, [new(new("1", SegmentKey.All, ProfileLevel.Hour, Rows.Start, "count"), BitConverter.GetBytes((int)unprofiled))], summary.LastSequence, Cancel);
        (profiled + unprofiled).ShouldBe(summary.Rows);
        return rows.Keys.Select(id => int.Parse(id.AsSpan(3), CultureInfo.InvariantCulture)).Max() + 1;
    }
}
