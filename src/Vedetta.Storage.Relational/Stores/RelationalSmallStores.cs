using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalSettingsStore(MetadataDatabase database) : ISettingsStore
{
    public ValueTask<string?> FindAsync(string name, CancellationToken cancel) =>
        database.ReadAsync(context => context.Settings.Where(row => row.Name == name).Select(row => row.Document).FirstOrDefaultAsync(cancel));

    public ValueTask SaveAsync(string name, string json, CancellationToken cancel) =>
        database.WriteAsync(context => context.UpsertAsync([new SettingRow { Name = name, Document = json }], cancel), cancel);
}

internal sealed class RelationalIdempotencyStore(MetadataDatabase database) : IIdempotencyStore
{
    public ValueTask<IdempotentAnswer?> FindAsync(string key, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Idempotency.FirstOrDefaultAsync(row => row.Key == key, cancel) is { } row
                ? new IdempotentAnswer(row.Key, row.RequestHash, row.Status, row.Body, Document.Moment(row.At))
                : null);

    public ValueTask SaveAsync(IdempotentAnswer answer, DateTimeOffset keepAfter, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var oldest = Document.Ticks(keepAfter);
                await context.Idempotency.Where(row => row.At < oldest).ExecuteDeleteAsync(cancel);
                await context.UpsertAsync(
                    [
                        new IdempotencyRow
                        {
                            Key = answer.Key, RequestHash = answer.RequestHash, Status = answer.Status, Body = answer.Body, At = Document.Ticks(answer.At),
                        },
                    ],
                    cancel);
            },
            cancel);
}
