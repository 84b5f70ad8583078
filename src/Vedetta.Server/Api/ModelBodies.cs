using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Vedetta.Core.Models;

namespace Vedetta.Server.Api;

/// <summary>A model as clients describe it.</summary>
public sealed record ModelBody
{
    /// <summary>What it answers.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>Who is asked about it.</summary>
    public string? Owner { get; init; }

    /// <summary>The class the score speaks of.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>Score from which the prediction is the positive class.</summary>
    public double? Threshold { get; init; }

    /// <summary>IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What its score means.</summary>
    public ScoreBody? Score { get; init; }

    /// <summary>Its columns; left out keeps those known.</summary>
    public SchemaBody? Schema { get; init; }

    /// <summary>Facts that arrive later.</summary>
    public IReadOnlyList<OutcomeBody>? Outcomes { get; init; }

    /// <summary>Answered, so that an answer can be sent back as it is; not read.</summary>
    public string? Model { get; init; }

    /// <summary>Answered, not read.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Answered, not read.</summary>
    public long? Revision { get; init; }

    /// <summary>Answered, not read.</summary>
    public IReadOnlyList<VersionAnswer>? Versions { get; init; }

    /// <summary>Answered, not read.</summary>
    public RowsAnswer? Rows { get; init; }

    /// <summary>As Core takes it.</summary>
    public ModelDescription ToDescription() => new(
        Task, Title, Owner, PositiveClass, Threshold, TimeZone, Score?.ToDefinition(),
        Schema?.Columns?.Select(column => column.ToDefinition()).ToList(), Schema?.SegmentTags,
        Outcomes?.Select(outcome => outcome.ToDefinition()).ToList());
}

/// <summary>The meaning of a score.</summary>
public sealed record ScoreBody(ScoreKind Kind = ScoreKind.Probability)
{
    /// <summary>Lowest value.</summary>
    public double? Min { get; init; }

    /// <summary>Highest value.</summary>
    public double? Max { get; init; }

    /// <summary>The class a higher score speaks for.</summary>
    public ScoreDirection HigherIs { get; init; }

    /// <summary>Side of the cut-off that is approved.</summary>
    public ApproveSide? Approve { get; init; }

    /// <summary>As Core takes it: a probability has the limits 0 and 1, and the good side is approved where nothing is said.</summary>
    public ScoreDefinition ToDefinition() => new(
        Kind,
        Min ?? (Kind == ScoreKind.Probability ? 0 : null),
        Max ?? (Kind == ScoreKind.Probability ? 1 : null),
        HigherIs,
        Approve is { } side ? side == ApproveSide.Above : HigherIs == ScoreDirection.Negative);

    /// <summary>As clients see it.</summary>
    public static ScoreBody Of(ScoreDefinition score) => new(score.Kind)
    {
        Min = score.Min, Max = score.Max, HigherIs = score.HigherIs, Approve = score.ApproveAbove ? ApproveSide.Above : ApproveSide.Below,
    };
}

/// <summary>Side of a cut-off.</summary>
public enum ApproveSide
{
    /// <summary>Scores above are approved.</summary>
    Above,

    /// <summary>Scores below are approved.</summary>
    Below,
}

/// <summary>Columns of a model.</summary>
public sealed record SchemaBody
{
    /// <summary>In order.</summary>
    public IReadOnlyList<ColumnBody>? Columns { get; init; }

    /// <summary>Tags whose values are segments too.</summary>
    public IReadOnlyList<string>? SegmentTags { get; init; }

    /// <summary>Whether the columns are fixed; answered, ignored when sent.</summary>
    public bool? Confirmed { get; init; }
}

/// <summary>One column.</summary>
public sealed record ColumnBody
{
    /// <summary>As the sender names it.</summary>
    public required string Name { get; init; }

    /// <summary>How its values are read.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What it is for.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>Whether profiles are kept per value.</summary>
    public bool Segment { get; init; }

    /// <summary>Whether a missing value breaks the rules.</summary>
    public bool Required { get; init; }

    /// <summary>Lowest number.</summary>
    public double? Min { get; init; }

    /// <summary>Highest number.</summary>
    public double? Max { get; init; }

    /// <summary>Allowed categories.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>What happens to a row that breaks the rules.</summary>
    public OnViolation OnViolation { get; init; }

    /// <summary>Share of the decision it carries.</summary>
    public double? Importance { get; init; }

    /// <summary>How personal it is.</summary>
    public PiiClass Pii { get; init; }

    /// <summary>As Core takes it.</summary>
    public ColumnDefinition ToDefinition() => new(Name, Type, Role, Segment, Required, Min, Max, Allowed, OnViolation, Importance, Pii);

    /// <summary>As clients see it.</summary>
    public static ColumnBody Of(ColumnDefinition column) => new()
    {
        Name = column.Name, Type = column.Type, Role = column.Role, Segment = column.Segment, Required = column.Required, Min = column.Min,
        Max = column.Max, Allowed = column.Allowed, OnViolation = column.OnViolation, Importance = column.Importance, Pii = column.Pii,
    };
}

/// <summary>A fact that arrives later.</summary>
public sealed record OutcomeBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is made of.</summary>
    public OutcomeKind Kind { get; init; }

    /// <summary>A duration, or an object with a due column and a duration.</summary>
    public MaturityBody? Maturity { get; init; }

    /// <summary>The outcome it stands for.</summary>
    public string? ProxyOf { get; init; }

    /// <summary>As Core takes it.</summary>
    public OutcomeDefinition ToDefinition() => new(Name, Kind, Maturity is { } maturity ? new MaturityRule(maturity.After, maturity.Due) : null, ProxyOf);

    /// <summary>As clients see it.</summary>
    public static OutcomeBody Of(OutcomeDefinition outcome) => new()
    {
        Name = outcome.Name,
        Kind = outcome.Kind,
        Maturity = outcome.Maturity is { } maturity ? new MaturityBody(maturity.After, maturity.DueColumn) : null,
        ProxyOf = outcome.ProxyOf,
    };
}

/// <summary>When an outcome counts as known: <c>"P30D"</c> or <c>{"due":"due_1","plus":"P5D"}</c>.</summary>
[JsonConverter(typeof(MaturityConverter))]
public sealed record MaturityBody(TimeSpan After, string? Due);

/// <summary>Reads and writes both forms.</summary>
internal sealed class MaturityConverter : JsonConverter<MaturityBody>
{
    private const string Wanted = "a maturity is an ISO 8601 duration such as \"P30D\", or {\"due\":\"column\",\"plus\":\"P5D\"}";

    public override MaturityBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new MaturityBody(Duration(reader.GetString()), Due: null);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException(Wanted);
        string? due = null, plus = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw new JsonException(Wanted);
            if (name == "due") due = reader.GetString();
            else if (name == "plus") plus = reader.GetString();
            else throw new JsonException(Wanted);
        }

        return due is { Length: > 0 } ? new MaturityBody(plus is null ? TimeSpan.Zero : Duration(plus), due) : throw new JsonException(Wanted);
    }

    public override void Write(Utf8JsonWriter writer, MaturityBody value, JsonSerializerOptions options)
    {
        if (value.Due is null)
        {
            writer.WriteStringValue(XmlConvert.ToString(value.After));
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("due", value.Due);
        writer.WriteString("plus", XmlConvert.ToString(value.After));
        writer.WriteEndObject();
    }

    private static TimeSpan Duration(string? text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text ?? "") is var span && span >= TimeSpan.Zero ? span : throw new JsonException(Wanted);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw new JsonException(Wanted, failure);
        }
    }
}
