namespace Vedetta.Core.Models;

/// <summary>Finds every fault of a description. Pure.</summary>
internal static class ModelFaults
{
    /// <summary>The faults, in the order of the fields; empty when it is sound.</summary>
    /// <param name="description">The description.</param>
    /// <param name="known">Columns the model has where the description leaves them out.</param>
    public static IReadOnlyList<FieldFault> Find(ModelDescription description, IReadOnlyList<ColumnDefinition>? known = null)
    {
        var faults = new List<FieldFault>();
        Text(faults, "title", description.Title, 200);
        Text(faults, "owner", description.Owner, 200);
        if (!Enum.IsDefined(description.Task)) faults.Add(new("task", "allowed are binary, multiclass, regression"));
        if (description.Task != ModelTask.Binary && description.PositiveClass is not null)
            faults.Add(new("positive_class", "only a binary model has a positive class"));
        if (description.Threshold is { } threshold && !double.IsFinite(threshold)) faults.Add(new("threshold", "must be a finite number"));
        if (description.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            faults.Add(new("time_zone", $"'{zone}' is no IANA time zone, for example UTC or Asia/Bishkek"));
        Score(faults, description.Score);
        if (description.Columns is { } columns) Columns(faults, columns);
        Unique(faults, "schema.segment_tags", description.SegmentTags ?? []);
        Outcomes(faults, description.Outcomes ?? [], description.Columns ?? known);
        return faults;
    }

    /// <summary>Faults of columns alone.</summary>
    public static IReadOnlyList<FieldFault> Find(IReadOnlyList<ColumnDefinition> columns)
    {
        var faults = new List<FieldFault>();
        Columns(faults, columns);
        return faults;
    }

    private static void Text(List<FieldFault> faults, string field, string? text, int limit)
    {
        if (text is null) return;
        if (string.IsNullOrWhiteSpace(text) || text.Length > limit) faults.Add(new(field, $"must have 1 to {limit} characters"));
    }

    private static void Score(List<FieldFault> faults, ScoreDefinition? score)
    {
        if (score is null) return;
        if (score.Min is { } min && !double.IsFinite(min)) faults.Add(new("score.min", "must be a finite number"));
        if (score.Max is { } max && !double.IsFinite(max)) faults.Add(new("score.max", "must be a finite number"));
        if (score.Min >= score.Max) faults.Add(new("score.max", "must be greater than score.min"));
        if (score.Kind == ScoreKind.Probability && (score.Min < 0 || score.Max > 1)) faults.Add(new("score", "a probability lies between 0 and 1"));
    }

    private static void Columns(List<FieldFault> faults, IReadOnlyList<ColumnDefinition> columns)
    {
        if (columns.Count > 2000) faults.Add(new("schema.columns", $"at most 2000 columns are allowed, got {columns.Count}"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, at) = (columns[i], $"schema.columns[{i}]");
            if (column.Role == ColumnRole.Feature && ColumnNames.IsReserved(column.Name)) faults.Add(new($"{at}.name", $"'{column.Name}' is not allowed; a name has {ColumnNames.Allowed}"));
            if (column.Role != ColumnRole.Feature && column.Name.Length is (0 or > 200)) faults.Add(new($"{at}.name", "must have 1 to 200 characters"));
            if (!seen.Add(column.Name)) faults.Add(new($"{at}.name", $"'{column.Name}' is defined twice"));
            Rules(faults, at, column);
        }
    }

    private static void Rules(List<FieldFault> faults, string at, ColumnDefinition column)
    {
        var number = column.Type is ColumnType.Numeric or ColumnType.Timestamp;
        if (column.Type != ColumnType.Numeric && column.Min is not null) faults.Add(new($"{at}.min", "only a numeric column has a range"));
        if (column.Type != ColumnType.Numeric && column.Max is not null) faults.Add(new($"{at}.max", "only a numeric column has a range"));
        if (column.Min > column.Max) faults.Add(new($"{at}.max", "must not be less than min"));
        if (column.Min is { } min && double.IsNaN(min)) faults.Add(new($"{at}.min", "must be a number"));
        if (column.Max is { } max && double.IsNaN(max)) faults.Add(new($"{at}.max", "must be a number"));
        if (number && column.Allowed is not null) faults.Add(new($"{at}.allowed", "only a categorical or boolean column has allowed values"));
        if (number && column.Segment) faults.Add(new($"{at}.segment", "only a categorical or boolean column can be a segment"));
        if (column.Allowed is { Count: 0 }) faults.Add(new($"{at}.allowed", "must name at least one value; leave it out to allow any"));
        if (column.Importance is { } importance && !(importance is >= 0 and <= 1)) faults.Add(new($"{at}.importance", "must lie between 0 and 1"));
    }

    private static void Outcomes(List<FieldFault> faults, IReadOnlyList<OutcomeDefinition> outcomes, IReadOnlyList<ColumnDefinition>? columns)
    {
        var names = outcomes.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (outcome, at) = (outcomes[i], $"outcomes[{i}]");
            if (outcome.Name.Length is 0 or > 100) faults.Add(new($"{at}.name", "must have 1 to 100 characters"));
            if (!seen.Add(outcome.Name)) faults.Add(new($"{at}.name", $"'{outcome.Name}' is defined twice"));
            if (outcome.ProxyOf is { } proxy && (proxy == outcome.Name || !names.Contains(proxy)))
                faults.Add(new($"{at}.proxy_of", $"'{proxy}' is no other outcome of the model"));
            if (outcome.Maturity is { After.Ticks: < 0 }) faults.Add(new($"{at}.maturity", "must not be negative"));
            if (outcome.Maturity?.DueColumn is { } due && columns is not null && columns.FirstOrDefault(c => c.Name == due)?.Type != ColumnType.Timestamp)
                faults.Add(new($"{at}.maturity.due", $"'{due}' is no timestamp column of the schema"));
            if (outcome is { Kind: OutcomeKind.Series, ProxyOf: not null }) faults.Add(new($"{at}.proxy_of", "a series has no single value, so it stands for nothing else"));
            if (CirclesBack(outcome, outcomes)) faults.Add(new($"{at}.proxy_of", $"'{outcome.Name}' stands, by way of others, for itself"));
            else if (MaturesAfterTarget(outcome, outcomes) is { } target)
                faults.Add(new($"{at}.maturity", $"'{outcome.Name}' stands for '{target.Name}' and is due after it: a proxy is known earlier than what it stands for"));
        }
    }

    private static bool CirclesBack(OutcomeDefinition outcome, IReadOnlyList<OutcomeDefinition> all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = outcome; next?.ProxyOf is { } proxy && proxy != next.Name && seen.Add(next.Name); next = all.FirstOrDefault(each => each.Name == proxy))
            if (proxy == outcome.Name) return true;
        return false;
    }

    private static OutcomeDefinition? MaturesAfterTarget(OutcomeDefinition outcome, IReadOnlyList<OutcomeDefinition> all)
    {
        if (outcome is not { ProxyOf: { } name, Maturity: { DueColumn: var due, After: var after } }) return null;
        return all.FirstOrDefault(each => each.Name == name && each.Name != outcome.Name) is { Maturity: { } rule } target && rule.DueColumn == due && after > rule.After ? target : null;
    }

    private static void Unique(List<FieldFault> faults, string field, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length is 0 or > 200) faults.Add(new($"{field}[{i}]", "must have 1 to 200 characters"));
            if (names.Take(i).Contains(names[i], StringComparer.Ordinal)) faults.Add(new($"{field}[{i}]", $"'{names[i]}' is named twice"));
        }
    }
}
