using Microsoft.Extensions.DependencyInjection;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Replay;
using Vedetta.Core.Experiments;
using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Server.Hosting;

namespace Vedetta.Cli.Testing;

/// <summary>
/// Plays rows, made up or recorded, through the whole program in memory by a clock of its own: they come hour by hour as live
/// rows do, monitors are evaluated when their windows close.
/// </summary>
internal sealed class RowsPlay : ITestPlay
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MonitorTestFile _file;
    private readonly ScriptedClock _clock;
    private readonly VedettaEngine _engine;
    private readonly NoticeTape _tape;
    private readonly Watermark _watermark = EvaluationOptions.Default.Watermark;
    private IRowTape _rows = EmptyTape.Instance;
    private DateTimeOffset _sent;
    private DateTimeOffset _judged;
    private bool _byHour;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    private RowsPlay(MonitorTestFile file, ScriptedClock clock, VedettaEngine engine, NoticeTape tape) =>
        (_file, _clock, _engine, _tape, _sent, _judged) = (file, clock, engine, tape, file.Start, file.Start);

    /// <summary>Makes the model with its reference and monitors.</summary>
    /// <exception cref="UsageException">The monitors have faults, or rows cannot be read.</exception>
    public static async Task<RowsPlay> BeginAsync(MonitorTestFile file, MonitorTest test, CancellationToken cancel)
    {
        var (clock, tape) = (new ScriptedClock(file.Start), new NoticeTape());
        var engine = await VedettaEngine.OpenAsync(
            new VedettaHostOptions { InMemory = true, Clock = clock, Workers = false, Services = services => services.AddSingleton<INotifier>(tape) }, cancel);
        var play = new RowsPlay(file, clock, engine, tape);
        try
        {
            await play.PrepareAsync(test, cancel);
            return play;
        }
        catch
        {
            await play.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Snapshot> AtAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        for (var next = NextHour(); next <= moment; next = NextHour())
        {
            await PassAsync(next, cancel);
            if (_byHour || IsMidnight(next)) await JudgeAsync(next + _watermark.Lateness, moment, cancel);
        }

        if (moment > _sent) await PassAsync(moment, cancel);
        if (moment > _judged) await JudgeAsync(moment, moment, cancel);
        var status = await Get<IReadings>().StatusAsync(_file.Model, cancel);
        var incidents = await Get<IncidentService>().ListAsync(_file.Model, states: null, 10_000, cancel);
        return new Snapshot([.. status.Monitors.Select(Said.Of)], incidents, _tape.Take());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task PrepareAsync(MonitorTest test, CancellationToken cancel)
    {
        if (test.Rows is { } plan) _rows = new MadeTape(plan, _file.Start, TimeZoneInfo.FindSystemTimeZoneById(_file.Description.TimeZone ?? "UTC"), test.Expectations[^1].At);
        else if (test.History is { } folder) _rows = RecordedTape.Open(folder);
        var definition = await Get<IModels>().PutAsync(_file.Model, _rows.Describe(_file.Description), cancel);
        _zone = definition.Zone;
        if (_rows.Reference() is { } reference) await Get<IIngestion>().IngestReferenceAsync(_file.Model, "1", reference with { CreateModel = true, Backfill = true }, progress: null, cancel);
        var monitors = Get<MonitorService>();
        foreach (var monitor in await monitors.ListAsync(_file.Model, cancel))
            if (!_file.WithDefaults) await monitors.DeleteAsync(_file.Model, monitor.Name, cancel);
        var applied = await Get<FileService>().ApplyAsync(_file.Monitors, cancel);
        if (applied.Problems.Count > 0) throw new UsageException($"{_file.Path}: {string.Join("; ", applied.Problems.Select(problem => $"{problem.Where}: {problem.Message}"))}");
        _byHour = (await monitors.ListAsync(_file.Model, cancel)).Any(monitor => monitor is { Enabled: true, Window: WindowSize.Hour });
    }

    private async Task PassAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        _clock.MoveTo(moment);
        _sent = moment;
        foreach (var source in _rows.PredictionsUntil(moment)) await Get<IIngestion>().IngestPredictionsAsync(_file.Model, source, progress: null, cancel);
        foreach (var source in _rows.OutcomesUntil(moment)) await Get<IIngestion>().IngestOutcomesAsync(_file.Model, source, progress: null, cancel);
    }

    private async Task JudgeAsync(DateTimeOffset moment, DateTimeOffset latest, CancellationToken cancel)
    {
        if (moment > latest) return;

        // Rows of the next hour come after this evaluation: the clock stands a little ahead of them.
        _clock.MoveTo(moment);
        _judged = moment;
        await Get<EvaluationService>().EvaluateAsync(_file.Model, span: null, moment, cancel);
    }

    private DateTimeOffset NextHour() => _file.Start + (Hour * (Math.Floor((_sent - _file.Start) / Hour) + 1));

    private bool IsMidnight(DateTimeOffset moment) => WindowCalendar.At(moment, WindowSize.Day, _zone).From == moment;

    private T Get<T>() where T : notnull => _engine.Services.GetRequiredService<T>();
}

/// <summary>Writes down what people would be told.</summary>
internal sealed class NoticeTape : INotifier
{
    private readonly List<NoticeKind> _notices = [];

    /// <inheritdoc/>
    public ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel)
    {
        _notices.AddRange(notices.Where(notice => !notice.Incident.Backfilled).Select(notice => notice.Kind));
        return ValueTask.CompletedTask;
    }

    /// <summary>What was written since the last time.</summary>
    public IReadOnlyList<NoticeKind> Take()
    {
        NoticeKind[] taken = [.. _notices];
        _notices.Clear();
        return taken;
    }
}
