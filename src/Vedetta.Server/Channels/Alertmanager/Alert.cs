using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels.Alertmanager;

/// <summary>An alert as Alertmanager's API v2 takes it. Who it is, is its labels: they hold no value that changes.</summary>
/// <param name="Labels">Who it is.</param>
/// <param name="Annotations">What people read.</param>
/// <param name="StartsAt">Since when.</param>
/// <param name="EndsAt">Until when, unless it is sent again.</param>
/// <param name="GeneratorUrl">Where to read more.</param>
internal sealed record Alert(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    [property: JsonPropertyName("generatorURL")] string? GeneratorUrl)
{
    /// <summary>An alert not sent again for this long is over; it is sent again every minute.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(4);

    /// <summary>Name of the alert that always fires, so that its absence tells of our own death.</summary>
    public const string WatchdogName = "VedettaWatchdog";

    private const int LongestLabel = 200;
    private const int LongestAnnotation = 4_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document to post.</summary>
    public static string Document(IEnumerable<Alert> alerts) => JsonSerializer.Serialize(alerts, Json);

    /// <summary>The alert of an incident.</summary>
    /// <param name="channel">Whose labels it carries.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="message">What people read.</param>
    /// <param name="link">Where its page is.</param>
    /// <param name="end">When it was over; null while it fires.</param>
    /// <param name="now">The present.</param>
    public static Alert Of(Channel channel, Incident incident, Message message, string? link, DateTimeOffset? end, DateTimeOffset now)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal) { ["summary"] = Clip(message.Subject, LongestAnnotation), ["description"] = Clip(PlainText.Of(message), LongestAnnotation) };
        if (incident.Runbook is { Length: > 0 } runbook) annotations[ChannelRules.IsAddress(runbook) ? "runbook_url" : "runbook"] = Clip(runbook, LongestAnnotation);
        return new Alert(LabelsOf(channel, incident, incident.Severity), annotations, incident.Opened, end ?? now + Life, link);
    }

    /// <summary>The end of the warning that became critical: another severity is another alert.</summary>
    public static Alert EndOfWarning(Channel channel, Incident incident, DateTimeOffset now) =>
        new(LabelsOf(channel, incident, Severity.Warning), new Dictionary<string, string>(StringComparer.Ordinal), incident.Opened, now, GeneratorUrl: null);

    /// <summary>The alert that always fires.</summary>
    public static Alert Watchdog(Channel channel, DateTimeOffset started, DateTimeOffset now)
    {
        var labels = Own(channel);
        (labels[AlertLabels.Name], labels["severity"]) = (WatchdogName, "none");
        return new Alert(
            labels, new Dictionary<string, string>(StringComparer.Ordinal) { ["summary"] = "Always firing while Vedetta lives: route it to something that tells when it stops" }, started, now + Life, GeneratorUrl: null);
    }

    private static Dictionary<string, string> LabelsOf(Channel channel, Incident incident, Severity severity)
    {
        var labels = Own(channel);
        labels[AlertLabels.Name] = "Vedetta" + Pascal(incident.Id == TestNotice.Id ? "test" : incident.Cause.Kind);
        labels[AlertLabels.Model] = Clip(incident.Model.Value, LongestLabel);
        labels[AlertLabels.Incident] = incident.Id;
        labels["severity"] = EnumWords.Of(severity);
        labels["audience"] = EnumWords.Of(incident.Audience);
        labels["cause"] = Clip(incident.Cause.Kind, LongestLabel);
        return labels;
    }

    private static Dictionary<string, string> Own(Channel channel) => new((channel.Alertmanager ?? AlertmanagerSettings.Plain).Labels, StringComparer.Ordinal);

    private static string Pascal(string words) => string.Concat(words.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
