using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Server.Tests.Faults;

/// <summary>A data directory of the schema before this one opens with everything it held.</summary>
public sealed class UpgradeTests
{
    private const int Levels = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_directory_of_the_former_schema_is_brought_up_to_date_and_verifies()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-upgrade-").FullName;
        try
        {
            string before;
            await using (var server = await StartAsync(folder))
            {
                await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
                await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 2)), "text/csv");
                before = (await server.GetAsync("/v1/models/m/drift?column=*&every=day")).Json.ToString();
            }

            GoBack(Path.Combine(folder, DuckDbStorage.FileName));
            Directory.Delete(Path.Combine(folder, DuckDbStorage.IdFolder), recursive: true);
            await using var again = await StartAsync(folder);
            (await again.GetAsync("/v1/models/m/drift?column=*&every=day")).Json.ToString().ShouldBe(before);
            var (status, json) = await again.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 2)), "text/csv");
            status.ShouldBe(HttpStatusCode.OK);
            json.GetProperty("duplicates").GetInt64().ShouldBe(800);
            (await again.Services.GetRequiredService<IProfileVerification>().VerifyAsync(new ModelId("m"), null, Cancel)).Differences.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Server> StartAsync(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, DuckDbStorage.IdFolder));
        return Server.StartAsync(change: options => options with { InMemory = false, DataDirectory = folder });
    }

    /// <summary>Puts the file back to schema 1, which kept the profiles of a model in one table.</summary>
    private static void GoBack(string file)
    {
        using var database = Database.Open(file);
        using var connection = database.Connect();
        connection.Execute(
            """
            CREATE TABLE f1(version VARCHAR NOT NULL, segment_column VARCHAR NOT NULL, segment_value VARCHAR NOT NULL,
                level UTINYINT NOT NULL, start_at BIGINT NOT NULL, column_name VARCHAR NOT NULL, payload BLOB NOT NULL)
            """);
        for (var level = 0; level < Levels; level++)
        {
            connection.Execute(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"""
                INSERT INTO f1 SELECT version, segment_column, segment_value, {level}, start_at, column_name, payload FROM f1_{level} ORDER BY rowid;
                DROP TABLE f1_{level}
                """));
        }

        connection.Execute("DELETE FROM schema_version WHERE version > 1");
    }
}
