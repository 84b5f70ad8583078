using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Testing;

/// <summary>A row that was made up.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Id">Its id.</param>
/// <param name="Values">Its values; null for missing.</param>
/// <param name="Error">Whether it carries an error.</param>
/// <param name="Label">Its label; null for none.</param>
internal sealed record MadeRow(DateTimeOffset At, string Id, IReadOnlyList<(string Column, object? Value)> Values, bool Error, int? Label);

/// <summary>Makes rows up by a plan; the same plan makes the same rows. Not thread-safe.</summary>
internal sealed class RowMaker(RowPlan plan, DateTimeOffset start, TimeZoneInfo zone)
{
    private readonly Random _dice = new(plan.Seed);

    /// <summary>The rows of the reference: a month before the start, as those of the first step; a table with a header.</summary>
    public string Reference()
    {
        var names = plan.Columns.Keys.ToList();
        var text = new StringBuilder("id,ts,version,").AppendJoin(',', names.Select(Cell)).Append(plan.Label is null ? "\n" : ",label\n");
        for (var i = 0; i < plan.Reference; i++)
        {
            var row = Make(0, start.AddDays(-30 + (29.0 * i / plan.Reference)), $"r{i.ToString(CultureInfo.InvariantCulture)}");
            text.Append(row.Id).Append(',').Append(row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(',').Append(Cell(plan.Version)).Append(',');
            text.AppendJoin(',', row.Values.Select(value => Cell(Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "")));
            if (plan.Label is not null) text.Append(',').Append(row.Label?.ToString(CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The rows from the start up to a moment, in the order of time.</summary>
    public IEnumerable<MadeRow> Until(DateTimeOffset end)
    {
        var step = 0;
        foreach (var window in WindowCalendar.Cut(new Window(start, end), plan.Step, zone))
        {
            var count = (int)Math.Clamp(plan.Count.At(step) ?? 0, 0, 1_000_000);
            for (var i = 0; i < count; i++)
                yield return Make(step, window.From + ((window.To - window.From) * ((i + 0.5) / count)), string.Create(CultureInfo.InvariantCulture, $"t{step}-{i}"));
            step++;
        }
    }

    /// <summary>A row as a line of JSON.</summary>
    public void Write(Utf8JsonWriter json, MadeRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("at", row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteString("version", plan.Version);
        foreach (var (column, value) in row.Values.Where(value => IsOutput(value.Column))) WriteValue(json, column, value);
        if (row.Error) json.WriteString("error", "error");
        json.WriteStartObject("features");
        foreach (var (column, value) in row.Values.Where(value => !IsOutput(value.Column))) WriteValue(json, column, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsOutput(string column) => RowPlanReader.Outputs.Contains(column, StringComparer.Ordinal);

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        if (value is double number) json.WriteNumber(name, number);
        else if (value is string text) json.WriteString(name, text);
        else json.WriteNull(name);
    }

    private MadeRow Make(int step, DateTimeOffset at, string id)
    {
        var values = new List<(string, object?)>(plan.Columns.Count);
        double? score = null;
        foreach (var (column, made) in plan.Columns)
        {
            var value = ValueOf(made, step);
            if (column == "score") score = value as double?;
            values.Add((column, value));
        }

        var error = plan.Error is { } share && _dice.NextDouble() < (share.At(step) ?? 0);
        int? label = null;
        if (plan.Label is { } labels && _dice.NextDouble() < (labels.Share.At(step) ?? 0))
            label = _dice.NextDouble() < (labels.Rate is { } rate ? rate.At(step) ?? 0 : score ?? 0) ? 1 : 0;
        return new MadeRow(at, id, values, error, label);
    }

    private object? ValueOf(ValuePlan made, int step)
    {
        // Every value takes its dice, whether it is missing or not: one series does not move another column's values.
        var missing = _dice.NextDouble() < (made.Missing.At(step) ?? 0);
        object? value = made.Kind switch
        {
            ValueDistribution.Choice => Choice(made.Weights, step),
            ValueDistribution.Uniform => First(made, step) + ((Second(made, step) - First(made, step)) * _dice.NextDouble()),
            ValueDistribution.Normal => First(made, step) + (Second(made, step) * Normal()),
            ValueDistribution.Lognormal => First(made, step) * Math.Exp(Second(made, step) * Normal()),
            _ => First(made, step),
        };
        return missing ? null : value;
    }

    private static double First(ValuePlan made, int step) => made.First?.At(step) ?? 0;

    private static double Second(ValuePlan made, int step) => made.Second?.At(step) ?? 0;

    // Box and Muller, 1958.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _dice.NextDouble())) * Math.Cos(2 * Math.PI * _dice.NextDouble());

    private string? Choice(IReadOnlyList<(string Category, ValueSeries Weight)> weights, int step)
    {
        var left = _dice.NextDouble() * weights.Sum(weight => Math.Max(0, weight.Weight.At(step) ?? 0));
        foreach (var (category, weight) in weights)
        {
            left -= Math.Max(0, weight.At(step) ?? 0);
            if (left < 0) return category;
        }

        return null;
    }

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
