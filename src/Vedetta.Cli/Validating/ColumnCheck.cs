using System.Globalization;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Validating;

/// <summary>Checks one column against its rule. Every different text is checked once, then its rows are counted.</summary>
internal static class ColumnCheck
{
    /// <summary>Everything the column breaks.</summary>
    public static IEnumerable<Violation> Of(ColumnRule rule, TableColumn column, int rows)
    {
        if (column.Problem is { } problem) return [new Violation(rule.Name, "unreadable", 1, [], problem)];
        var found = column.Numbers is { } numbers ? OfNumbers(rule, numbers) : OfTexts(rule, column.Categories!);
        return Missing(rule, column, rows) is { } missing ? found.Prepend(missing) : found;
    }

    private static Violation? Missing(ColumnRule rule, TableColumn column, int rows)
    {
        if (rule.MaxMissing is not { } most || rows == 0) return null;
        long missing = 0;
        var examples = new List<int>();
        for (var row = 0; row < rows; row++)
        {
            if (column.Numbers is { } numbers ? !double.IsNaN(numbers[row]) : column.Categories!.Codes[row] >= 0) continue;
            if (missing++ < 5) examples.Add(row);
        }

        return missing <= most * rows ? null : new Violation(rule.Name, "max_missing", missing, examples, $"{Numbers.Share(missing, rows)} of the rows have no value, at most {Numbers.Short(100 * most)} % may");
    }

    private static IEnumerable<Violation> OfNumbers(ColumnRule rule, double[] numbers)
    {
        var low = new RuleCount(rule.Name, "min", $"below {Numbers.Short(rule.Min)}");
        var high = new RuleCount(rule.Name, "max", $"above {Numbers.Short(rule.Max)}");
        var strange = new RuleCount(rule.Name, "allowed", "not among the allowed values");
        var twice = new RuleCount(rule.Name, "unique", "a value that an earlier row has too");
        var type = new RuleCount(rule.Name, "type", $"no {rule.Type?.ToString().ToLowerInvariant()}");
        var seen = rule.Unique ? new HashSet<double>() : null;
        for (var row = 0; row < numbers.Length; row++)
        {
            var value = numbers[row];
            if (double.IsNaN(value)) continue;
            if (value < rule.Min) low.Add(row);
            if (value > rule.Max) high.Add(row);
            if (rule.Allowed is { } allowed && !allowed.Contains(value.ToString("R", CultureInfo.InvariantCulture))) strange.Add(row);
            if (rule.Type is ColumnType.Boolean or ColumnType.Timestamp) type.Add(row);
            if (seen?.Add(value) == false) twice.Add(row);
        }

        return Found(type, low, high, strange, twice);
    }

    private static IEnumerable<Violation> OfTexts(ColumnRule rule, CategoryBuffer texts)
    {
        var checks = TextChecks(rule);
        var broken = texts.Dictionary.Select(text => checks.Select(check => !check.Keeps(text)).ToArray()).ToArray();
        var seen = rule.Unique ? new bool[texts.Dictionary.Count] : null;
        var twice = new RuleCount(rule.Name, "unique", "a value that an earlier row has too");
        var codes = texts.Codes;
        for (var row = 0; row < codes.Length; row++)
        {
            var code = codes[row];
            if (code < 0) continue;
            for (var i = 0; i < checks.Count; i++)
                if (broken[code][i]) checks[i].Count.Add(row);
            if (seen is null) continue;
            if (seen[code]) twice.Add(row);
            seen[code] = true;
        }

        return Found([.. checks.Select(c => c.Count), twice]);
    }

    private static List<(RuleCount Count, Func<string, bool> Keeps)> TextChecks(ColumnRule rule)
    {
        var checks = new List<(RuleCount, Func<string, bool>)>();
        if (rule.Type is { } type and not ColumnType.Categorical) Add("type", $"no {type.ToString().ToLowerInvariant()}", text => Fits(type, text));
        if (rule.Min is { } min) Add("min", $"below {Numbers.Short(min)}", text => !TryNumber(text, out var value) || !(value < min));
        if (rule.Max is { } max) Add("max", $"above {Numbers.Short(max)}", text => !TryNumber(text, out var value) || !(value > max));
        if (rule.Allowed is { } allowed) Add("allowed", "not among the allowed values", allowed.Contains);
        if (rule.Pattern is { } pattern) Add("pattern", $"does not match {pattern}", text => pattern.IsMatch(text));
        if (rule.MinLength is { } shortest) Add("min_length", $"shorter than {shortest} characters", text => Length(text) >= shortest);
        if (rule.MaxLength is { } longest) Add("max_length", $"longer than {longest} characters", text => Length(text) <= longest);
        return checks;

        void Add(string word, string message, Func<string, bool> keeps) => checks.Add((new RuleCount(rule.Name, word, message), keeps));
    }

    private static bool Fits(ColumnType type, string text) => type switch
    {
        ColumnType.Numeric => TryNumber(text, out _),
        ColumnType.Boolean => bool.TryParse(text, out _),
        _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
    };

    private static bool TryNumber(string text, out double value) => NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out value);

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static IEnumerable<Violation> Found(params IEnumerable<RuleCount> counts) => counts.Select(c => c.Found).OfType<Violation>();
}
