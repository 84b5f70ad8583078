using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <inheritdoc cref="IEstimatedPerformance"/>
public sealed class EstimatedPerformance : IEstimatedPerformance, IDisposable
{
    private const string ShortWindows = "estimated by cbpe, as hours and days are; weeks, months and years by auto, the median of cbpe, pape and a corrected cbpe";
    private readonly IModelStore _models;
    private readonly IEventStore _events;
    private readonly IProfileReader _profiles;
    private readonly EstimatedOptions _options;
    private readonly Watermark _watermark;
    private readonly EstimatorShelf _shelf;
    private readonly WindowEstimation _estimation;
    private readonly ConcurrentDictionary<SeriesKey, KeptSeries> _series = new();

    /// <summary>Makes the service.</summary>
    public EstimatedPerformance(IModelStore models, IEventStore events, IProfileReader profiles, EstimatedOptions options, EvaluationOptions evaluation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(evaluation);
        (_models, _events, _profiles, _options, _watermark) = (models, events, profiles, options, evaluation.Watermark);
        var reader = new OutputReader(events, options.MostRows);
        _shelf = new EstimatorShelf(reader, options.MostCells);
        _estimation = new WindowEstimation(reader, new LabelComparison(events), _shelf);
    }

    /// <inheritdoc/>
    public async ValueTask<EstimatedAnswer> ReadAsync(ModelId model, EstimatedQuestion question, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        var definition = await _models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var chosen = Chosen(definition, question);
        var isShort = chosen != question.Method;
        question = question with { Method = chosen };
        var method = MethodOf(definition, question.Method);
        if (question.Outcome is null && JudgedOutcome.Of(definition) is null) return new EstimatedAnswer("", method, [], ["the model has no outcome that says whether a prediction was right"], 0);
        var outcome = JudgedOutcome.Find(definition, question.Outcome);
        var versions = await _models.VersionsAsync(model, cancel);
        if (!versions.Any(version => version.Reference is { Labelled: > 0 }))
            return new EstimatedAnswer(outcome.Name, method, [], ["estimates are learnt from a labelled reference, and no version has one: send a reference whose rows carry a label"], 0);
        var layout = new OutputLayout(new ModelState(definition, await _models.CatalogAsync(model, cancel), versions), outcome, features: question.Method != EstimationMethod.Cbpe);
        CheckSegment(layout, question.Segment);

        var summary = await _events.SummaryAsync(model, cancel);
        var windows = await SeriesWindows.FindAsync(definition, question, summary, _profiles, _options.MostWindows, cancel);
        var request = new EstimationRequest(layout, versions, question, windows, summary.Outcomes, now);
        var series = question.AsOf is not null ? new KeptSeries() : SeriesOf(new SeriesKey(model, definition.CreatedAt, question.Version, question.Segment ?? SegmentKey.All, question.Every, question.Method, outcome.Name));
        var answer = await AnswerAsync(request, series, method, cancel);
        return isShort && answer.Series.Count > 0 ? answer with { Notes = [ShortWindows, .. answer.Notes] } : answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shelf.Dispose();
        foreach (var series in _series.Values) series.Gate.Dispose();
    }

    private async ValueTask<EstimatedAnswer> AnswerAsync(EstimationRequest request, KeptSeries series, string method, CancellationToken cancel)
    {
        if (!request.Question.KeptOnly)
        {
            await series.Gate.WaitAsync(cancel);
            try
            {
                await _estimation.ComputeAsync(request, series, cancel);
            }
            finally
            {
                series.Gate.Release();
            }
        }

        var waiting = request.Question.KeptOnly ? WindowEstimation.Waiting(request, series) : 0;
        return await new EstimateAnswers(request, series, _watermark).MakeAsync(_shelf, method, waiting, cancel);
    }

    private KeptSeries SeriesOf(SeriesKey key)
    {
        // Forgetting everything at once is rare and costs one computation; an order of use would cost every reading.
        if (_series.Count >= _options.MostSeries && !_series.ContainsKey(key)) _series.Clear();
        return _series.GetOrAdd(key, static _ => new KeptSeries());
    }

    private static void CheckSegment(OutputLayout layout, SegmentKey? segment)
    {
        if (segment is not { IsAll: false } asked) return;
        try
        {
            layout.SegmentOf(asked);
        }
        catch (ArgumentException wrong)
        {
            throw new QuestionException("segment", wrong.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }

    // In a day the chance of so few labels is wider than what the methods differ by, and a density ratio for each of a thousand days
    // takes minutes: calibrated scores alone do. Answers say so.
    private static EstimationMethod Chosen(ModelDefinition model, EstimatedQuestion question) =>
        question is { Method: EstimationMethod.Auto, Every: WindowSize.Hour or WindowSize.Day } && model.Task != ModelTask.Regression ? EstimationMethod.Cbpe : question.Method;

    private static string MethodOf(ModelDefinition model, EstimationMethod method)
    {
        if (model.Task != ModelTask.Regression && method == EstimationMethod.Dle) throw new QuestionException("method", "dle estimates regressions; a classifier takes auto, cbpe, pape or m_cbpe");
        if (model.Task == ModelTask.Regression && method is not (EstimationMethod.Auto or EstimationMethod.Dle)) throw new QuestionException("method", $"{EstimationMethods.Name(method)} estimates classifiers; a regression takes auto or dle");
        return EstimationMethods.Name(model.Task == ModelTask.Regression ? EstimationMethod.Dle : method);
    }
}
