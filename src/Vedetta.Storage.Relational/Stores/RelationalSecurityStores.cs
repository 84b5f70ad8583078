using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Security;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalApiKeyStore(MetadataDatabase database) : IApiKeyStore
{
    public ValueTask SaveAsync(ApiKey key, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(
                [
                    new ApiKeyRow
                    {
                        Id = key.Id,
                        Name = key.Name,
                        Scopes = (int)key.Scopes,
                        SecretHash = key.SecretHash,
                        CreatedAt = Document.Ticks(key.CreatedAt),
                        CreatedBy = key.CreatedBy,
                        RevokedAt = key.RevokedAt is { } at ? Document.Ticks(at) : null,
                    },
                ],
                cancel),
            cancel);

    public ValueTask<ApiKey?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(async context => await context.ApiKeys.FirstOrDefaultAsync(row => row.Id == id, cancel) is { } row ? Key(row) : null);

    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<ApiKey>>(async context =>
            (await context.ApiKeys.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancel)).ConvertAll(Key));

    private static ApiKey Key(ApiKeyRow row) => new(
        row.Id, row.Name, (ApiScope)row.Scopes, row.SecretHash, Document.Moment(row.CreatedAt), row.CreatedBy,
        row.RevokedAt is { } at ? Document.Moment(at) : null);
}

internal sealed class RelationalUserStore(MetadataDatabase database) : IUserStore
{
    public ValueTask SaveAsync(UserAccount account, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(
                [
                    new UserRow
                    {
                        Name = account.Name,
                        PasswordHash = account.PasswordHash,
                        Role = account.Role.ToString(),
                        CreatedAt = Document.Ticks(account.CreatedAt),
                        Stamp = account.Stamp,
                    },
                ],
                cancel),
            cancel);

    public ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancel) =>
        database.ReadAsync(async context => await context.Users.FirstOrDefaultAsync(row => row.Name == name, cancel) is { } row ? Account(row) : null);

    public ValueTask<IReadOnlyList<UserAccount>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<UserAccount>>(async context =>
            (await context.Users.OrderBy(row => row.Name).ToListAsync(cancel)).ConvertAll(Account));

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancel) =>
        database.WriteAsync(async context => await context.Users.Where(row => row.Name == name).ExecuteDeleteAsync(cancel) > 0, cancel);

    private static UserAccount Account(UserRow row) =>
        new(row.Name, row.PasswordHash, Enum.Parse<UserRole>(row.Role), Document.Moment(row.CreatedAt), row.Stamp);
}

internal sealed class RelationalAuditStore(MetadataDatabase database) : IAuditStore
{
    public ValueTask AddAsync(AuditEntry entry, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(
                [
                    new AuditRow { At = Document.Ticks(entry.At), By = entry.By, Action = entry.Action, Subject = entry.Subject, Detail = entry.Detail },
                ],
                cancel),
            cancel);

    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(async context =>
            (await context.Audit.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancel))
            .ConvertAll(row => new AuditEntry(Document.Moment(row.At), row.By, row.Action, row.Subject, row.Detail)));
}
