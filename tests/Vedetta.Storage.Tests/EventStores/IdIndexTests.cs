using Vedetta.Storage.DuckDb.Events.Ids;
using Vedetta.Storage.Tests.Binding;

namespace Vedetta.Storage.Tests.EventStores;

public sealed class IdIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_answers_every_id_of_runs_merged_runs_and_memory_and_no_other()
    {
        const int Commits = 60, PerCommit = 5_000;
        var random = new Random(7);
        using var ids = new ModelIds(_folder.Path, model: 3, []);
        var all = new List<ulong>();
        for (var commit = 1; commit <= Commits; commit++)
        {
            var some = Draw(random, PerCommit);
            ids.Add(some, [.. some.Select(id => id + 1)], commit);
            all.AddRange(some);
            if (commit % 7 == 0) ids.Save();
        }

        var found = new Dictionary<ulong, ulong>();
        ids.Find([.. all], found);
        found.Count.ShouldBe(Commits * PerCommit);
        found.ShouldAllBe(pair => pair.Value == pair.Key + 1);

        found.Clear();
        ids.Find(Draw(random, 100_000), found);
        found.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_of_runs_stay_within_two_bytes_an_id()
    {
        var random = new Random(9);
        using var ids = new ModelIds(_folder.Path, model: 3, []);
        for (var commit = 1; commit <= 4; commit++)
        {
            var some = Draw(random, 100_000);
            ids.Add(some, some, commit);
            ids.Save();
        }

        (ids.Bytes / 400_000.0).ShouldBeLessThan(2);
    }

    [Fact]
    public void TryOpen_a_damaged_or_shortened_run_is_no_run()
    {
        var some = Draw(new Random(5), 3_000).Order().ToArray();
        string path;
        using (var run = IdRunWriter.Write(_folder.Path, 1, 0, 9, [.. some.Select(id => new IdEntry(id, 1))])) path = run.Path;
        IdRun.TryOpen(path).ShouldNotBeNull().Dispose();
        var bytes = File.ReadAllBytes(path);
        bytes[20_000] ^= 4;
        File.WriteAllBytes(path, bytes);
        IdRun.TryOpen(path).ShouldBeNull();
        bytes[20_000] ^= 4;
        File.WriteAllBytes(path, bytes[..^16]);
        IdRun.TryOpen(path).ShouldBeNull();
    }

    private static ulong[] Draw(Random random, int count)
    {
        var ids = new ulong[count];
        for (var i = 0; i < count; i++) ids[i] = ((ulong)random.NextInt64() << 1) ^ (ulong)random.Next();
        return ids;
    }
}
