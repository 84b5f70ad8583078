using System.Globalization;
using Vedetta.Core.Profiles;

namespace Vedetta.Core.Quality.Scores;

/// <summary>Compares stored score profiles with those counted from rows. Pure.</summary>
internal static class ScoreDifferences
{
    private const double SumError = 1e-6;

    /// <summary>Where the two differ, one difference a profile.</summary>
    public static IEnumerable<ProfileDifference> Of(IReadOnlyList<ScoreFragment> stored, IReadOnlyList<ScoreFragment> scanned)
    {
        var left = scanned.ToDictionary(fragment => fragment.Key);
        foreach (var fragment in stored)
        {
            if (!left.Remove(fragment.Key, out var expected)) yield return Difference(fragment.Key, "profile", "stored", "no rows");
            else if (Compare(fragment, expected) is { } difference) yield return difference;
        }

        foreach (var key in left.Keys) yield return Difference(key, "profile", "absent", "rows");
    }

    private static ProfileDifference? Compare(ScoreFragment stored, ScoreFragment expected)
    {
        var section = ScoreFormat.SectionOf(expected.Payload.Span);
        var (a, b) = (Table(stored, section), Table(expected, section));
        if (stored.Rows != expected.Rows) return Difference(stored.Key, "rows", Text(stored.Rows), Text(expected.Rows));
        if (a.Cells != b.Cells) return Difference(stored.Key, "cells", Text(a.Cells), Text(b.Cells));
        foreach (var (here, there) in a.Sorted().Zip(b.Sorted()))
        {
            if (a.CellAt(here) != b.CellAt(there)) return Difference(stored.Key, "cell", Text(a.CellAt(here)), Text(b.CellAt(there)));
            var what = FormattableString.Invariant($"cell {a.CellAt(here)}");
            if (!a.Counts(here).SequenceEqual(b.Counts(there))) return Difference(stored.Key, what, string.Join(' ', a.Counts(here).ToArray()), string.Join(' ', b.Counts(there).ToArray()));
            for (var i = 0; i < a.Sums(here).Length; i++)
            {
                var (x, y) = (a.Sums(here)[i], b.Sums(there)[i]);
                if (Math.Abs(x - y) > SumError * Math.Max(Math.Abs(x), Math.Abs(y))) return Difference(stored.Key, what + " sum", x.ToString("R", CultureInfo.InvariantCulture), y.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private static ScoreTable Table(ScoreFragment fragment, ScoreSection section)
    {
        var (counts, sums) = ScoreColumns.Of(section);
        var table = new ScoreTable(counts, sums);
        ScoreFormat.AddTo(table, fragment.Payload.Span, section);
        return table;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static ProfileDifference Difference(ScoreProfileKey key, string what, string stored, string scanned)
    {
        var level = key.Level switch { ScoreLevel.Day => ProfileLevel.Day, ScoreLevel.Month => ProfileLevel.Month, _ => ProfileLevel.Reference };
        return new ProfileDifference(new ProfileKey(key.Version, key.Segment, level, key.Start, key.Outcome.Length == 0 ? "#scores" : "#scores:" + key.Outcome), what, stored, scanned);
    }
}
