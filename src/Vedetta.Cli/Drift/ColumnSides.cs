using System.Globalization;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Drift;

/// <summary>One column of two files, both sides in memory, or the reason why they cannot be compared.</summary>
internal sealed class ColumnSides
{
    private readonly TableColumn? _before;
    private readonly TableColumn? _after;
    private readonly bool _asCodes;

    /// <summary>Takes the column from both tables.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current file.</param>
    /// <param name="asCodes">Whether its numbers are names of classes.</param>
    public ColumnSides(string name, Table reference, Table current, bool asCodes)
    {
        (Name, _before, _after, _asCodes) = (name, reference.Find(name), current.Find(name), asCodes);
        Type = asCodes ? ColumnType.Categorical : (_before ?? _after)?.Type ?? ColumnType.Categorical;
        Problem = _before is null ? $"{reference.Name} has no column '{name}'"
            : _after is null ? $"{current.Name} has no column '{name}'"
            : _before.Problem is { } old ? $"{reference.Name}: {old}"
            : _after.Problem is { } now ? $"{current.Name}: {now}"
            : null;
        if (Problem is null && _after!.Profile is not null && _before!.Profile is null)
            Problem = $"{current.Name} is a profile: only the reference may be one, unless both are";
        if (Problem is null && !asCodes && Numeric && _after!.Categories is { Dictionary: { Count: > 0 } texts })
            Problem = $"numeric in the reference, but {current.Name} holds texts such as '{Clip(texts[0])}'";
    }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>How it is compared.</summary>
    public ColumnType Type { get; }

    /// <summary>Why it cannot be compared; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>Whether it is compared as numbers.</summary>
    public bool Numeric => _before?.Profile is { } profile ? profile is NumericProfile : !_asCodes && _before?.Numbers is not null;

    /// <summary>Whether the reference is known by its profile only.</summary>
    public bool FromProfile => _before?.Profile is not null;

    /// <summary>Both sides as numbers; takes the arrays of the columns.</summary>
    public (NumericSample Reference, NumericSample Current) Numbers() =>
        (NumericSample.Taking(_before!.Numbers!), NumericSample.Taking(_after!.Numbers ?? []));

    /// <summary>Both sides as profiles, the current one made on the reference's grid.</summary>
    public (ColumnProfile Reference, ColumnProfile Current) Profiles()
    {
        var before = _before!.Profile!;
        if (_after!.Profile is { } given) return (before, given);
        if (before is NumericProfile { Grid: { } grid })
        {
            var numbers = new NumericProfile(grid);
            if (_after.Numbers is { } values) numbers.Add(values);
            else numbers.AddMissing(_after.Categories!.Count);
            return (before, numbers);
        }

        var sample = Counts(_after);
        var categories = new CategoricalProfile(((CategoricalProfile)before).Counts.Keys.Concat(sample.Counts.Keys).ToHashSet(StringComparer.Ordinal));
        foreach (var (text, count) in sample.Counts) categories.Add(text, count);
        categories.AddMissing(sample.Missing);
        return (before, categories);
    }

    /// <summary>Both sides as numbers in the order of the files, NaN where missing.</summary>
    public (double[] Reference, double[] Current) Values() => (_before!.Numbers!, _after!.Numbers ?? []);

    /// <summary>Both sides as texts in the order of the files, null where missing.</summary>
    public (string?[] Reference, string?[] Current) Texts() => (Texts(_before!), Texts(_after!));

    /// <summary>Both sides as counts.</summary>
    public (CategoricalSample Reference, CategoricalSample Current) Categories() => (Counts(_before!), Counts(_after!));

    /// <summary>Some rows of both sides, copied: for methods that compare whole tables.</summary>
    public (LearningColumn Reference, LearningColumn Current) Pick(IReadOnlyList<int> reference, IReadOnlyList<int> current) => (Pick(_before!, reference), Pick(_after!, current));

    private LearningColumn Pick(TableColumn column, IReadOnlyList<int> rows) => Numeric
        ? LearningColumn.Numeric(Name, [.. rows.Select(row => column.Numbers is { } numbers ? numbers[row] : double.NaN)])
        : LearningColumn.Categorical(Name, [.. rows.Select(row => Text(column, row))]);

    private static string? Text(TableColumn column, int row) =>
        column.Categories is { } categories ? categories[row]
        : double.IsNaN(column.Numbers![row]) ? null
        : column.Numbers[row].ToString("R", CultureInfo.InvariantCulture);

    private static string?[] Texts(TableColumn column)
    {
        if (column.Categories is not { } categories)
            return Array.ConvertAll(column.Numbers!, v => double.IsNaN(v) ? null : v.ToString("R", CultureInfo.InvariantCulture));
        var texts = new string?[categories.Codes.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = categories.Codes[i] == CategoryBuffer.Missing ? null : categories.Dictionary[categories.Codes[i]];
        return texts;
    }

    private static CategoricalSample Counts(TableColumn column)
    {
        if (column.Categories is not { } categories)
            return CategoricalSample.From(column.Numbers!.Select(v => double.IsNaN(v) ? null : v.ToString("R", CultureInfo.InvariantCulture)));
        var counts = new long[categories.Dictionary.Count];
        long missing = 0;
        foreach (var code in categories.Codes)
        {
            if (code == CategoryBuffer.Missing) missing++;
            else counts[code]++;
        }

        return new CategoricalSample(categories.Dictionary.Select((text, code) => (text, code)).ToDictionary(x => x.text, x => counts[x.code], StringComparer.Ordinal), missing);
    }

    private static string Clip(string text) => text.Length <= 24 ? text : text[..24] + "...";
}
