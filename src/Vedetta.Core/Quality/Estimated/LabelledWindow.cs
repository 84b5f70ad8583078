using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Collects the labelled rows of one window and tells whether they may be compared with an estimate. Not thread-safe.</summary>
internal sealed class LabelledWindow(OutputLayout layout, Window window, DateTimeOffset now)
{
    private const string Approved = "approve";

    // Without a maturity the first labels to come may be of another kind than the rest, so nearly all are waited for.
    private const double EnoughWithoutMaturity = 0.95;
    private const double EnoughMature = 0.5;
    private readonly OutputCollector _collector = new(layout, labelled: true);
    private long _approved;
    private long _labelledElsewhere;
    private long _immature;
    private long _known = long.MinValue;

    /// <summary>The span.</summary>
    public Window Window { get; } = window;

    /// <summary>Rows seen.</summary>
    public long Rows { get; private set; }

    /// <summary>Labelled rows.</summary>
    public long Labelled => _collector.Count;

    /// <summary>The version most labelled rows are of.</summary>
    public string MainVersion => new ReadRows(null!, _collector.Versions, 0).MainVersion;

    /// <summary>When the last label became known.</summary>
    public DateTimeOffset KnownAt => DateTimeOffset.UnixEpoch.AddMicroseconds(_known);

    /// <summary>
    /// Whether so many of its rows are mature and labelled that they speak for the window. Rows that were not approved
    /// count only where some of them have labels: nobody learns what a refused applicant would have done.
    /// </summary>
    public bool IsComparable
    {
        get
        {
            if (_immature > 0 || Labelled == 0) return false;
            var awaited = _labelledElsewhere > 0 ? Rows : _approved;
            return Labelled >= (layout.Outcome.Maturity is null ? EnoughWithoutMaturity : EnoughMature) * awaited;
        }
    }

    /// <summary>Adds rows of the window.</summary>
    public void Add(LabelledBatch batch, IReadOnlyList<int> rows)
    {
        var outcome = batch.Outcomes[0];
        var due = layout.Due is { } ordinal ? batch.Rows.FindColumn(ordinal)?.Numbers : null;
        var picked = new List<int>(rows.Count);
        foreach (var row in rows)
        {
            Rows++;
            var approved = batch.Rows.Decision[row] is not { } decision || string.Equals(decision, Approved, StringComparison.Ordinal);
            if (approved) _approved++;
            if (layout.Outcome.Maturity is { } maturity && approved && !IsMature(maturity, due is not null && row < due.Count ? due[row] : double.NaN, batch.Rows.At[row])) _immature++;
            if (!outcome.IsKnown(row)) continue;
            if (!approved) _labelledElsewhere++;
            _known = Math.Max(_known, outcome.KnownAt[row]);
            picked.Add(row);
        }

        _collector.Add(batch.Rows, picked, row => (outcome.Label[row], outcome.Value[row]));
    }

    /// <summary>The labelled rows in the order of time.</summary>
    public OutputRows Finish() => _collector.Finish();

    private bool IsMature(MaturityRule maturity, double due, long at)
    {
        var from = maturity.DueColumn is null || !double.IsFinite(due) ? at : (long)due;
        return DateTimeOffset.UnixEpoch.AddMicroseconds(from) + maturity.After <= now;
    }
}
