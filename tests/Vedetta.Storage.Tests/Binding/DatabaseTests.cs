using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.Tests.Binding;

public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void LibraryVersion_is_the_pinned_one() => Database.LibraryVersion.ShouldBe("v1.5.6");

    [Fact]
    public void Open_applies_the_options()
    {
        using Database database = Database.OpenInMemory(new() { Threads = 1, CheckpointThreshold = 64 << 20 });
        using Connection connection = database.Connect();

        connection.QueryInt64("SELECT current_setting('threads')::BIGINT").ShouldBe(1);
        using Result result = connection.Query("SELECT current_setting('autoinstall_known_extensions')::VARCHAR, current_setting('checkpoint_threshold')");
        result.Read().ShouldBeTrue();
        result.Text(0, 0).ShouldBe("false");
        result.Text(1, 0).ShouldBe("64.0 MiB");
    }

    [Fact]
    public void Open_without_external_access_refuses_files()
    {
        string file = folder.File("rows.csv");
        File.WriteAllText(file, "a\n1\n");
        using Database database = Database.OpenInMemory();
        using Connection connection = database.Connect();

        Should.Throw<DuckDbException>(() => connection.Query($"SELECT * FROM read_csv('{file}')")).Kind
            .ShouldBe(DuckDbErrorKind.Permission);
    }

    [Fact]
    public void Open_a_file_that_is_no_database_says_so()
    {
        string file = folder.File("broken.duckdb");
        File.WriteAllBytes(file, new byte[8192]);

        DuckDbException error = Should.Throw<DuckDbException>(() => Database.Open(file));

        error.Kind.ShouldBe(DuckDbErrorKind.InputOutput);
        error.Message.ShouldContain("not a valid DuckDB database file");
    }

    [Fact]
    public void Commit_survives_reopening()
    {
        string file = folder.File("kept.duckdb");
        using (Database database = Database.Open(file))
        using (Connection connection = database.Connect())
        {
            connection.Execute("CREATE TABLE t(a BIGINT)");
            connection.Begin();
            connection.Execute("INSERT INTO t VALUES (1)");
            connection.Commit();
            connection.Begin();
            connection.Execute("INSERT INTO t VALUES (2)");
            connection.Rollback();
        }

        using Database again = Database.Open(file);
        using Connection reader = again.Connect();
        reader.QueryInt64("SELECT sum(a)::BIGINT FROM t").ShouldBe(1);
    }

    [Fact]
    public async Task Interrupt_stops_a_running_query()
    {
        using Database database = Database.OpenInMemory();
        using Connection connection = database.Connect();
        using var started = new ManualResetEventSlim();
        Task<DuckDbErrorKind> query = Task.Run(() =>
        {
            started.Set();
            return Should.Throw<DuckDbException>(() => connection.QueryInt64("SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range = b.range + 1")).Kind;
        });

        started.Wait(TestContext.Current.CancellationToken);
        while (!query.IsCompleted)
        {
            connection.Interrupt();
            Thread.Yield();
        }

        (await query).ShouldBe(DuckDbErrorKind.Interrupt);
    }
}
