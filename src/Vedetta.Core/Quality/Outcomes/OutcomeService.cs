using System.Collections.Concurrent;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Quality.Outcomes;

/// <summary>What came of the outcomes of a model: how many, how late, how many without a prediction, and what proxies are worth. Thread-safe.</summary>
public sealed class OutcomeService(IModelStore models, IEventStore events)
{
    private const int Kept = 256;
    private readonly ConcurrentDictionary<(ModelId Model, DateTimeOffset CreatedAt, long Revision, RowSummary Rows), IReadOnlyList<OutcomeAnswer>> _answers = new();

    /// <summary>Every outcome of a model, in its order; counts are kept until rows or outcomes come.</summary>
    /// <exception cref="UnknownModelException">No such model.</exception>
    public async ValueTask<IReadOnlyList<OutcomeAnswer>> ReadAsync(ModelId model, CancellationToken cancel)
    {
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var summary = await events.SummaryAsync(model, cancel);
        var key = (model, definition.CreatedAt, definition.Revision, summary);
        if (_answers.TryGetValue(key, out var known)) return known;
        if (_answers.Count >= Kept) _answers.Clear();
        var counts = (await events.CountOutcomesAsync(model, cancel)).ToDictionary(each => each.Outcome, StringComparer.Ordinal);
        var answers = new List<OutcomeAnswer>();
        foreach (var outcome in definition.Outcomes)
        {
            var link = outcome.ProxyOf is { } target && summary is { FirstEvent: { } first, LastEvent: { } last }
                ? await LinkAsync(definition, outcome, target, new Window(first, last.AddTicks(1)), cancel)
                : null;
            answers.Add(new OutcomeAnswer(outcome, counts.GetValueOrDefault(outcome.Name), link));
        }

        return _answers[key] = answers;
    }

    private async ValueTask<ProxyLink> LinkAsync(ModelDefinition model, OutcomeDefinition outcome, string target, Window span, CancellationToken cancel)
    {
        var pairs = new PairSums();
        var positive = model.PositiveClass ?? "1";
        var classes = outcome.Kind == OutcomeKind.Class && model.Task == ModelTask.Binary && model.Outcomes.Any(each => each.Name == target && each.Kind == OutcomeKind.Class);
        await foreach (var batch in events.ScanLabelledAsync(model.Id, new LabelledScan([outcome.Name, target], span, Columns: []), cancel))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var (proxy, truth) = (NumberOf(batch.Outcomes[0], row, classes, positive), NumberOf(batch.Outcomes[1], row, classes, positive));
                if (double.IsFinite(proxy) && double.IsFinite(truth)) pairs.Add(proxy, truth);
            }
        }

        var interval = pairs.Correlation is { } r ? FisherZ.Interval(r, pairs.N) : null;
        return new ProxyLink(target, pairs.N, pairs.Correlation, interval?.Low, interval?.High, classes ? pairs.Agreement : null, classes ? pairs.RateIf(1) : null, classes ? pairs.RateIf(0) : null);
    }

    private static double NumberOf(OutcomeColumn column, int row, bool classes, string positive)
    {
        if (!column.IsKnown(row)) return double.NaN;
        if (classes) return column.Label[row] is { } label ? (ClassNames.IsPositive(label, positive) ? 1 : 0) : double.NaN;
        return NumericValue.IsMissing(column.Value[row]) ? double.NaN : column.Value[row];
    }

    private sealed class PairSums
    {
        private readonly long[,] _cells = new long[2, 2];
        private double _meanX, _meanY, _xx, _yy, _xy;

        public long N { get; private set; }

        public double? Correlation => N >= 4 && _xx > 0 && _yy > 0 ? Math.Clamp(_xy / Math.Sqrt(_xx * _yy), -1, 1) : null;

        public double? Agreement => N == 0 ? null : (double)(_cells[0, 0] + _cells[1, 1]) / N;

        public void Add(double x, double y)
        {
            N++;
            var (dx, dy) = (x - _meanX, y - _meanY);
            _meanX += dx / N;
            _meanY += dy / N;
            _xx += dx * (x - _meanX);
            _yy += dy * (y - _meanY);
            _xy += dx * (y - _meanY);
            if (x is 0 or 1 && y is 0 or 1) _cells[(int)x, (int)y]++;
        }

        public double? RateIf(int proxy) => _cells[proxy, 0] + _cells[proxy, 1] is > 0 and var all ? (double)_cells[proxy, 1] / all : null;
    }
}
