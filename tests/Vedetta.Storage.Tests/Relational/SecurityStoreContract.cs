using Vedetta.Core.Channels;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using static Vedetta.Storage.Tests.Relational.Sample;

namespace Vedetta.Storage.Tests.Relational;

public sealed class SecurityStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Keys_work_until_they_are_revoked_and_the_secret_is_not_stored(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        var keys = new ApiKeyService(stores.ApiKeys, stores.Audit, TimeProvider.System);
        var made = await keys.CreateAsync("ci", ApiScope.Ingest | ApiScope.Read, "ann", Cancel);
        (await keys.AuthenticateAsync(made.Secret, Cancel)).ShouldBe(made.Key);
        (await keys.AuthenticateAsync(made.Secret[..^1] + (made.Secret[^1] == '0' ? '1' : '0'), Cancel)).ShouldBeNull();
        (await keys.AuthenticateAsync("nonsense", Cancel)).ShouldBeNull();
        (await stores.ApiKeys.ListAsync(Cancel)).Single().ShouldBe(made.Key);
        made.Secret.ShouldNotContain(made.Key.SecretHash);
        (await keys.RevokeAsync(made.Key.Id, "ann", Cancel)).ShouldBeTrue();
        (await keys.RevokeAsync(made.Key.Id, "ann", Cancel)).ShouldBeFalse();
        (await keys.AuthenticateAsync(made.Secret, Cancel)).ShouldBeNull();
        (await stores.Audit.ListAsync(10, Cancel)).Select(entry => entry.Action).ShouldBe(["key.revoke", "key.create"]);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Accounts_sign_in_by_password_and_sessions_end_when_it_changes(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        var accounts = new AccountService(stores.Users, stores.Audit, TimeProvider.System);
        (await accounts.HasAdminAsync(Cancel)).ShouldBeFalse();
        var made = await accounts.SaveAsync("Ann", "a long password", UserRole.Admin, "setup", Cancel);
        (await accounts.HasAdminAsync(Cancel)).ShouldBeTrue();
        (await accounts.SignInAsync("ANN", "a long password", Cancel)).ShouldBe(made);
        (await accounts.SignInAsync("ann", "another password", Cancel)).ShouldBeNull();
        (await accounts.SignInAsync("bob", "a long password", Cancel)).ShouldBeNull();
        await accounts.SaveAsync("ann", "another password", UserRole.Viewer, "ann", Cancel);
        (await accounts.ResumeAsync("ann", made.Stamp, Cancel)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(async () => await accounts.SaveAsync("ann", "short", UserRole.Viewer, "ann", Cancel));
        (await accounts.DeleteAsync("ann", "ann", Cancel)).ShouldBeTrue();
        (await accounts.ListAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SignInAsync_after_five_failures_a_name_waits_whatever_the_password()
    {
        await using var stores = await MetadataStores.OpenAsync("memory");
        var accounts = new AccountService(stores.Users, stores.Audit, TimeProvider.System);
        await accounts.SaveAsync("ann", "a long password", UserRole.Admin, "setup", Cancel);
        for (var i = 0; i < 5; i++) (await accounts.SignInAsync("ann", "a wrong password", Cancel)).ShouldBeNull();
        (await accounts.SignInAsync("ann", "a long password", Cancel)).ShouldBeNull();
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Channels_come_back_equal_by_name(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Channels.SaveAsync(Channel("b"), Cancel);
        await stores.Channels.SaveAsync(Channel("a"), Cancel);
        Said(await stores.Channels.ListAsync(Cancel)).ShouldBe(Said<IReadOnlyList<Channel>>([Channel("a"), Channel("b")]));
        (await stores.Channels.DeleteAsync("a", Cancel)).ShouldBeTrue();
        (await stores.Channels.FindAsync("a", Cancel)).ShouldBeNull();
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Outbox_takes_a_key_once_and_gives_what_is_due(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        var message = new OutboxMessage("a|INC-1|fired", "a", "INC-1", "{}", Day, Day, 0, OutboxState.Waiting, null);
        await stores.Outbox.AddAsync([message, message with { Key = "later", NextAttempt = Day.AddHours(1) }, message with { Key = "other", Incident = "INC-2" }, message with { Key = "far", Channel = "b" }], Cancel);
        await stores.Outbox.AddAsync([message with { Payload = "again" }], Cancel);
        (await stores.Outbox.DueChannelsAsync(Day, Cancel)).ShouldBe(["a", "b"], ignoreOrder: true);
        (await stores.Outbox.DueAsync("a", Day, 10, Cancel)).ShouldBe([message, message with { Key = "other", Incident = "INC-2" }]);
        (await stores.Outbox.DueAsync("a", Day.AddDays(1), 10, Cancel)).Select(due => due.Key).ShouldBe([message.Key, "other"], "the later one of an incident waits for the one before it");
        var sent = message with { State = OutboxState.Sent, Attempts = 1, LastAnswer = "204" };
        await stores.Outbox.UpdateAsync(sent, Cancel);
        await stores.Outbox.UpdateAsync(message with { Key = "far", Channel = "b", State = OutboxState.Failed }, Cancel);
        (await stores.Outbox.DueAsync("a", Day.AddDays(1), 10, Cancel)).Select(due => due.Key).ShouldBe(["later", "other"]);
        (await stores.Outbox.ListAsync(null, null, 10, Cancel))[^1].ShouldBe(sent);
        (await stores.Outbox.ListAsync("b", OutboxState.Failed, 10, Cancel)).Single().Key.ShouldBe("far");
        (await stores.Outbox.CountsAsync(Cancel)).ShouldBe([new OutboxCount("a", 2, 0), new OutboxCount("b", 0, 1)]);
        await stores.Outbox.DeleteAsync(Day.AddDays(1), Cancel);
        (await stores.Outbox.ListAsync(null, null, 10, Cancel)).Select(kept => kept.Key).ShouldBe(["other", "later"]);
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task Small_documents_and_kept_answers_come_back(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Settings.FindAsync("x", Cancel)).ShouldBeNull();
        await stores.Settings.SaveAsync("x", "1", Cancel);
        await stores.Settings.SaveAsync("x", "2", Cancel);
        (await stores.Settings.FindAsync("x", Cancel)).ShouldBe("2");
        var answer = new IdempotentAnswer("k", "h", 201, "{}", Day);
        await stores.Idempotency.SaveAsync(answer, Day.AddDays(-1), Cancel);
        (await stores.Idempotency.FindAsync("k", Cancel)).ShouldBe(answer);
        await stores.Idempotency.SaveAsync(answer with { Key = "l", At = Day.AddDays(3) }, Day.AddDays(2), Cancel);
        (await stores.Idempotency.FindAsync("k", Cancel)).ShouldBeNull();
    }
}
