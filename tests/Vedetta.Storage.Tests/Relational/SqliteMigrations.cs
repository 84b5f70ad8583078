using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational;
using Vedetta.Storage.Relational.Sqlite;

namespace Vedetta.Storage.Tests.Relational;

public sealed class SqliteMigrations : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vedetta-migrations-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "metadata.db");

    [Fact]
    public async Task Open_a_file_of_any_earlier_version_is_migrated_and_keeps_its_rows()
    {
        var versions = await VersionsAsync();
        versions.Count.ShouldBeGreaterThan(1);
        foreach (var version in versions)
        {
            await using (var context = new SqliteMetadataContext(SqliteDatabase.Options($"Data Source={File};Pooling=False")))
            {
                await context.GetService<IMigrator>().MigrateAsync(version, Cancel);
                await context.Database.ExecuteSqlRawAsync("INSERT INTO settings (name, document) VALUES ('kept', '7')", Cancel);
            }

            await using (var stores = await RelationalStores.OpenSqliteAsync(File, Cancel))
            {
                (await stores.Settings.FindAsync("kept", Cancel)).ShouldBe("7");
                (await stores.Monitors.MarkAsync(Sample.Scoring, Cancel)).ShouldBeNull();
            }

            System.IO.File.Delete(File);
        }
    }

    [Fact]
    public async Task Model_and_migrations_agree()
    {
        await using var context = new SqliteMetadataContext(SqliteDatabase.Options($"Data Source={File};Pooling=False"));
        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Open_writes_ahead_so_that_readers_do_not_wait()
    {
        await using var stores = await RelationalStores.OpenSqliteAsync(File, Cancel);
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe("wal");
    }

    [Fact]
    public async Task Open_a_file_that_is_no_database_says_so()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5_000), Cancel);
        var failure = await Should.ThrowAsync<StorageException>(async () => await RelationalStores.OpenSqliteAsync(File, Cancel));
        failure.Message.ShouldContain("metadata.db is damaged");
        failure.Passing.ShouldBeFalse();
    }

    [Fact]
    public async Task Open_in_a_directory_that_is_missing_says_so()
    {
        var failure = await Should.ThrowAsync<StorageException>(async () =>
            await RelationalStores.OpenSqliteAsync(Path.Combine(_folder, "none", "metadata.db"), Cancel));
        failure.Message.ShouldContain("could not be opened");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<IReadOnlyList<string>> VersionsAsync()
    {
        await using var context = new SqliteMetadataContext(SqliteDatabase.Options("Data Source=:memory:"));
        return [.. context.Database.GetMigrations()];
    }
}
