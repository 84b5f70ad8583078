using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Time;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Traffic;

/// <summary>The objectives of a model on its traffic page.</summary>
/// <param name="Readings">How they stand.</param>
/// <param name="Drafts">The rows of the form: those stored, or those of a form that was refused, and one that is empty.</param>
/// <param name="Faults">What is wrong with the form.</param>
/// <param name="MayEdit">Whether the reader may change them.</param>
public sealed record ObjectivesView(IReadOnlyList<BudgetReading> Readings, IReadOnlyList<ObjectiveDraft> Drafts, IReadOnlyList<FieldFault> Faults, bool MayEdit)
{
    private static readonly string[] Tones = ["accent", "s2", "s4", "s5", "critical"];

    /// <summary>Reads them.</summary>
    public static async ValueTask<ObjectivesView> ReadAsync(ModelId model, ObjectiveService objectives, bool mayEdit, IReadOnlyList<ObjectiveDraft>? drafts, IReadOnlyList<FieldFault> faults, CancellationToken cancel)
    {
        var readings = await objectives.RecentAsync(model, cancel);
        return new ObjectivesView(readings, drafts ?? [.. readings.Select(reading => ObjectiveDraft.Of(reading.Objective)), ObjectiveDraft.Empty], faults, mayEdit);
    }

    /// <summary>The budget left after each day of the period, a line per objective; null without events.</summary>
    public TimeChart? Chart(Words words, TimeZoneInfo zone)
    {
        var shown = Readings.Where(reading => reading.Days.Count > 0).Take(Tones.Length).ToList();
        if (shown.Count == 0) return null;
        var days = shown.SelectMany(reading => reading.Days.Select(day => day.Window)).Distinct().OrderBy(window => window.From).ToList();
        var series = shown.Select((reading, i) =>
        {
            var left = reading.Days.ToDictionary(day => day.Window, day => (double?)day.Left);
            return new ChartSeries(reading.Objective.Name, [.. days.Select(day => left.GetValueOrDefault(day))], Tones[i], Dash: i % 2 == 0 ? Dash.Solid : Dash.Dashed, End: reading.Objective.Name);
        });
        return new TimeChart(
            [.. days.Select(day => words.Format.Window(day, zone))], [.. Enumerable.Range(0, days.Count).Where(i => i % 7 == 0)], Unit.Percent, [.. series], [new ChartLine(0, words.BudgetSpentLine, "critical")], [], [], Max: 1);
    }
}

/// <summary>A row of the form of objectives, as a person filled it in.</summary>
/// <param name="Name">Its name; empty for a row that is not used.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Target">Target in per cent.</param>
/// <param name="BelowMs">Limit of a latency.</param>
/// <param name="Days">Length of the period.</param>
/// <param name="Burn">Burn rates from which it alarms, of 1, 6, 24 and 72 hours, spaces between; empty for the usual ones.</param>
public sealed record ObjectiveDraft(string Name, ObjectiveKind Kind, string Target, string BelowMs, string Days, string Burn)
{
    /// <summary>A row that is not used.</summary>
    public static ObjectiveDraft Empty { get; } = new("", ObjectiveKind.Latency, "", "", "", "");

    /// <summary>The row of a stored objective.</summary>
    public static ObjectiveDraft Of(Objective objective) => new(
        objective.Name, objective.Kind, Math.Round(objective.Target * 100, 6).ToString("0.######", CultureInfo.InvariantCulture), objective.BelowMs?.ToString("0.###", CultureInfo.InvariantCulture) ?? "", objective.Days.ToString(CultureInfo.InvariantCulture),
        objective.Burn is { IsUsual: false } burn ? string.Join(' ', BurnThresholds.Windows.Select(window => burn.Of(window)?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-")) : "");

    /// <summary>Reads the rows of a form.</summary>
    public static IReadOnlyList<ObjectiveDraft> Of(IFormCollection form)
    {
        var drafts = new List<ObjectiveDraft>();
        for (var i = 0; i <= ObjectiveRules.Most && form.ContainsKey($"name{i}"); i++)
        {
            string Text(string field) => form[$"{field}{i}"].ToString().Trim();
            drafts.Add(new ObjectiveDraft(Text("name"), EnumWords.TryParse<ObjectiveKind>(Text("kind"), out var kind) ? kind : ObjectiveKind.Latency, Text("target"), Text("below_ms"), Text("days"), Text("burn")));
        }

        return drafts;
    }

    /// <summary>The objective; what cannot be read is a fault.</summary>
    public Objective Read(int row, List<FieldFault> faults)
    {
        double? Number(string field, string text)
        {
            if (text.Length == 0) return null;
            if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            faults.Add(new FieldFault($"objectives[{row}].{field}", "a number such as 99.5"));
            return null;
        }

        return new Objective(Name, Kind, (Number("target", Target) ?? 0) / 100, Kind == ObjectiveKind.Latency ? Number("below_ms", BelowMs) : null, (int)(Number("days", Days) ?? Objective.UsualDays), ReadBurn(row, faults));
    }

    // A dash stands for the usual one.
    private BurnThresholds? ReadBurn(int row, List<FieldFault> faults)
    {
        var parts = Burn.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return null;
        var byWindow = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length && parts.Length <= BurnThresholds.Windows.Count; i++)
        {
            if (parts[i] == "-") continue;
            if (!double.TryParse(parts[i].Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)) break;
            byWindow[BurnThresholds.Windows[i]] = rate;
        }

        if (byWindow.Count + parts.Count(part => part == "-") == BurnThresholds.Windows.Count) return BurnThresholds.Of(byWindow);
        faults.Add(new FieldFault(string.Create(CultureInfo.InvariantCulture, $"objectives[{row}].burn"), "four numbers for 1, 6, 24 and 72 hours such as '14.4 6 3 1'; '-' for a usual one"));
        return null;
    }
}
