using Microsoft.EntityFrameworkCore;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Storage.Relational.Documents;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational.Stores;

internal sealed class RelationalMonitorStore(MetadataDatabase database) : IMonitorStore
{
    public ValueTask<IReadOnlyList<MonitorDefinition>> ListAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<MonitorDefinition>>(async context =>
            (await context.Monitors.Where(row => row.Model == model.Value).OrderBy(row => row.Name).Select(row => row.Document).ToListAsync(cancel))
            .ConvertAll(Document.Read<MonitorDefinition>));

    public ValueTask SaveAsync(IReadOnlyList<MonitorDefinition> monitors, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync(
                monitors.Select(monitor => new MonitorRow { Model = monitor.Model.Value, Name = monitor.Name, Document = Document.Write(monitor) }), cancel),
            cancel);

    public ValueTask<bool> DeleteAsync(ModelId model, string monitor, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                await context.Points.Where(row => row.Model == model.Value && row.Monitor == monitor).ExecuteDeleteAsync(cancel);
                await context.StreamStates.Where(row => row.Model == model.Value && row.Monitor == monitor).ExecuteDeleteAsync(cancel);
                return await context.Monitors.Where(row => row.Model == model.Value && row.Name == monitor).ExecuteDeleteAsync(cancel) > 0;
            },
            cancel);

    public async ValueTask SavePointsAsync(IReadOnlyList<Point> points, CancellationToken cancel)
    {
        if (points.Count == 0) return;
        await database.WriteAsync(context => context.UpsertAsync(points.Select(Row), cancel), cancel);
    }

    public ValueTask<IReadOnlyList<Point>> PointsAsync(ModelId model, string? monitor, Window span, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Point>>(async context =>
        {
            var (from, to) = (Document.Ticks(span.From), Document.Ticks(span.To));
            var rows = context.Points.Where(row => row.Model == model.Value && row.From < to && row.To > from);
            if (monitor is not null) rows = rows.Where(row => row.Monitor == monitor);
            var ordered = rows.OrderBy(row => row.From).ThenBy(row => row.To).ThenBy(row => row.Monitor).ThenBy(row => row.Column);
            return (await ordered.ToListAsync(cancel)).ConvertAll(Point);
        });

    public ValueTask<EvaluationMark?> MarkAsync(ModelId model, CancellationToken cancel) =>
        database.ReadAsync(async context =>
            await context.Marks.Where(row => row.Model == model.Value).Select(row => row.Document).FirstOrDefaultAsync(cancel) is { } document
                ? Document.Read<EvaluationMark>(document)
                : null);

    public ValueTask SaveMarkAsync(EvaluationMark mark, CancellationToken cancel) =>
        database.WriteAsync(
            context => context.UpsertAsync([new EvaluationMarkRow { Model = mark.Model.Value, Document = Document.Write(mark) }], cancel), cancel);

    public ValueTask<IReadOnlyList<StreamState>> StreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingFrom, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<StreamState>>(async context =>
        {
            var ticks = Document.Ticks(endingFrom);
            var rows = context.StreamStates.Where(row => row.Model == model.Value && row.Monitor == monitor && row.To >= ticks);
            return (await rows.OrderBy(row => row.From).ThenBy(row => row.Column).Select(row => row.Document).ToListAsync(cancel)).ConvertAll(Document.Read<StreamState>);
        });

    public async ValueTask SaveStreamStatesAsync(IReadOnlyList<StreamState> states, CancellationToken cancel)
    {
        if (states.Count == 0) return;
        await database.WriteAsync(context => context.UpsertAsync(states.Select(Row), cancel), cancel);
    }

    public ValueTask ForgetStreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingBefore, CancellationToken cancel) =>
        database.WriteAsync(
            async context =>
            {
                var ticks = Document.Ticks(endingBefore);
                await context.StreamStates.Where(row => row.Model == model.Value && row.Monitor == monitor && row.To < ticks).ExecuteDeleteAsync(cancel);
            },
            cancel);

    private static StreamStateRow Row(StreamState state) => new()
    {
        Model = state.Model.Value,
        Monitor = state.Monitor,
        Column = state.Column,
        From = Document.Ticks(state.Window.From),
        To = Document.Ticks(state.Window.To),
        Document = Document.Write(state),
    };

    private static PointRow Row(Point point) => new()
    {
        Model = point.Key.Model.Value,
        Monitor = point.Key.Monitor,
        Column = point.Key.Column,
        From = Document.Ticks(point.Key.Window.From),
        To = Document.Ticks(point.Key.Window.To),
        EvaluatedAt = Document.Ticks(point.EvaluatedAt),
        Revision = point.Revision,
        Reading = Document.Write(point.Reading),
        First = point.First is { } first ? Document.Write(first) : null,
        FirstAt = Document.Ticks(point.FirstAt),
        Backfilled = point.Backfilled,
    };

    private static Point Point(PointRow row) => new(
        new PointKey(new ModelId(row.Model), row.Monitor, row.Column, new Window(Document.Moment(row.From), Document.Moment(row.To))),
        Document.Read<Reading>(row.Reading),
        Document.Moment(row.EvaluatedAt),
        row.Revision,
        row.First is { } first ? Document.Read<Reading>(first) : null,
        Document.Moment(row.FirstAt),
        row.Backfilled);
}
