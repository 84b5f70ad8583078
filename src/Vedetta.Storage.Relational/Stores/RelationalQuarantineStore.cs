using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalQuarantineStore(MetadataDatabase database, int keepPerModel) : IQuarantineStore
{
    public async ValueTask AddAsync(IReadOnlyList<QuarantinedRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        await database.WriteAsync(
            async context =>
            {
                foreach (var model in rows.GroupBy(row => row.Model.Value, StringComparer.Ordinal))
                {
                    await CountAsync(context, model.Key, model, cancel);
                    await context.UpsertAsync(model.TakeLast(keepPerModel).Select(Row), cancel);
                    await TrimAsync(context, model.Key, cancel);
                }
            },
            cancel);
    }

    public ValueTask<IReadOnlyList<QuarantinedRow>> ListAsync(ModelId model, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<QuarantinedRow>>(async context =>
            (await context.Quarantine.Where(row => row.Model == model.Value).OrderByDescending(row => row.Id).Take(limit)
                .Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<QuarantinedRow>));

    public ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(async context =>
            await context.QuarantineCounts.Where(row => row.Model == model.Value)
                .ToDictionaryAsync(row => row.Code, row => row.Count, StringComparer.Ordinal, cancel));

    private static async Task CountAsync(MetadataContext context, string model, IEnumerable<QuarantinedRow> rows, CancellationToken cancel)
    {
        var stored = await context.QuarantineCounts.Where(row => row.Model == model)
            .ToDictionaryAsync(row => row.Code, row => row.Count, StringComparer.Ordinal, cancel);
        var counts = rows.GroupBy(row => row.Issue.Code, StringComparer.Ordinal).Select(code => new QuarantineCountRow
        {
            Model = model, Code = code.Key, Count = stored.GetValueOrDefault(code.Key) + code.Count(),
        });
        await context.UpsertAsync(counts, cancel);
    }

    private async Task TrimAsync(MetadataContext context, string model, CancellationToken cancel)
    {
        var rows = context.Quarantine.Where(row => row.Model == model);
        var firstKept = await rows.OrderByDescending(row => row.Id).Skip(keepPerModel - 1).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancel);
        if (firstKept is { } id) await rows.Where(row => row.Id < id).ExecuteDeleteAsync(cancel);
    }

    private static QuarantineRow Row(QuarantinedRow row) => new()
    {
        Model = row.Model.Value, ReceivedAt = Document.Ticks(row.ReceivedAt), Document = Document.Write(row),
    };
}
