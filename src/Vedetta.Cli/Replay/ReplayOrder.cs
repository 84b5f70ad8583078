using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Importing;
using Vedetta.Cli.Targets;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Replay;

/// <summary>One replay: which folder, into which model, and how.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Model">The model.</param>
/// <param name="Mapping">Columns of the files.</param>
/// <param name="Speed">How many times faster than the clock on the wall; null for a clock that follows the rows.</param>
/// <param name="Shuffle">Seed of an order that time has nothing to do with; null for the order of time.</param>
/// <param name="Window">Window of the managed monitors; null leaves it.</param>
internal sealed record ReplayOrder(string Folder, ModelId Model, ColumnMapping Mapping, double? Speed, int? Shuffle, WindowSize? Window)
{
    /// <summary>Reads the files.</summary>
    public ReplayScript Load()
    {
        var rows = ReplayRows.Read(FindFile("production") ?? throw new UsageException($"{Folder} has no production.csv.gz or production.csv"), Mapping);
        return new ReplayScript(this, CaseFile.Find(Folder), FindFile("reference"), rows);
    }

    private string? FindFile(string name) =>
        ((string[])[name + ".csv.gz", name + ".csv"]).Select(file => Path.Combine(Folder, file)).FirstOrDefault(File.Exists);
}

/// <summary>A replay with its rows read.</summary>
internal sealed class ReplayScript
{
    private static readonly TimeSpan ScriptedStep = TimeSpan.FromDays(1);
    private readonly ReplayOrder _order;
    private readonly CaseFile? _case;
    private readonly string? _reference;
    private readonly ReplayRows _rows;

    /// <summary>Takes everything that is to be played.</summary>
    public ReplayScript(ReplayOrder order, CaseFile? described, string? reference, ReplayRows rows)
    {
        (_order, _case, _reference, _rows) = (order, described, reference, rows);
        Clock = order.Speed is null && order.Shuffle is null && rows.Events.Count > 0 ? new ScriptedClock(rows.Events[0].At) : null;
    }

    /// <summary>The clock that follows the rows; null when the clock on the wall does.</summary>
    public ScriptedClock? Clock { get; }

    // Monitors of long windows need no reading of every day: what they say in the end is the same.
    private TimeSpan Cadence => _order.Window switch
    {
        WindowSize.Month => TimeSpan.FromDays(7),
        WindowSize.Year => TimeSpan.FromDays(30),
        _ => TimeSpan.Zero,
    };

    /// <summary>Plays everything and says what came of it.</summary>
    public async Task PlayAsync(IImportTarget target, Terminal terminal, CancellationToken cancel)
    {
        var started = terminal.Clock.GetTimestamp();
        using var quiet = new ProgressLine(terminal, "reference");
        if (_case is not null) await target.PutModelAsync(_order.Model, _case.Description, cancel);
        if (_reference is not null)
            await target.ReferenceAsync(_order.Model, "1", IngestSource.OfFile(_reference) with { Mapping = _order.Mapping, CreateModel = true, Backfill = true }, quiet, cancel);
        if (_order.Window is { } window) await target.SetWindowAsync(_order.Model, window, cancel);

        var count = ImportCount.None;
        var evaluation = new EvaluationSummary(0, 0);
        var due = DateTimeOffset.MinValue;
        var (done, whole) = (0L, (long)_rows.Events.Count);
        using (var progress = new ProgressLine(terminal, $"replay -> {_order.Model}", whole))
        {
            await foreach (var step in StepsAsync(terminal.Clock, cancel))
            {
                // After a gap the clock stands where the rows stopped: without this they would come from the future.
                Clock?.MoveTo(step.Start);
                count = count.Plus(await SendAsync(target, step, cancel));
                Clock?.MoveTo(step.End);
                if (Clock is not null && step.End >= due)
                {
                    evaluation = Add(evaluation, await target.EvaluateAsync(_order.Model, span: null, cancel));
                    due = step.End + Cadence;
                }

                progress.Report(done += step.Predictions.Count + step.Outcomes.Count);
            }
        }

        // Windows that close after the last row are read once their time has passed.
        Clock?.MoveTo(Clock.GetUtcNow().AddDays(2));
        evaluation = Add(evaluation, await target.EvaluateAsync(_order.Model, span: null, cancel));
        ImportText.Write(terminal, new ImportSummary(ImportSubject.Predictions, _order.Model, target.Name, count, evaluation, terminal.Clock.GetElapsedTime(started)));
    }

    private static EvaluationSummary Add(EvaluationSummary a, EvaluationSummary b) => new(a.Points + b.Points, a.Incidents + b.Incidents);

    private async IAsyncEnumerable<ReplayStep> StepsAsync(TimeProvider clock, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (_order.Speed is not { } speed)
        {
            foreach (var step in _order.Shuffle is { } seed ? ReplayPlan.Shuffled(_rows.Events, seed) : ReplayPlan.InOrder(_rows.Events, ScriptedStep)) yield return step;
            yield break;
        }

        // One request a second of the wall at most: each holds what happened in that second of faster time.
        var (begun, first) = (clock.GetTimestamp(), _rows.Events.Count > 0 ? _rows.Events[0].At : default);
        foreach (var step in ReplayPlan.InOrder(_rows.Events, TimeSpan.FromSeconds(speed)))
        {
            var wait = ((step.End - first) / speed) - clock.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
            yield return step;
        }
    }

    private async Task<ImportCount> SendAsync(IImportTarget target, ReplayStep step, CancellationToken cancel)
    {
        var count = ImportCount.None;
        foreach (var part in step.Predictions.Chunk(ReplayPlan.Largest))
            count = count.Plus(await target.PredictionsAsync(_order.Model, Source(_rows.PredictionHeader, part), Nothing, cancel));
        foreach (var part in step.Outcomes.Chunk(ReplayPlan.Largest))
            await target.OutcomesAsync(_order.Model, Source(ReplayRows.OutcomeHeader, part) with { Mapping = ColumnMapping.Default }, Nothing, cancel);
        return count;
    }

    private IngestSource Source(byte[] header, ReplayEvent[] events)
    {
        var bytes = new MemoryStream();
        bytes.Write(header);
        foreach (var one in events) bytes.Write(_rows.Bytes(one));
        bytes.Position = 0;
        return new IngestSource(bytes, IngestFormat.Csv) { Mapping = _order.Mapping, Backfill = Clock is null, CreateModel = true };
    }

    private static IProgress<long> Nothing { get; } = new Progress<long>();
}
