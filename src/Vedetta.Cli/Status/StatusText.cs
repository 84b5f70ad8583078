using System.Text.Json;
using Spectre.Console;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Status;

/// <summary>States of models as tables, from the API's answers.</summary>
internal static class StatusText
{
    /// <summary>A line per model.</summary>
    public static void WriteFleet(Terminal terminal, JsonElement answer)
    {
        var models = (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("models")).EnumerateArray().ToArray();
        if (models.Length == 0)
        {
            terminal.Out.WriteLine("There are no models yet: send predictions, or run 'vedetta import'.");
            return;
        }

        var table = TextTable.New(("model", false), ("state", false), ("version", false), ("incidents", true), ("why", false));
        foreach (var model in models)
        {
            table.AddRow(
                TextTable.Cell(Text(model, "model")),
                State(model),
                TextTable.Cell(Text(model, "live_version", "version")),
                TextTable.Cell(Text(model, "open_incidents")),
                TextTable.Cell(Reasons(model).FirstOrDefault() ?? ""));
        }

        TextTable.Write(terminal, table);
    }

    /// <summary>One model: its state, why, and what its monitors read.</summary>
    public static void WriteModel(Terminal terminal, JsonElement answer)
    {
        terminal.Out.WriteLine($"{Text(answer, "model")}: {Word(answer)}{(Text(answer, "since") is { Length: > 0 } since ? $" since {since}" : "")}");
        foreach (var reason in Reasons(answer)) terminal.Out.WriteLine($"  {reason}");
        if (!answer.TryGetProperty("monitors", out var monitors) || monitors.GetArrayLength() == 0) return;
        var table = TextTable.New(("monitor", false), ("column", false), ("value", true), ("n", true), ("excess", true), ("state", false));
        foreach (var monitor in monitors.EnumerateArray())
        {
            table.AddRow(
                TextTable.Cell(Text(monitor, "monitor")),
                TextTable.Cell(Text(monitor, "column")),
                TextTable.Cell(Numbers.Short(Number(monitor, "value"))),
                TextTable.Cell(Numbers.Count((long)(Number(monitor, "n") ?? 0))),
                TextTable.Cell(Number(monitor, "excess") is { } excess ? Numbers.Short(excess) + " x" : "-"),
                State(monitor));
        }

        TextTable.Write(terminal, table);
    }

    private static Spectre.Console.Rendering.IRenderable State(JsonElement element)
    {
        var word = Word(element);
        return TextTable.Cell(word, word switch { "critical" => Color.Red, "warning" or "silent" => Color.Yellow, "undecided" => Color.Grey, _ => Color.Default });
    }

    private static string Word(JsonElement element) =>
        element.TryGetProperty("silent", out var silent) && silent.ValueKind == JsonValueKind.True ? "silent" : Text(element, "verdict", "state");

    private static IEnumerable<string> Reasons(JsonElement element) =>
        element.TryGetProperty("reasons", out var reasons) && reasons.ValueKind == JsonValueKind.Array ? reasons.EnumerateArray().Select(r => r.GetString() ?? "") : [];

    private static double? Number(JsonElement element, string name)
    {
        if (element.TryGetProperty("reading", out var reading) && reading.ValueKind == JsonValueKind.Object) element = reading;
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    private static string Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number) return value.ToString();
        return "";
    }
}
