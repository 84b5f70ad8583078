using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Silences;

/// <summary>The fields of a silence as a person filled them in: from an address, so that a preview can be sent around, or from a form.</summary>
/// <param name="Model">One model; empty for any.</param>
/// <param name="Columns">Columns, commas between.</param>
/// <param name="Monitors">Monitors, commas between.</param>
/// <param name="OnlyWarnings">Whether critical incidents stay loud.</param>
/// <param name="For">How long: <c>4h</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record SilenceForm(string Model, string Columns, string Monitors, bool OnlyWarnings, string For, string Reason)
{
    /// <summary>Lengths that are offered.</summary>
    public static IReadOnlyList<string> Lengths { get; } = ["1h", "4h", "12h", "1d", "3d", "7d", "30d"];

    /// <summary>The form before anybody filled it in.</summary>
    public static SilenceForm Empty { get; } = new("", "", "", OnlyWarnings: false, "4h", "");

    /// <summary>Reads the fields.</summary>
    public static SilenceForm Of(Func<string, string?> field) => new(
        field("model") ?? "", field("columns") ?? "", field("monitors") ?? "", field("only_warnings") is "true" or "on", field("for") is { Length: > 0 } length ? length : "4h", field("reason") ?? "");

    /// <summary>Reads the fields of an address.</summary>
    public static SilenceForm Of(IQueryCollection query) => Of(name => query[name].ToString());

    /// <summary>Whether anything names what is muted.</summary>
    public bool NamesSomething => Model.Length + Columns.Length + Monitors.Length > 0;

    /// <summary>Which incidents.</summary>
    public SilenceMatch ToMatch() => new(Model.Trim().Length == 0 ? [] : [Model.Trim()], List(Columns), List(Monitors), OnlyWarnings);

    /// <summary>As Core takes it.</summary>
    /// <exception cref="SilenceValidationException">The length cannot be read.</exception>
    public SilenceRequest ToRequest(DateTimeOffset now) => MonitorRules.TryParseDuration(For.Trim(), out var length)
        ? new SilenceRequest(ToMatch(), now, now + length, Reason)
        : throw new SilenceValidationException([new FieldFault("for", "a number with m, h, d or w, such as 4h")]);

    /// <summary>The address of the page with these fields filled in and previewed.</summary>
    public string Address()
    {
        var parts = new (string Name, string Value)[] { ("model", Model), ("columns", Columns), ("monitors", Monitors), ("only_warnings", OnlyWarnings ? "true" : ""), ("for", For), ("reason", Reason) };
        return Shell.Addresses.Silences + "?" + string.Join('&', parts.Where(part => part.Value.Length > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name}={Uri.EscapeDataString(part.Value)}")));
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
