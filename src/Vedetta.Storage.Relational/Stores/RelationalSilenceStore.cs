using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalSilenceStore(MetadataDatabase database) : ISilenceStore
{
    private const string Counter = "silence";

    public ValueTask<string> NextIdAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var last = await context.Counters.Where(row => row.Name == Counter).Select(row => row.Value).FirstOrDefaultAsync(cancel);
                await context.UpsertAsync([new CounterRow { Name = Counter, Value = last + 1 }], cancel);
                return "SIL-" + (last + 1).ToString(CultureInfo.InvariantCulture);
            },
            cancel);

    public ValueTask SaveAsync(Silence silence, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync([new SilenceRow { Id = silence.Id, To = Document.Ticks(silence.To), Document = Document.Write(silence) }], cancel), cancel);

    public ValueTask<Silence?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Silences.Where(row => row.Id == id).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<Silence>(document)
                : null);

    public ValueTask<IReadOnlyList<Silence>> ListAsync(DateTimeOffset endingAfter, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Silence>>(async context =>
        {
            var ticks = Document.Ticks(endingAfter);
            var rows = context.Silences.Where(row => row.To > ticks).OrderByDescending(row => row.To).ThenByDescending(row => row.Id.Length).ThenByDescending(row => row.Id);
            return (await rows.Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<Silence>);
        });
}
