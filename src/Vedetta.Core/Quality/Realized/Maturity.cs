using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Realized;

/// <summary>When outcomes of predictions are due. Not thread-safe.</summary>
internal sealed class Maturity
{
    private readonly MaturityRule? _rule;
    private readonly StoredColumn? _due;
    private long[] _moments = [];

    public Maturity(ModelState state, OutcomeDefinition outcome)
    {
        _rule = outcome.Maturity;
        if (_rule?.DueColumn is { } name)
            _due = state.Catalog.LastOrDefault(column => column.Kind == ValueKind.Number && column.Family is ColumnFamily.Feature or ColumnFamily.Tag && string.Equals(column.Name, name, StringComparison.Ordinal));
    }

    /// <summary>Stored columns it reads.</summary>
    public IEnumerable<int> Ordinals => _due is { } due ? [due.Ordinal] : [];

    /// <summary>
    /// The moment at which each row is mature, microseconds since 1970: at once without a rule, counted from the prediction
    /// where the due moment is missing.
    /// </summary>
    public long[] Of(PredictionBatch batch)
    {
        if (_moments.Length < batch.Count) _moments = new long[batch.Count];
        if (_rule is not { } rule)
        {
            Array.Fill(_moments, long.MinValue, 0, batch.Count);
            return _moments;
        }

        var after = rule.After.Ticks / TimeSpan.TicksPerMicrosecond;
        var due = _due is null ? null : batch.FindColumn(_due.Ordinal)?.Numbers;
        for (var row = 0; row < batch.Count; row++)
        {
            _moments[row] = after + (due is not null && double.IsFinite(due[row]) ? (long)due[row] : batch.At[row]);
        }

        return _moments;
    }
}
