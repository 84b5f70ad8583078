using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business.Daily;

/// <summary>Computes the metrics of days from rows and what is known of their outcomes. Thread-safe.</summary>
internal sealed class BusinessComputer(IEventStore events)
{
    private static readonly string[] Usual = ["version", "variant"];

    /// <summary>Columns whose values are groups.</summary>
    public static IReadOnlyList<string> GroupsOf(ModelDefinition model) =>
        [.. Usual, .. model.Schema.Columns.Where(column => column.Segment).Select(column => column.Name), .. model.Schema.SegmentTags.Select(tag => "tag_" + tag)];

    /// <summary>Sums of every day that has rows.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="span">Whole days, in order and side by side.</param>
    /// <param name="asOf">What was known then; null for everything.</param>
    /// <param name="now">From when outcomes count as mature.</param>
    /// <param name="cancel">Stops between batches.</param>
    public async ValueTask<IReadOnlyDictionary<Window, IReadOnlyList<BusinessCell>>> RunAsync(CompiledPlan plan, Window span, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken cancel)
    {
        var zone = plan.Model.Zone;
        var days = WindowCalendar.Cut(span, WindowSize.Day, zone).ToList();
        var starts = days.ConvertAll(day => Micros(day.From));
        var cells = new DayCells?[days.Count];
        var groups = GroupsOf(plan.Model);
        var at = Micros(now);
        var scan = new LabelledScan([.. plan.Outcomes.Select(outcome => outcome.Name)], new Window(days[0].From, days[^1].To), asOf, plan.Ordinals(groups));
        await foreach (var batch in events.ScanLabelledAsync(plan.Model.Id, scan, cancel))
        {
            var fields = new BatchFields(plan, batch.Rows, batch.Outcomes, at);
            Add(plan, batch.Rows, fields, groups, starts, cells);
        }

        var found = new Dictionary<Window, IReadOnlyList<BusinessCell>>();
        for (var day = 0; day < cells.Length; day++)
            if (cells[day] is { } sums) found[days[day]] = sums.Finish(plan.Plan);
        return found;
    }

    private static void Add(CompiledPlan plan, PredictionBatch rows, BatchFields fields, IReadOnlyList<string> groups, List<long> starts, DayCells?[] cells)
    {
        var texts = groups.Select(fields.Group).ToList();
        var (x, y, mature) = (new double[plan.Metrics.Count], new double[plan.Metrics.Count], new bool[plan.Metrics.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            var day = starts.BinarySearch(rows.At[row]);
            if (day < 0) day = ~day - 1;
            if (day < 0) continue;
            var sums = cells[day] ??= new DayCells(plan.Metrics.Count);
            for (var m = 0; m < x.Length; m++)
            {
                var metric = plan.Metrics[m];
                x[m] = Sum(metric.Top, fields, row);
                y[m] = metric.Bottom is { } bottom ? Sum(bottom, fields, row) : 0;
                mature[m] = metric.Outcomes.TrueForAll(outcome => fields.Mature(outcome)[row]);
            }

            sums.Add(0, x, y, mature);
            for (var g = 0; g < texts.Count; g++)
                if (TextOf(texts[g], row) is { } value) sums.Add(sums.PlaceOf(groups[g], value), x, y, mature);
        }
    }

    private static string? TextOf(CategoryBuffer? texts, int row) => texts is not null && row < texts.Count ? texts[row] : null;

    private static double Sum(IReadOnlyList<CompiledTerm> terms, BatchFields fields, int row)
    {
        var sum = 0.0;
        foreach (var term in terms)
        {
            if (!All(term, fields, row)) continue;
            if (term.Field < 0) sum += term.Factor;
            else if (fields.Numbers[term.Field][row] is var value && double.IsFinite(value)) sum += term.Factor * value;
        }

        return sum;
    }

    private static bool All(CompiledTerm term, BatchFields fields, int row)
    {
        foreach (var condition in term.Conditions)
            if (!fields.Holds[condition][row]) return false;
        return true;
    }

    private static long Micros(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
