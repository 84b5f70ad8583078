using System.Collections.Concurrent;
using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Quality.Scores;

/// <inheritdoc cref="IScoreReadings"/>
public sealed class ScoreReadings(ModelRegistry registry, IEventStore events, IScoreProfileStore store, ScoreProfiles profiles, TimeProvider time) : IScoreReadings
{
    private const int UsualDays = 90;
    private const int CalibrationDays = 180;
    private const int MostPoints = 250;
    private const int MostAskedPoints = 20_000;

    /// <summary>Models up to this size are counted at the question itself, so that small ones are never behind.</summary>
    private const long CountedAtOnce = 1_000_000;

    // Rows that keep coming must not make every question count them.
    private static readonly TimeSpan CountedAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ModelId, DateTimeOffset> _counted = new();
    private readonly ScoreReader _reader = new(store);

    /// <inheritdoc/>
    public async ValueTask<CutoffAnswer> CutoffAsync(ModelId model, ScoreQuestion question, CancellationToken cancel) => Cutoff(await LoadAsync(model, question, cancel), question);

    /// <inheritdoc/>
    public async ValueTask<ScoreBandsAnswer> BandsAsync(ModelId model, ScoreQuestion question, CancellationToken cancel) => Bands(await LoadAsync(model, question, cancel), question);

    /// <inheritdoc/>
    public async ValueTask<(CutoffAnswer Cutoff, ScoreBandsAnswer Bands)> BothAsync(ModelId model, ScoreQuestion question, CancellationToken cancel)
    {
        var loaded = await LoadAsync(model, question, cancel);
        return (Cutoff(loaded, question), Bands(loaded, question));
    }

    private static CutoffAnswer Cutoff(Loaded loaded, ScoreQuestion question)
    {
        var (basis, sums, baseline, calibration) = (loaded.Basis, loaded.Sums, loaded.Baseline, loaded.Calibration);
        var near = question.Near ?? (basis.Score.Kind == ScoreKind.Probability ? 0.01 : 10);
        var curve = new ScoreCurve(sums, basis.Score, calibration, question.Economics);
        var tried = question.Cutoff ?? basis.InUse;
        var (step, low, high) = StepOf(sums, baseline, basis, question);
        var points = new List<CutoffEffect>();
        for (var i = 0; sums.Rows > 0 && Math.Round(low + (i * step), 9) <= high + (step / 2); i++) points.Add(curve.At(Math.Round(low + (i * step), 9), near, basis.InUse));
        var swap = curve.Swap(basis.InUse, tried);
        var then = baseline is null ? null : new ScoreCurve(baseline, basis.Score, calibration, question.Economics).At(basis.InUse, near, basis.InUse);
        return new CutoffAnswer(
            basis, near, step, curve.At(basis.InUse, near, basis.InUse), curve.At(tried, near, basis.InUse), then, points, swap, Moved(sums, basis.InUse, tried, calibration), curve.Overrides(basis.InUse));
    }

    private static ScoreBandsAnswer Bands(Loaded loaded, ScoreQuestion question)
    {
        var (basis, sums, baseline, calibration) = (loaded.Basis, loaded.Sums, loaded.Baseline, loaded.Calibration);
        var limits = ScoreBandMaker.Limits(sums, baseline, basis.InUse, question.Bands);
        return new ScoreBandsAnswer(
            basis, ScoreBandMaker.Bands(sums, baseline, basis.Score, basis.InUse, calibration, limits), ScoreBandMaker.Roc(sums, basis.Score),
            ScoreBandMaker.Steps(sums, baseline, StepOf(sums, baseline, basis, question).Step));
    }

    /// <summary>Equal steps over the scores, whose points are edges of cells.</summary>
    private static (double Step, double Low, double High) StepOf(ScoreSums sums, ScoreSums? baseline, ScoreBasis basis, ScoreQuestion question)
    {
        var (low, high) = ScoreBandMaker.Range(sums, baseline);
        foreach (var cutoff in new[] { basis.InUse, question.Cutoff ?? basis.InUse }) (low, high) = (Math.Min(low, cutoff), Math.Max(high, cutoff));
        if (basis.Score.Kind == ScoreKind.Probability) (low, high) = (Math.Max(0, low), Math.Min(1, high));
        var step = question.Step ?? ScoreStep.Of((high - low) / (MostPoints - 2));
        if (!(step > 0) || (high - low) / step > MostAskedPoints) throw new QuestionException("step", $"a step above 0 that gives at most {MostAskedPoints} cut-offs over the scores");
        return (step, Math.Round(Math.Floor(low / step) * step, 9), Math.Round(Math.Ceiling(high / step) * step, 9));
    }

