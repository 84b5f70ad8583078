using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Channels;
using Vedetta.Core.Routing;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalRoutingStore(MetadataDatabase database) : IRoutingStore
{
    private const string Setting = "routing";

    // One process holds the database, so what it wrote last is what is stored.
    private volatile Tuple<RoutingPolicy?>? _policy;

    public async ValueTask<RoutingPolicy?> PolicyAsync(CancellationToken cancel) => (_policy ??= Tuple.Create(await ReadPolicyAsync(cancel))).Item1;

    private ValueTask<RoutingPolicy?> ReadPolicyAsync(CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Settings.Where(row => row.Name == Setting).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<RoutingPolicy>(document)
                : null);

    public async ValueTask SavePolicyAsync(RoutingPolicy? policy, CancellationToken cancel)
    {
        await database.WriteAsync(
            context => policy is null
                ? context.Settings.Where(row => row.Name == Setting).ExecuteDeleteAsync(cancel)
                : context.UpsertAsync([new SettingRow { Name = Setting, Document = Document.Write(policy) }], cancel),
            cancel);
        _policy = Tuple.Create(policy);
    }

    public ValueTask<IReadOnlyList<RoutingTrail>> TrailsAsync(IReadOnlyCollection<string> incidents, CancellationToken cancel) =>
        incidents.Count == 0
            ? ValueTask.FromResult<IReadOnlyList<RoutingTrail>>([])
            : ReadAsync(rows => rows.Where(row => incidents.Contains(row.Incident)), cancel);

    public ValueTask<IReadOnlyList<RoutingTrail>> OpenTrailsAsync(CancellationToken cancel) => ReadAsync(rows => rows.Where(row => row.Open == 1), cancel);

    public ValueTask QueueAsync(IReadOnlyList<OutboxMessage> messages, IReadOnlyList<RoutingTrail> trails, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                await context.InsertNewAsync(messages.Select(RelationalOutboxStore.Row), cancel);
                await context.UpsertAsync(trails.Select(trail => new RoutingTrailRow { Incident = trail.Incident, Open = trail.Open ? 1 : 0, Document = Document.Write(trail) }), cancel);
            },
            cancel);

    private ValueTask<IReadOnlyList<RoutingTrail>> ReadAsync(Func<IQueryable<RoutingTrailRow>, IQueryable<RoutingTrailRow>> which, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<RoutingTrail>>(async context =>
            (await which(context.RoutingTrails).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<RoutingTrail>));
}
