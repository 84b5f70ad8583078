using Vedetta.Cli.Demo.World;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo;

/// <summary>Goes on with the demo world after its history: rows and labels come at their time, at the same rhythm.</summary>
internal sealed class DemoTraffic
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly IIngestion _ingestion;
    private readonly DemoCalendar _calendar;
    private readonly DemoFuture _future;
    private readonly TimeProvider _clock;
    private readonly (IDemoModel Model, DemoRows Rows)[] _models;
    private DateTimeOffset _sent;

    /// <summary>Takes over where the history ended.</summary>
    public DemoTraffic(IIngestion ingestion, DemoCalendar calendar, IReadOnlyList<IDemoModel> models, DemoFuture future, TimeProvider clock)
    {
        (_ingestion, _calendar, _future, _clock, _sent) = (ingestion, calendar, future, clock, calendar.Now);
        _models = [.. models.Select(model => (model, new DemoRows(model.Columns)))];
    }

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Beat, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await SendAsync(_clock.GetUtcNow(), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end was asked for: what was not sent yet is not part of the world any more.
        }
    }

    /// <summary>Sends everything that happened since the last time.</summary>
    public async Task SendAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var from = _sent;
        foreach (var (model, rows) in _models)
        {
            rows.Clear();
            rows.Span = (from, now);
            for (var hour = _calendar.HourOf(from); hour <= _calendar.HourOf(now); hour++) model.WriteHour(_calendar.Hour(hour), rows);
            if (rows.Batch.Count == 0) continue;
            await _ingestion.IngestAsync(model.Definition.Id, rows.Batch, outcomes: null, backfill: false, cancel);
            foreach (var outcome in rows.Outcomes) _future.Add(model.Definition.Id, outcome);
        }

        _sent = now;
        foreach (var (model, outcomes) in _future.TakeUntil(now)) await _ingestion.IngestAsync(model, new PredictionBatch(), outcomes, backfill: false, cancel);
    }
}
