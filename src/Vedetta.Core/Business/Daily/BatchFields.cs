using System.Globalization;
using Vedetta.Core.Business.Expressions;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Business.Daily;

/// <summary>The fields and conditions of a plan over one batch of rows. Made anew for each batch.</summary>
internal sealed class BatchFields
{
    private readonly CompiledPlan _plan;
    private readonly PredictionBatch _rows;
    private readonly IReadOnlyList<OutcomeColumn> _outcomes;
    private readonly bool[][] _ripe;

    public BatchFields(CompiledPlan plan, PredictionBatch rows, IReadOnlyList<OutcomeColumn> outcomes, long now)
    {
        (_plan, _rows, _outcomes) = (plan, rows, outcomes);
        _ripe = [.. plan.Outcomes.Select((_, i) => Ripe(i, now))];
        Numbers = [.. plan.Fields.Select(NumbersOf)];
        Holds = [.. plan.Conditions.Select(HoldsOf)];
    }

    /// <summary>Numbers of each field, NaN where there is none; in the order of the plan's fields.</summary>
    public IReadOnlyList<double[]> Numbers { get; }

    /// <summary>Whether each condition holds, per row.</summary>
    public IReadOnlyList<bool[]> Holds { get; }

    /// <summary>Whether the outcome at that place is mature, per row: known or not, nothing more is expected.</summary>
    public bool[] Mature(int outcome) => _ripe[outcome];

    /// <summary>Texts of a group column; null where rows have none.</summary>
    public CategoryBuffer? Group(string column) => column switch
    {
        "version" => _rows.Version,
        "variant" => _rows.Variant,
        _ => _plan.Stored(column) is { } stored ? _rows.FindColumn(stored.Ordinal)?.Categories : null,
    };

    // Mature by the rule; what has no rule is mature at once.
    private bool[] Ripe(int outcome, long now)
    {
        var ripe = new bool[_rows.Count];
        var rule = _plan.Outcomes[outcome].Maturity;
        var after = (rule?.After ?? TimeSpan.Zero).Ticks / TimeSpan.TicksPerMicrosecond;
        var due = rule?.DueColumn is { } name && _plan.Stored(name) is { } stored ? _rows.FindColumn(stored.Ordinal)?.Numbers : null;
        for (var row = 0; row < ripe.Length; row++)
        {
            var from = due is not null && row < due.Count && double.IsFinite(due[row]) ? due[row] : _rows.At[row];
            ripe[row] = from + after <= now;
        }

        return ripe;
    }

    private double[] NumbersOf(string field)
    {
        var place = OutcomeOf(field);
        if (place >= 0)
        {
            var column = _outcomes[place];
            var values = new double[_rows.Count];
            for (var row = 0; row < values.Length; row++) values[row] = column.IsKnown(row) && _ripe[place][row] ? column.Value[row] : double.NaN;
            return values;
        }

        if (Buffer(field) is { } numbers) return Filled(numbers.Values);
        return Texts(field) is { } texts ? Parsed(texts) : Filled([]);
    }

    private double[] Filled(ReadOnlySpan<double> values)
    {
        var filled = new double[_rows.Count];
        Array.Fill(filled, double.NaN);
        values[..Math.Min(values.Length, filled.Length)].CopyTo(filled);
        return filled;
    }

    private double[] Parsed(CategoryBuffer texts)
    {
        var known = texts.Dictionary.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        var values = Filled([]);
        for (var row = 0; row < values.Length && row < texts.Count; row++)
            if (texts.Codes[row] is >= 0 and var code) values[row] = known[code];
        return values;
    }

    private bool[] HoldsOf(BusinessCondition condition)
    {
        var place = OutcomeOf(condition.Column);
        if (place >= 0) return OfOutcome(condition, _outcomes[place], _ripe[place]);
        if (Buffer(condition.Column) is { } numbers) return OfNumbers(condition, Filled(numbers.Values));
        if (Texts(condition.Column) is { } texts) return OfTexts(condition, texts);
        var nothing = new bool[_rows.Count];
        if (condition.Kind == ConditionKind.Missing) Array.Fill(nothing, true);
        return nothing;
    }