    private static double? Moved(ScoreSums sums, double inUse, double tried, ScoreCalibration? calibration)
    {
        var (a, b) = (Math.Min(sums.Grid.Near(inUse), sums.Grid.Near(tried)), Math.Max(sums.Grid.Near(inUse), sums.Grid.Near(tried)));
        var cells = sums.Cells.Where(c => c.Low >= a && c.Low < b).ToList();
        var rows = cells.Sum(c => c.Rows);
        return calibration is null || rows == 0 ? null : cells.Sum(c => c.Rows * calibration.Rate(c.Mean)) / rows;
    }

    private async ValueTask<Loaded> LoadAsync(ModelId model, ScoreQuestion question, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var plan = ScorePlan.Of(state) ?? throw new QuestionException("model", $"{model} has no score: only a binary model has one");
        var ask = new ScoreAsk(question.Version, question.Segment ?? SegmentKey.All, OutcomeOf(plan, question.Outcome, ScoreSection.Labels, "outcome"), OutcomeOf(plan, question.Value, ScoreSection.Values, "value"));
        if (!ask.Segment.IsAll && !plan.Segments.Any(s => string.Equals(s.Name, ask.Segment.Column, StringComparison.Ordinal)))
            throw new QuestionException("segment", $"'{ask.Segment.Column}' is no segment; segments are {(plan.Segments.Count == 0 ? "none" : string.Join(", ", plan.Segments.Select(s => s.Name)))}");
        var lag = await profiles.LagAsync(model, cancel);
        var now = time.GetUtcNow();
        if (!lag.Current && lag.Rows <= CountedAtOnce && !(lag.Any && _counted.TryGetValue(model, out var before) && now - before < CountedAgainAfter))
        {
            await profiles.RefreshAsync(model, cancel);
            _counted[model] = now;
            lag = lag with { Current = true };
        }

        var summary = await events.SummaryAsync(model, cancel);
        var span = SpanOf(state, question.Span, summary);
        return question.AsOf is { } then ? await ThenAsync(plan, ask, span, then, cancel) : await NowAsync(plan, ask, span, lag, summary, cancel);
    }

    private async ValueTask<Loaded> NowAsync(ScorePlan plan, ScoreAsk ask, Window span, ScoreLag lag, RowSummary summary, CancellationToken cancel)
    {
        var notes = new List<string>();
        if (!lag.Current) notes.Add(lag.Any ? "predictions or outcomes that came last are still being counted" : "scores are being counted for the first time");
        var sums = await _reader.ReadAsync(plan, ask, span, cancel);
        var (baseline, name) = await BaselineAsync(plan, ask, span, summary, cancel);
        var (calibration, on) = await CalibrationAsync(plan, ask, span, cancel);
        return Of(plan, ask, span, sums, baseline, name, calibration, on, lag.Current, notes);
    }

    private async ValueTask<Loaded> ThenAsync(ScorePlan plan, ScoreAsk ask, Window span, DateTimeOffset then, CancellationToken cancel)
    {
        var fragments = await profiles.CountAsync(plan.State.Id, span, then, cancel);
        var sums = ScoreReader.Of(plan, ask, fragments);
        var baseline = await _reader.ReferenceAsync(plan, ask, cancel);
        var calibration = ScoreCalibration.Fit(sums, plan.State.Definition.Score);
        return Of(plan, ask, span, sums, baseline, "reference", calibration, "labels of these days known then", current: true, ["counted from rows as they were known then"]);
    }

