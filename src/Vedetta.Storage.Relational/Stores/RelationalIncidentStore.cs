using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalIncidentStore(MetadataDatabase database) : IIncidentStore
{
    private const string Counter = "incident";

    // One process holds the database. The number given last is stored with the incidents that carry it, in their transaction: one
    // that was given and never saved, before a crash, belongs to nobody and is given again. -1 before the first was asked for.
    private long _given = -1;
    private long _stored = -1;

    public async ValueTask<string> NextIdAsync(CancellationToken cancel) => (await NextIdsAsync(1, cancel))[0];

    public async ValueTask<IReadOnlyList<string>> NextIdsAsync(int count, CancellationToken cancel)
    {
        if (count == 0) return [];
        if (Interlocked.Read(ref _given) < 0)
        {
            var stored = await database.ReadAsync(context => context.Counters.Where(row => row.Name == Counter).Select(row => row.Value).FirstOrDefaultAsync(cancel));
            Interlocked.CompareExchange(ref _given, stored, -1);
        }

        var last = Interlocked.Add(ref _given, count) - count;
        return [.. Enumerable.Range(1, count).Select(i => "INC-" + (last + i).ToString(CultureInfo.InvariantCulture))];
    }

    public async ValueTask SaveAsync(IReadOnlyList<Incident> incidents, CancellationToken cancel)
    {
        long given = -1;
        await database.WriteAsync(
            async context =>
            {
                await context.UpsertAsync(incidents.Select(Row), cancel);
                given = Interlocked.Read(ref _given);
                if (given > Interlocked.Read(ref _stored)) await context.UpsertAsync([new CounterRow { Name = Counter, Value = given }], cancel);
            },
            cancel);
        Interlocked.Exchange(ref _stored, given);
    }

    public async ValueTask DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancel) =>
        await database.WriteAsync(context => context.Incidents.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancel), cancel);

    public ValueTask<Incident?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Incidents.Where(row => row.Id == id).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<Incident>(document)
                : null);

    public ValueTask<IReadOnlyList<Incident>> ListAsync(ModelId? model, IReadOnlyList<IncidentState>? states, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Incident>>(async context =>
        {
            IQueryable<IncidentRow> rows = context.Incidents;
            if (model is { Value: var id }) rows = rows.Where(row => row.Model == id);
            if (states is not null)
            {
                var names = states.Select(state => state.ToString()).ToList();
                rows = rows.Where(row => names.Contains(row.State));
            }

            var latest = rows.OrderByDescending(row => row.Opened).ThenByDescending(row => row.Id.Length).ThenByDescending(row => row.Id);
            return (await latest.Take(limit).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<Incident>);
        });

    private static IncidentRow Row(Incident incident) => new()
    {
        Id = incident.Id,
        Model = incident.Model.Value,
        State = incident.State.ToString(),
        Opened = Document.Ticks(incident.Opened),
        Document = Document.Write(incident),
    };
}