    // A class label is compared as it was sent; a number by its value.
    private bool[] OfOutcome(BusinessCondition condition, OutcomeColumn outcome, bool[] ripe)
    {
        var byText = OfTexts(condition, outcome.Label);
        var values = new double[_rows.Count];
        for (var row = 0; row < values.Length; row++) values[row] = outcome.Value[row];
        var byNumber = OfNumbers(condition, values);
        for (var row = 0; row < values.Length; row++)
        {
            var known = outcome.IsKnown(row) && ripe[row];
            byText[row] = condition.Kind == ConditionKind.Missing ? !known
                : known && (condition.Kind == ConditionKind.Known || (outcome.Label.Codes[row] >= 0 && condition.Kind is ConditionKind.In or ConditionKind.NotIn ? byText[row] : byNumber[row]));
        }

        return byText;
    }

    private bool[] OfNumbers(BusinessCondition condition, double[] values)
    {
        var wanted = condition.Values.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        var holds = new bool[values.Length];
        for (var row = 0; row < holds.Length; row++)
        {
            var value = values[row];
            holds[row] = double.IsNaN(value) ? condition.Kind == ConditionKind.Missing : Compare(condition.Kind, value, wanted);
        }

        return holds;
    }

    private bool[] OfTexts(BusinessCondition condition, CategoryBuffer texts)
    {
        var numeric = condition.Kind is ConditionKind.Less or ConditionKind.AtMost or ConditionKind.Greater or ConditionKind.AtLeast;
        var wanted = numeric ? double.Parse(condition.Values[0], NumberStyles.Float, CultureInfo.InvariantCulture) : 0;
        var byCode = texts.Dictionary.Select(text => condition.Kind switch
        {
            ConditionKind.In => condition.Values.Contains(text, StringComparer.Ordinal),
            ConditionKind.NotIn => !condition.Values.Contains(text, StringComparer.Ordinal),
            ConditionKind.Known => true,
            ConditionKind.Missing => false,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Compare(condition.Kind, number, [wanted]),
        }).ToArray();
        var holds = new bool[_rows.Count];
        for (var row = 0; row < holds.Length; row++)
            holds[row] = row < texts.Count && texts.Codes[row] is >= 0 and var code ? byCode[code] : condition.Kind == ConditionKind.Missing;
        return holds;
    }

    private static bool Compare(ConditionKind kind, double value, double[] wanted) => kind switch
    {
        ConditionKind.In => wanted.Contains(value),
        ConditionKind.NotIn => !wanted.Contains(value),
        ConditionKind.Less => value < wanted[0],
        ConditionKind.AtMost => value <= wanted[0],
        ConditionKind.Greater => value > wanted[0],
        ConditionKind.AtLeast => value >= wanted[0],
        _ => kind == ConditionKind.Known,
    };

    private int OutcomeOf(string field) => _plan.Outcomes.FindIndex(outcome => string.Equals(outcome.Name, field, StringComparison.Ordinal));

    private NumericBuffer? Buffer(string field) => field switch
    {
        "score" => _rows.Score,
        "amount" => _rows.Amount,
        "latency_ms" => _rows.LatencyMs,
        "prediction" when _plan.Model.Task == Models.ModelTask.Regression => _rows.PredictedValue,
        "prediction" or "decision" or "version" or "variant" => null,
        _ => _plan.Stored(field) is { } stored ? _rows.FindColumn(stored.Ordinal)?.Numbers : null,
    };

    private CategoryBuffer? Texts(string field) => field switch
    {
        "decision" => _rows.Decision,
        "version" => _rows.Version,
        "variant" => _rows.Variant,
        "prediction" => _rows.Prediction,
        _ => _plan.Stored(field) is { } stored ? _rows.FindColumn(stored.Ordinal)?.Categories : null,
    };
}
