using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Settings;

/// <summary>Turns what a person filled in into a description of a model. Columns that are not in the form keep what they were. Pure.</summary>
public static class SettingsForm
{
    /// <summary>Outcomes the form has room for beyond those known.</summary>
    public const int FreeOutcomes = 2;

    /// <summary>The description, and everything that could not be read.</summary>
    public static (ModelDescription Description, IReadOnlyList<FieldFault> Faults) Read(IFormCollection form, ModelDefinition before)
    {
        var faults = new List<FieldFault>();
        var fields = new Fields(form, faults);
        var task = fields.Word("task", before.Task);
        var score = new ScoreDefinition(
            fields.Word("score_kind", before.Score.Kind), fields.Number("score_min"), fields.Number("score_max"), fields.Word("score_higher_is", before.Score.HigherIs), fields.Text("score_approve") == "above");
        var description = new ModelDescription(
            task, fields.Optional("title"), fields.Optional("owner"), task == ModelTask.Binary ? fields.Optional("positive_class") : null, fields.Number("threshold") ?? before.Threshold,
            fields.Optional("time_zone") ?? before.TimeZone, score, Columns(fields, before), before.Schema.SegmentTags, Outcomes(fields));
        return (description, faults);
    }

    /// <summary>A duration as people write it: whole days with <c>d</c>, hours with <c>h</c>, else ISO 8601.</summary>
    public static string Write(TimeSpan duration) => duration.Ticks % TimeSpan.TicksPerDay == 0
        ? ((long)duration.TotalDays).ToString(CultureInfo.InvariantCulture) + "d"
        : duration.Ticks % TimeSpan.TicksPerHour == 0 ? ((long)duration.TotalHours).ToString(CultureInfo.InvariantCulture) + "h" : XmlConvert.ToString(duration);

    private static List<ColumnDefinition> Columns(Fields fields, ModelDefinition before)
    {
        var edited = new Dictionary<string, ColumnDefinition>(StringComparer.Ordinal);
        for (var i = 0; fields.Has($"column{i}"); i++)
        {
            var name = fields.Raw($"column{i}");
            if (before.Schema.Find(name) is not { } was) continue;
            var type = fields.Word($"type{i}", was.Type);
            var numeric = type == ColumnType.Numeric;
            var allowed = fields.List($"allowed{i}");
            edited[name] = was with
            {
                Type = type,
                Role = fields.Word($"role{i}", was.Role),
                Segment = fields.Ticked($"segment{i}"),
                Required = fields.Ticked($"required{i}"),
                Min = numeric ? fields.Number($"min{i}") : null,
                Max = numeric ? fields.Number($"max{i}") : null,
                Allowed = type is ColumnType.Categorical or ColumnType.Boolean && allowed.Count > 0 ? allowed : null,
                OnViolation = fields.Word($"violation{i}", was.OnViolation),
                Importance = fields.Number($"importance{i}") / 100,
                Pii = fields.Word($"pii{i}", was.Pii),
            };
        }

        return [.. before.Schema.Columns.Select(column => edited.GetValueOrDefault(column.Name, column))];
    }

    private static List<OutcomeDefinition> Outcomes(Fields fields)
    {
        var outcomes = new List<OutcomeDefinition>();
        for (var i = 0; fields.Has($"outcome{i}"); i++)
        {
            var name = fields.Text($"outcome{i}");
            if (name.Length == 0) continue;
            var (after, due) = (fields.Duration($"maturity{i}"), fields.Optional($"due{i}"));
            var maturity = after is null && due is null ? null : new MaturityRule(after ?? TimeSpan.Zero, due);
            outcomes.Add(new OutcomeDefinition(name, fields.Word($"kind{i}", OutcomeKind.Class), maturity, fields.Optional($"proxy{i}")));
        }

        return outcomes;
    }

    private sealed class Fields(IFormCollection form, List<FieldFault> faults)
    {
        public bool Has(string name) => form.ContainsKey(name);

        public string Raw(string name) => form[name].ToString();

        public string Text(string name) => form[name].ToString().Trim();

        public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

        public bool Ticked(string name) => Text(name) is "true" or "on";

        public IReadOnlyList<string> List(string name) => Text(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        public T Word<T>(string name, T usual) where T : struct, Enum
        {
            if (Text(name).Length == 0) return usual;
            if (EnumWords.TryParse<T>(Text(name), out var value)) return value;
            faults.Add(new FieldFault(name, "one of " + string.Join(", ", EnumWords.All<T>())));
            return usual;
        }

        public double? Number(string name)
        {
            if (Text(name).Length == 0) return null;
            if (double.TryParse(Text(name).Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            faults.Add(new FieldFault(name, "a number such as 0.5"));
            return null;
        }

        public TimeSpan? Duration(string name)
        {
            if (Text(name).Length == 0) return null;
            if (MonitorRules.TryParseDuration(Text(name), out var duration)) return duration;
            faults.Add(new FieldFault(name, "a number with m, h, d or w, such as 30d, or an ISO 8601 duration"));
            return null;
        }
    }
}
