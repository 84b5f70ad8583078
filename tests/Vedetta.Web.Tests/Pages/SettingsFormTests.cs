using System.Net;
using Vedetta.Core.Models;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class SettingsFormTests
{
    private const string Page = "/models/application-scoring/settings";

    [Fact]
    public async Task Form_sent_back_unchanged_changes_nothing_and_edits_reach_the_model()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var before = (await host.World.Stores.Models.FindAsync(StoryWorld.Told, default))!;
        var fields = (await Browser.FieldsAsync(client, Page, $"main form[method=post][action='{Page}']")).Where(f => !f.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        using var same = await Browser.SendAsync(client, Page, Page, [.. fields]);
        same.StatusCode.ShouldBe(HttpStatusCode.Found, await same.Content.ReadAsStringAsync());
        var after = (await host.World.Stores.Models.FindAsync(StoryWorld.Told, default))!;
        after.Schema.Columns.Select(c => c with { Importance = Math.Round(c.Importance!.Value, 9) }).ShouldBe(before.Schema.Columns);
        (after.Threshold, after.Owner, after.Score, after.TimeZone).ShouldBe((before.Threshold, before.Owner, before.Score, before.TimeZone));
        after.Outcomes.ShouldBe(before.Outcomes);

        var income = int.Parse(fields.Single(f => f.Value == "income" && f.Name.StartsWith("column", StringComparison.Ordinal)).Name["column".Length..], System.Globalization.CultureInfo.InvariantCulture);
        string[] changed = ["threshold", "owner", $"min{income}", $"violation{income}", $"pii{income}", "outcome1", "maturity1"];
        using var edited = await Browser.SendAsync(client, Page, Page,
            [.. fields.Where(f => !changed.Contains(f.Name)), ("threshold", "0,2"), ("owner", "risk"), ($"min{income}", "0"), ($"violation{income}", "reject"), ($"pii{income}", "sensitive"), ("outcome1", "fpd"), ("maturity1", "30d")]);
        edited.StatusCode.ShouldBe(HttpStatusCode.Found, await edited.Content.ReadAsStringAsync());
        after = (await host.World.Stores.Models.FindAsync(StoryWorld.Told, default))!;
        (after.Threshold, after.Owner).ShouldBe((0.2, "risk"));
        var column = after.Schema.Find("income")!;
        (column.Min, column.OnViolation, column.Pii).ShouldBe((0d, OnViolation.Reject, PiiClass.Sensitive));
        after.Outcomes[1].ShouldBe(new OutcomeDefinition("fpd", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(30)), null));
    }

    [Fact]
    public async Task Faults_are_shown_and_nothing_is_saved()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var fields = (await Browser.FieldsAsync(client, Page, $"main form[method=post][action='{Page}']")).Where(f => f.Name is not ("threshold" or "time_zone" or "__RequestVerificationToken")).ToList();
        using var number = await Browser.SendAsync(client, Page, Page, [.. fields, ("threshold", "half"), ("time_zone", "UTC")]);
        number.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var zone = await Browser.SendAsync(client, Page, Page, [.. fields, ("threshold", "0.5"), ("time_zone", "Moon/Sea")]);
        (await zone.Content.ReadAsStringAsync()).ShouldContain("Moon/Sea");
        (await host.World.Stores.Models.FindAsync(StoryWorld.Told, default))!.Threshold.ShouldBe(0.12);
    }

    [Fact]
    public async Task Model_is_deleted_only_by_its_name()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var wrong = await Browser.SendAsync(client, Page, Page + "/delete", ("confirm", "something"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var right = await Browser.SendAsync(client, Page, Page + "/delete", ("confirm", "application-scoring"));
        right.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await host.World.Stores.Models.FindAsync(StoryWorld.Told, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Person_who_may_only_look_can_change_nothing()
    {
        await using var host = await StoryHost.StartAsync(role: UserRole.Operator);
        using var client = Browser.Of(host);
        var page = await StoryPages.ReadAsync(client, Page);
        page.QuerySelectorAll("fieldset:not([disabled])").ShouldBeEmpty();
        page.QuerySelectorAll("main button.danger, main button.pri").ShouldBeEmpty();
        foreach (var path in new[] { "", "/confirm", "/delete" })
        {
            using var refused = await Browser.SendAsync(client, Page, Page + path, ("confirm", "application-scoring"));
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }
}