    private static Loaded Of(
        ScorePlan plan, ScoreAsk ask, Window span, ScoreSums sums, ScoreSums? baseline, string? name, ScoreCalibration? calibration, string? on, bool current, List<string> notes)
    {
        var definition = plan.State.Definition;
        if (sums.Grid.Near(definition.Threshold) is var edge && Math.Abs(edge - definition.Threshold) > 1e-12)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the cut-off in use, {definition.Threshold}, is read as {edge}, the nearest edge of a cell"));
        var basis = new ScoreBasis(
            definition.Id, span, ask.Outcome, ask.Value, definition.Score, definition.Threshold, sums.Rows, sums.Scored, sums.Labels, sums.Early, sums.Quantile(0.5),
            baseline is null ? null : name, baseline?.Scored ?? 0, baseline?.Quantile(0.5), calibration is null ? null : on, calibration?.Labels ?? default, current, notes);
        return new Loaded(basis, sums, baseline, calibration);
    }

    /// <summary>The reference that serves the rows, or the days of the same number just before.</summary>
    private async ValueTask<(ScoreSums? Sums, string? Name)> BaselineAsync(ScorePlan plan, ScoreAsk ask, Window span, RowSummary summary, CancellationToken cancel)
    {
        if (await _reader.ReferenceAsync(plan, ask, cancel) is { Scored: > 0 } reference) return (reference, "reference");
        var before = new Window(WindowCalendar.At(span.From - (span.To - span.From), WindowSize.Day, plan.State.Zone).From, span.From);
        if (summary.FirstEvent is not { } first || before.To <= first) return (null, null);
        return await _reader.ReadAsync(plan, ask, before, cancel) is { Scored: > 0 } previous ? (previous, "previous") : (null, null);
    }

    /// <summary>
    /// Bad rate by score from the labels of half a year up to the end of the window; where they are too few, of every
    /// version, then of the reference.
    /// </summary>
    private async ValueTask<(ScoreCalibration? Calibration, string? On)> CalibrationAsync(ScorePlan plan, ScoreAsk ask, Window span, CancellationToken cancel)
    {
        if (ask.Outcome is null) return (null, null);
        var score = plan.State.Definition.Score;
        var from = WindowCalendar.At(span.To.AddDays(-CalibrationDays), WindowSize.Day, plan.State.Zone).From;
        var recent = new Window(from < span.From ? from : span.From, span.To);
        if (ScoreCalibration.Fit(await _reader.ReadAsync(plan, ask, recent, cancel), score) is { } own) return (own, "labels of the last 180 days");
        if (ask.Version is not null && ScoreCalibration.Fit(await _reader.ReadAsync(plan, ask with { Version = null }, recent, cancel), score) is { } others) return (others, "labels of the last 180 days, all versions");
        return await _reader.ReferenceAsync(plan, ask, cancel) is { } reference && ScoreCalibration.Fit(reference, score) is { } trained ? (trained, "labels of the reference") : (null, null);
    }

    private static string? OutcomeOf(ScorePlan plan, string? asked, ScoreSection section, string field)
    {
        var known = plan.Outcomes.Where(o => o.Section == section).Select(o => o.Name).ToList();
        if (asked is null) return known.FirstOrDefault();
        if (known.Contains(asked, StringComparer.Ordinal)) return asked;
        throw new QuestionException(field, $"no outcome of that kind is named '{asked}'; there are {(known.Count == 0 ? "none" : string.Join(", ", known))}");
    }

    private static Window SpanOf(ModelState state, Window? asked, RowSummary summary)
    {
        if (asked is { } given && given.To <= given.From) throw new QuestionException("to", "'to' must lie after 'from'");
        if (summary.FirstEvent is not { } first || summary.LastEvent is not { } last) return asked ?? new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        var data = new Window(WindowCalendar.At(first, WindowSize.Day, state.Zone).From, WindowCalendar.At(last, WindowSize.Day, state.Zone).To);
        if (asked is not { } span) return new Window(Later(WindowCalendar.At(data.To.AddDays(-UsualDays).AddHours(12), WindowSize.Day, state.Zone).From, data.From), data.To);
        var from = Later(WindowCalendar.At(Later(span.From, data.From), WindowSize.Day, state.Zone).From, data.From);
        var to = span.To < data.To ? WindowCalendar.At(span.To.AddTicks(-1), WindowSize.Day, state.Zone).To : data.To;
        return to > from ? new Window(from, to) : new Window(from, from.AddDays(1));
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed record Loaded(ScoreBasis Basis, ScoreSums Sums, ScoreSums? Baseline, ScoreCalibration? Calibration);
}
