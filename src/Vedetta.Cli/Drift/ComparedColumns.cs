using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;

namespace Vedetta.Cli.Drift;

/// <summary>
/// Which columns of two files are compared: the ones named, or every feature and output. Names with another meaning
/// (ids, times, labels, tags, shadow scores) are left out unless they are named.
/// </summary>
internal sealed class ComparedColumns(ColumnMapping mapping, IReadOnlyList<string> named)
{
    private readonly HashSet<string> _reserved = new(
        [mapping.Id, mapping.Time, mapping.Version, mapping.Amount, mapping.Subject, mapping.Variant, mapping.Latency, mapping.Label, mapping.LabelTime, .. mapping.Tags ?? []],
        StringComparer.Ordinal);

    private readonly HashSet<string> _named = new(named, StringComparer.Ordinal);

    /// <summary>Whether a column is worth reading, as far as its name tells.</summary>
    public bool MayWant(string column) =>
        _named.Count > 0
            ? _named.Contains(column) || column == mapping.Score
            : !_reserved.Contains(column) && !column.StartsWith(mapping.TagPrefix, StringComparison.Ordinal);

    /// <summary>The columns to compare, outputs first, then features in the order of the reference.</summary>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> reference, IReadOnlyList<string> current)
    {
        if (_named.Count > 0)
        {
            foreach (var name in named)
                if (!reference.Contains(name) && !current.Contains(name))
                    throw new UsageException($"--columns: neither file has a column '{name}'");
            return [.. named.Distinct(StringComparer.Ordinal)];
        }

        var scored = reference.Contains(mapping.Score);
        var names = reference.Concat(current).Distinct(StringComparer.Ordinal)
            .Where(MayWant)
            .Where(name => !(scored && IsClassScore(name)))
            .ToList();
        return [.. names.Where(IsOutput).OrderBy(OutputPlace), .. names.Where(name => !IsOutput(name))];
    }

    /// <summary>Whether numbers of the column are class codes: a prediction beside a score or class probabilities.</summary>
    public bool IsClassCode(string column, IReadOnlyList<string> reference) =>
        column == mapping.Prediction && reference.Any(c => c == mapping.Score || IsClassScore(c));

    private bool IsOutput(string name) => name == mapping.Score || name == mapping.Prediction || name == mapping.Decision || IsClassScore(name);

    private bool IsClassScore(string name) => name.Length > mapping.ScorePrefix.Length && name.StartsWith(mapping.ScorePrefix, StringComparison.Ordinal);

    private int OutputPlace(string name) => name == mapping.Score ? 0 : IsClassScore(name) ? 1 : name == mapping.Prediction ? 2 : 3;
}
