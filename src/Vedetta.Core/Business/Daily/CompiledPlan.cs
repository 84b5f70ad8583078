using System.Globalization;
using Vedetta.Core.Business.Expressions;
using Vedetta.Core.Models;

namespace Vedetta.Core.Business.Daily;

/// <summary>A plan ready to be computed over rows: conditions shared, assumptions put in, columns and outcomes found. Immutable.</summary>
internal sealed class CompiledPlan
{
    private readonly List<BusinessCondition> _conditions = [];
    private readonly List<string> _fields = [];

    private CompiledPlan(BusinessPlan plan, ModelDefinition model, IReadOnlyList<StoredColumn> catalog)
    {
        (Plan, Model) = (plan, model);
        Metrics = [.. plan.Metrics.Select(Compile)];
        Outcomes = [.. model.Outcomes.Where(outcome => outcome.Kind != OutcomeKind.Series && _fields.Contains(outcome.Name, StringComparer.Ordinal))];
        foreach (var metric in Metrics)
            metric.Outcomes.AddRange(metric.Columns.Select(column => Outcomes.FindIndex(outcome => string.Equals(outcome.Name, column, StringComparison.Ordinal))).Where(place => place >= 0));
        Catalog = catalog;
    }

    public BusinessPlan Plan { get; }

    public ModelDefinition Model { get; }

    public IReadOnlyList<StoredColumn> Catalog { get; }

    /// <summary>Metrics in the order of the plan.</summary>
    public IReadOnlyList<CompiledMetric> Metrics { get; }

    /// <summary>Every condition once.</summary>
    public IReadOnlyList<BusinessCondition> Conditions => _conditions;

    /// <summary>Every column, field and outcome that is read, once.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The outcomes that are read.</summary>
    public List<OutcomeDefinition> Outcomes { get; }

    /// <summary>Compiles a plan whose rules hold.</summary>
    /// <exception cref="InvalidOperationException">An expression cannot be read: the plan was not checked.</exception>
    public static CompiledPlan Of(BusinessPlan plan, ModelDefinition model, IReadOnlyList<StoredColumn> catalog) => new(plan, model, catalog);

    /// <summary>The stored column of a name that is no outcome and no fixed field; null when there is none.</summary>
    public StoredColumn? Stored(string name) =>
        name.StartsWith("tag_", StringComparison.Ordinal) && Find(ColumnFamily.Tag, name[4..]) is { } tag ? tag : Find(ColumnFamily.Feature, name);

    /// <summary>Stored columns that have to be read: those of expressions, of groups and of due dates.</summary>
    public IReadOnlyList<int> Ordinals(IEnumerable<string> groups) =>
        [.. _fields.Concat(groups).Concat(Outcomes.Select(outcome => outcome.Maturity?.DueColumn).OfType<string>()).Select(Stored).OfType<StoredColumn>().Select(column => column.Ordinal).Distinct().Order()];

    private StoredColumn? Find(ColumnFamily family, string name) =>
        Catalog.LastOrDefault(column => column.Family == family && string.Equals(column.Name, name, StringComparison.Ordinal));

    private CompiledMetric Compile(BusinessMetric metric)
    {
        var (expression, fault) = ExpressionParser.Parse(metric.Value);
        if (expression is null) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"metric '{metric.Name}' cannot be read at character {fault!.Place}: {fault.Message}"));
        foreach (var column in expression.Columns)
            if (!_fields.Contains(column, StringComparer.Ordinal)) _fields.Add(column);
        return new CompiledMetric(metric, [.. expression.Top.Select(Compile)], expression.Bottom is { } bottom ? [.. bottom.Select(Compile)] : null, expression.Columns);
    }

    private CompiledTerm Compile(BusinessTerm term)
    {
        var factor = term.Factor;
        foreach (var name in term.Assumptions) factor *= Plan.Assumptions[name];
        return new CompiledTerm(factor, term.Column.Length == 0 ? -1 : _fields.FindIndex(field => string.Equals(field, term.Column, StringComparison.Ordinal)), [.. term.Conditions.Select(Place)]);
    }

    private int Place(BusinessCondition condition)
    {
        var place = _conditions.FindIndex(known => known.Kind == condition.Kind && string.Equals(known.Column, condition.Column, StringComparison.Ordinal) && known.Values.SequenceEqual(condition.Values, StringComparer.Ordinal));
        if (place >= 0) return place;
        _conditions.Add(condition);
        return _conditions.Count - 1;
    }
}

/// <summary>A metric ready to be computed.</summary>
internal sealed record CompiledMetric(BusinessMetric Metric, IReadOnlyList<CompiledTerm> Top, IReadOnlyList<CompiledTerm>? Bottom, IReadOnlyList<string> Columns)
{
    /// <summary>Places of the outcomes it reads.</summary>
    public List<int> Outcomes { get; } = [];
}

/// <summary>A term: the factor, the field that is summed (-1 to count) and the conditions that hold.</summary>
internal sealed record CompiledTerm(double Factor, int Field, IReadOnlyList<int> Conditions);
