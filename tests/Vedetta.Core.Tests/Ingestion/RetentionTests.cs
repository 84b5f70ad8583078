using System.Globalization;
using Vedetta.Core.Profiles;
using Vedetta.Core.Tests.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("UTC", false)]
    [InlineData("Asia/Kathmandu", true)]
    public async Task Retain_deletes_rows_and_profiles_of_whole_days_of_the_zone_and_what_stays_equals_the_rows(string zone, bool restart)
    {
        var world = await World.StartAsync();
        await world.ModelAsync(ProfileLawsTests.Described() with { TimeZone = zone });
        var first = World.Now.AddDays(-50);
        var moments = Enumerable.Range(0, 1_200).Select(i => first.AddHours(i)).ToList();
        await world.PredictAsync(string.Join('\n', moments.Select(Row)), backfill: true);
        await world.Ingestion.FlushAsync(CancellationToken.None);
        var cut = WindowCalendar.At(World.Now.AddDays(-20).AddHours(5), WindowSize.Day, TimeZoneInfo.FindSystemTimeZoneById(zone)).From;

        (await world.Ingestion.RetainAsync(World.Model, World.Now.AddDays(-20).AddHours(5), CancellationToken.None)).ShouldBe(moments.Count(m => m < cut));
        (await world.Ingestion.RetainAsync(World.Model, World.Now.AddDays(-20).AddHours(5), CancellationToken.None)).ShouldBe(0);
        if (restart)
        {
            await world.DisposeAsync();
            world = await World.StartAsync(events: world.Events, profiles: world.Profiles, metadata: world.Metadata);
        }

        (await world.ReadAsync()).Rows.ShouldBe(moments.Count(m => m >= cut));
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
        foreach (var level in (ProfileLevel[])[ProfileLevel.Hour, ProfileLevel.Day])
            (await world.Profiles.ReadAsync(new ProfileQuery(World.Model, level, World.All with { To = cut }), CancellationToken.None)).ShouldBeEmpty();
        (await world.PredictAsync(Row(moments[0], 0))).Accepted.ShouldBe(1);
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Retain_under_load_leaves_profiles_that_equal_the_rows()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(ProfileLawsTests.Described());
        var loading = Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(async () =>
        {
            for (var turn = 0; turn < 25; turn++)
                await world.PredictAsync(string.Join('\n', Enumerable.Range(0, 20).Select(i => Row(World.Now.AddDays(-(i * 2) - 0.1), (lane * 1_000) + (turn * 20) + i))));
        })));
        while (!loading.IsCompleted)
        {
            await world.Ingestion.RetainAsync(World.Model, World.Now.AddDays(-15), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await loading;
        await world.Ingestion.RetainAsync(World.Model, World.Now.AddDays(-15), CancellationToken.None);
        (await world.Verify.VerifyAsync(World.Model, null, CancellationToken.None)).Differences.ShouldBeEmpty();
        (await world.ReadAsync()).Rows.ShouldBe(100 * 8);
    }

    private static string Row(DateTimeOffset at, int n) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"r{{n}}","at":"{{at.UtcDateTime:O}}","features":{"x":{{n % 41}},"y":{{n % 7}},"region":"r{{n % 3}}"},"score":0.5}""");
}
