using System.Globalization;
using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Services;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Server.Api;

namespace Vedetta.Server.Alerts;

/// <summary>An alert that was not taken, and why.</summary>
/// <param name="Index">Its place in the document.</param>
/// <param name="Reason">Why.</param>
public sealed record AlertLeftOut(int Index, string Reason);

/// <summary>What a document of Alertmanager's webhook says.</summary>
/// <param name="Received">Alerts in it.</param>
/// <param name="Alerts">Those about our models.</param>
/// <param name="Own">Those we raised ourselves and that came back.</param>
/// <param name="LeftOut">Those not taken.</param>
internal sealed record AlertDocument(int Received, IReadOnlyList<ServiceAlert> Alerts, int Own, IReadOnlyList<AlertLeftOut> LeftOut);

/// <summary>Reads version 4 of Alertmanager's webhook. Pure.</summary>
internal static class AlertReader
{
    private const int MostAlerts = 10_000;
    private const int LongestTitle = 500;

    /// <summary>The alerts of a document.</summary>
    /// <param name="document">The JSON.</param>
    /// <param name="rules">Models of alerts without a label <c>model</c>.</param>
    /// <param name="models">Models that are known.</param>
    /// <exception cref="ProblemException">It is no such document.</exception>
    public static AlertDocument Read(JsonElement document, IReadOnlyList<AlertModelRule> rules, IReadOnlySet<string> models)
    {
        if (document.ValueKind != JsonValueKind.Object) throw Wrong("the body is a JSON object, as Alertmanager's webhook sends it", field: null);
        if (Text(document, "version") is var version && version != "4") throw Wrong($"version: \"4\" is wanted, not {(version is null ? "nothing" : $"\"{version}\"")}", "version");
        if (!document.TryGetProperty("alerts", out var alerts) || alerts.ValueKind != JsonValueKind.Array) throw Wrong("alerts: an array is wanted", "alerts");
        if (alerts.GetArrayLength() > MostAlerts) throw Wrong(string.Create(CultureInfo.InvariantCulture, $"alerts: at most {MostAlerts}"), "alerts");
        var (taken, left) = (new List<ServiceAlert>(), new List<AlertLeftOut>());
        var (index, own) = (0, 0);
        foreach (var alert in alerts.EnumerateArray())
        {
            var at = index++;
            var labels = Labels(alert, at);
            if (labels.ContainsKey(AlertLabels.Incident) || Of(labels, AlertLabels.Name) == Channels.Alertmanager.Alert.WatchdogName) own++;
            else if (ModelOf(labels, rules) is not { } model) left.Add(new AlertLeftOut(at, "no label 'model', and none of alertmanager.models fits: the alert belongs to no model"));
            else if (!models.Contains(model)) left.Add(new AlertLeftOut(at, $"no model is named '{model}'"));
            else if (Of(labels, "severity") is "none" or "info") left.Add(new AlertLeftOut(at, "its severity asks for nobody"));
            else taken.Add(Alert(alert, at, new ModelId(model), labels));
        }

        return new AlertDocument(index, taken, own, left);
    }

    private static ServiceAlert Alert(JsonElement alert, int at, ModelId model, Dictionary<string, string> labels)
    {
        var status = Text(alert, "status");
        if (status is not ("firing" or "resolved")) throw Wrong($"alerts[{at}].status: allowed are firing, resolved", $"alerts[{at}].status");
        var from = Time(alert, "startsAt", at);
        var fingerprint = Text(alert, "fingerprint") is { Length: > 0 and <= 100 } given ? given : string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
        var annotations = Annotations(alert);
        var title = Of(annotations, "summary") ?? Of(annotations, "description") ?? Of(labels, AlertLabels.Name) ?? "alert without a name";
        return new ServiceAlert(
            $"alertmanager {Letters(fingerprint)} {Moments.Format(from)}", model, EnumWords.TryParse<Audience>(Of(labels, "audience"), out var audience) ? audience : Audience.Engineering,
            Of(labels, "severity") is "critical" or "page" or "error" ? Severity.Critical : Severity.Warning, title.Length > LongestTitle ? title[..LongestTitle] : title,
            Of(annotations, "runbook_url") ?? Of(annotations, "runbook"), from, status == "resolved" ? EndOf(alert, at, from) : null);
    }

    // Alertmanager's "not over yet" is the first moment of all; a resolved alert without an end ended no earlier than it began.
    private static DateTimeOffset EndOf(JsonElement alert, int at, DateTimeOffset from) => alert.TryGetProperty("endsAt", out _) && Time(alert, "endsAt", at) is var end && end > from ? end : from;

    private static string Letters(string fingerprint) => fingerprint.All(char.IsAsciiLetterOrDigit) ? fingerprint : Channels.Letter.IdOf(fingerprint);

    private static string? ModelOf(Dictionary<string, string> labels, IReadOnlyList<AlertModelRule> rules) =>
        Of(labels, AlertLabels.Model) ?? rules.FirstOrDefault(rule => string.Equals(Of(labels, rule.Label), rule.Value, StringComparison.Ordinal))?.Model.Value;

    private static Dictionary<string, string> Labels(JsonElement alert, int at)
    {
        if (alert.ValueKind != JsonValueKind.Object) throw Wrong($"alerts[{at}]: an object is wanted", $"alerts[{at}]");
        if (!alert.TryGetProperty("labels", out var labels) || labels.ValueKind != JsonValueKind.Object) throw Wrong($"alerts[{at}].labels: an object is wanted", $"alerts[{at}].labels");
        return Pairs(labels, $"alerts[{at}].labels");
    }

    private static Dictionary<string, string> Annotations(JsonElement alert) =>
        alert.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object ? Pairs(annotations, "annotations") : new Dictionary<string, string>(StringComparer.Ordinal);

    private static Dictionary<string, string> Pairs(JsonElement pairs, string field)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs.EnumerateObject())
            found[pair.Name] = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()! : throw Wrong($"{field}.{pair.Name}: a text is wanted", $"{field}.{pair.Name}");
        return found;
    }

    private static string? Of(Dictionary<string, string> pairs, string name) => pairs.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset Time(JsonElement alert, string name, int at) => Moments.TryParse(Text(alert, name), out var moment)
        ? moment
        : throw Wrong($"alerts[{at}].{name}: a time is RFC 3339 with an offset, such as 2026-01-31T10:00:00Z", $"alerts[{at}].{name}");

    private static ProblemException Wrong(string detail, string? field) => new(Problems.Invalid("invalid_alerts", detail, field));
}
