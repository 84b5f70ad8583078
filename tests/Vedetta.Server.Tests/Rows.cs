using System.Globalization;
using System.Text;

namespace Vedetta.Server.Tests;

/// <summary>Seeded rows of a small scoring model.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static readonly string[] Header = ["id", "ts", "version", "age", "income", "region", "score", "decision"];

    /// <summary>Rows of a reference: the same world, before the start.</summary>
    public static string Reference(int rows = 2_000) => Csv(Make(rows, Start.AddDays(-30), TimeSpan.FromMinutes(20), seed: 1, shift: 0, "r"));

    /// <summary>Days of current rows; from <paramref name="driftFrom"/> on income is inflated.</summary>
    public static IReadOnlyList<string[]> Current(int days = 6, int perDay = 400, int driftFrom = 3)
    {
        var rows = new List<string[]>();
        for (var day = 0; day < days; day++)
            rows.AddRange(Make(perDay, Start.AddDays(day), TimeSpan.FromDays(1) / perDay, seed: 100 + day, shift: day >= driftFrom ? 1.2 : 0, "c" + day.ToString(CultureInfo.InvariantCulture) + "-"));
        return rows;
    }

    public static string Csv(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder(string.Join(',', Header)).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', row).Append('\n');
        return text.ToString();
    }

    private static List<string[]> Make(int count, DateTimeOffset from, TimeSpan step, int seed, double shift, string prefix)
    {
        var random = new Random(seed);
        string[] regions = ["osh", "naryn", "talas"];
        var rows = new List<string[]>(count);
        for (var i = 0; i < count; i++)
        {
            var age = 20 + random.Next(45);
            var income = 20_000 * Math.Exp((0.5 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)) + shift);
            var score = Math.Clamp((age / 100.0) + (random.NextDouble() * 0.3), 0, 1);
            rows.Add(
            [
                prefix + i.ToString(CultureInfo.InvariantCulture),
                (from + (step * i)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                "1",
                age.ToString(CultureInfo.InvariantCulture),
                income.ToString("R", CultureInfo.InvariantCulture),
                regions[random.Next(3)],
                score.ToString("R", CultureInfo.InvariantCulture),
                score > 0.5 ? "decline" : "approve",
            ]);
        }

        return rows;
    }
}
