using System.Text.Json;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Learners;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>A labelled data set of a binary model: an early reference and later windows of a fixed number of rows.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="WindowRows">Rows of a window.</param>
/// <param name="Calm">Whether the relation of score and label is known to hold, so that coverage can be asked for.</param>
/// <param name="Reference">Labelled rows before.</param>
/// <param name="Production">Labelled rows after.</param>
internal sealed record LabelledSet(string Name, int WindowRows, bool Calm, ScoredRows Reference, ScoredRows Production)
{
    /// <summary>The seven sets of the acceptance, in the order of its tables.</summary>
    internal static IReadOnlyList<(string Name, Func<string, LabelledSet> Load)> Measured { get; } =
    [
        ("MA census", shared => OfCase(shared, "ma_employment", "MA census", 5000, calm: true)),
        ("hotel", shared => OfNannyMl(shared, "hotel", 2000, calm: true, "y_pred_proba", "y_pred", "is_canceled", "timestamp", "Index")),
        ("california", shared => OfCase(shared, "california_housing", "california", 700, calm: false)),
        ("car_loan", shared => OfNannyMl(shared, "car_loan", 2500, calm: true, "y_pred_proba", "y_pred", "repaid", "timestamp")),
        ("elec2", shared => OfCase(shared, "elec2", "elec2", 1000, calm: false)),
        ("mlb", shared => OfCase(shared, "mlb_forecasts", "mlb", 500, calm: true)),
        ("adult", shared => OfCase(shared, "adult_education_split", "adult", 2000, calm: true)),
    ];

    /// <summary>Sets beside those of the acceptance.</summary>
    internal static IReadOnlyList<(string Name, Func<string, LabelledSet> Load)> Further { get; } =
    [
        ("hotel cancellation", shared => OfCase(shared, "hotel_cancellation", "hotel cancellation", 2000, calm: false)),
    ];

    /// <summary>The whole windows, in the order of time.</summary>
    internal IEnumerable<ScoredRows> Windows() =>
        Enumerable.Range(0, Production.Count / WindowRows).Select(i => Production.Slice(i * WindowRows, WindowRows));

    private static LabelledSet OfCase(string shared, string folder, string name, int windowRows, bool calm)
    {
        var path = Path.Combine(shared, "data", "cases", folder);
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "case.json")));
        var types = description.RootElement.GetProperty("features").EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("type").GetString() == "numeric", StringComparer.Ordinal);
        ScoredRows Rows(string file)
        {
            var csv = CsvFile.Read(Path.Combine(path, file));
            return Scored(csv, "score", "prediction", "label", types);
        }

        return new LabelledSet(name, windowRows, calm, Rows("reference.csv.gz"), Rows("production.csv.gz"));
    }

    private static LabelledSet OfNannyMl(string shared, string name, int windowRows, bool calm, string score, string prediction, string label, params string[] others)
    {
        var reference = CsvFile.Read(Path.Combine(shared, "data", "nannyml", name + "_reference.csv.gz"));
        var production = CsvFile.Read(Path.Combine(shared, "data", "nannyml", name + "_analysis.csv.gz"));
        var types = reference.Names.Except([score, prediction, label, .. others], StringComparer.Ordinal)
            .ToDictionary(c => c, c => reference.IsNumeric(c) && production.IsNumeric(c), StringComparer.Ordinal);
        return new LabelledSet(name, windowRows, calm, Scored(reference, score, prediction, label, types), Scored(production, score, prediction, label, types));
    }

    private static ScoredRows Scored(CsvFile csv, string score, string prediction, string label, Dictionary<string, bool> types)
    {
        var features = types.Select<KeyValuePair<string, bool>, LearningColumn>(t => t.Value
            ? LearningColumn.Numeric(t.Key, csv.Numbers(t.Key))
            : LearningColumn.Categorical(t.Key, [.. csv[t.Key].Select(c => c.Length == 0 ? null : c)]));
        return new ScoredRows(csv.Numbers(score), Array.ConvertAll(csv.Numbers(prediction), p => p == 1), csv.Numbers(label), new LearningTable([.. features]));
    }
}
