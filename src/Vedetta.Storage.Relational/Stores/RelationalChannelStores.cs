using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Channels;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalChannelStore(MetadataDatabase database) : IChannelStore
{
    public ValueTask<IReadOnlyList<Channel>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Channel>>(async context =>
            (await context.Channels.OrderBy(row => row.Name).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<Channel>));

    public ValueTask<Channel?> FindAsync(string name, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Channels.Where(row => row.Name == name).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<Channel>(document)
                : null);

    public ValueTask SaveAsync(Channel channel, CancellationToken cancel) =>
        database.WriteAsync(context => context.UpsertAsync([new ChannelRow { Name = channel.Name, Document = Document.Write(channel) }], cancel), cancel);

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancel) =>
        database.WriteAsync(async context => await context.Channels.Where(row => row.Name == name).ExecuteDeleteAsync(cancel) > 0, cancel);
}

internal sealed class RelationalOutboxStore(MetadataDatabase database) : IOutboxStore
{
    private const string Waiting = nameof(OutboxState.Waiting);
    private const string Failed = nameof(OutboxState.Failed);

    public ValueTask AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancel) =>
        database.WriteAsync(context => context.InsertNewAsync(messages.Select(Row), cancel), cancel);

    public ValueTask<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<string>>(async context =>
        {
            var ticks = Document.Ticks(now);
            return await context.Outbox.Where(row => row.State == Waiting && row.NextAttempt <= ticks).Select(row => row.Channel).Distinct().ToListAsync(cancel);
        });

    public ValueTask<IReadOnlyList<OutboxMessage>> DueAsync(string channel, DateTimeOffset now, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<OutboxMessage>>(async context =>
        {
            var ticks = Document.Ticks(now);
            var first = context.Outbox.Where(row => row.State == Waiting && row.Channel == channel && (row.NextAttempt <= ticks || row.Attempts > 0)).GroupBy(row => row.Incident).Select(group => group.Min(row => row.Id));
            var due = context.Outbox.Where(row => first.Contains(row.Id) && row.NextAttempt <= ticks);
            return (await due.OrderBy(row => row.Id).Take(limit).ToListAsync(cancel)).ConvertAll(Message);
        });

    public ValueTask UpdateAsync(OutboxMessage message, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var (next, state) = (Document.Ticks(message.NextAttempt), message.State.ToString());
                await context.Outbox.Where(row => row.Key == message.Key).ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.NextAttempt, next)
                        .SetProperty(r => r.Attempts, message.Attempts)
                        .SetProperty(r => r.State, state)
                        .SetProperty(r => r.LastAnswer, message.LastAnswer),
                    cancel);
            },
            cancel);

    public ValueTask<IReadOnlyList<OutboxMessage>> ListAsync(string? channel, OutboxState? state, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<OutboxMessage>>(async context =>
        {
            var rows = context.Outbox.AsQueryable();
            if (channel is not null) rows = rows.Where(row => row.Channel == channel);
            if (state?.ToString() is { } word) rows = rows.Where(row => row.State == word);
            return (await rows.OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancel)).ConvertAll(Message);
        });

    public ValueTask<IReadOnlyList<OutboxCount>> CountsAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<OutboxCount>>(async context =>
        {
            var counts = await context.Outbox.Where(row => (row.State == Waiting || row.State == Failed) && row.Incident != OutboxMessage.TestIncident).GroupBy(row => new { row.Channel, row.State })
                .Select(group => new { group.Key.Channel, group.Key.State, Count = group.Count() }).ToListAsync(cancel);
            return [.. counts.GroupBy(count => count.Channel, StringComparer.Ordinal)
                .Select(group => new OutboxCount(group.Key, group.Where(count => count.State == Waiting).Sum(count => count.Count), group.Where(count => count.State == Failed).Sum(count => count.Count)))
                .OrderBy(count => count.Channel, StringComparer.Ordinal)];
        });

    public ValueTask DeleteAsync(DateTimeOffset before, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var ticks = Document.Ticks(before);
                await context.Outbox.Where(row => row.State != Waiting && row.CreatedAt < ticks).ExecuteDeleteAsync(cancel);
            },
            cancel);

    internal static OutboxRow Row(OutboxMessage message) => new()
    {
        Key = message.Key,
        Channel = message.Channel,
        Incident = message.Incident,
        Payload = message.Payload,
        CreatedAt = Document.Ticks(message.CreatedAt),
        NextAttempt = Document.Ticks(message.NextAttempt),
        Attempts = message.Attempts,
        State = message.State.ToString(),
        LastAnswer = message.LastAnswer,
    };

    private static OutboxMessage Message(OutboxRow row) => new(
        row.Key, row.Channel, row.Incident, row.Payload, Document.Moment(row.CreatedAt), Document.Moment(row.NextAttempt),
        row.Attempts, Enum.Parse<OutboxState>(row.State), row.LastAnswer);
}
