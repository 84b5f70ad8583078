using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Channels;

/// <summary>The fields of a channel as a person filled them in. Secrets are never shown: an empty one keeps what is known.</summary>
public sealed record ChannelForm
{
    /// <summary>Unique.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it speaks.</summary>
    public ChannelKind Kind { get; init; }

    /// <summary>Address.</summary>
    public string Url { get; init; } = "";

    /// <summary>Key of the signature, password or token of Alertmanager.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The bot's token.</summary>
    public string Token { get; init; } = "";

    /// <summary>The chat.</summary>
    public string Chat { get; init; } = "";

    /// <summary>Topic of a group.</summary>
    public string Thread { get; init; } = "";

    /// <summary>Address of the Bot API.</summary>
    public string Api { get; init; } = "";

    /// <summary>Mail server.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    public string Port { get; init; } = "587";

    /// <summary>How the connection is protected.</summary>
    public EmailSecurity Security { get; init; }

    /// <summary>Who signs in.</summary>
    public string User { get; init; } = "";

    /// <summary>With which password.</summary>
    public string Password { get; init; } = "";

    /// <summary>Sender.</summary>
    public string From { get; init; } = "";

    /// <summary>Readers, commas between.</summary>
    public string To { get; init; } = "";

    /// <summary>SHA-256 of a trusted certificate.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Labels of alerts, <c>name=value</c>, commas between.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Whose incidents; empty for all.</summary>
    public IReadOnlyList<Audience> Audiences { get; init; } = [];

    /// <summary>At least as bad.</summary>
    public Severity MinimumSeverity { get; init; }

    /// <summary>Models, commas between.</summary>
    public string Models { get; init; } = "";

    /// <summary>Language of messages.</summary>
    public MessageLanguage Language { get; init; }

    /// <summary>Template of the subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Template of the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>How often it is tested by itself.</summary>
    public string TestEvery { get; init; } = "1d";

    /// <summary>At most so many a minute.</summary>
    public string PerMinute { get; init; } = "";

    /// <summary>Whether it is used.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The fields of a known channel, without its secrets.</summary>
    public static ChannelForm Of(Channel channel) => new()
    {
        Name = channel.Name, Kind = channel.Kind, Url = channel.Kind == ChannelKind.Slack ? "" : channel.Url ?? "", Chat = channel.Telegram?.Chat ?? "", Thread = Text(channel.Telegram?.Thread),
        Api = channel.Telegram?.Api ?? "", Host = channel.Email?.Host ?? "", Port = Text(channel.Email?.Port ?? 587), Security = channel.Email?.Security ?? EmailSecurity.Starttls,
        User = channel.Email?.User ?? channel.Alertmanager?.User ?? "", From = channel.Email?.From ?? "", To = string.Join(", ", channel.Email?.To ?? []), Certificate = channel.Email?.Certificate ?? "",
        Labels = string.Join(", ", channel.Alertmanager?.Labels.Select(label => $"{label.Key}={label.Value}") ?? []), Audiences = channel.Audiences, MinimumSeverity = channel.MinimumSeverity,
        Models = string.Join(", ", channel.Models), Language = channel.Language, Subject = channel.Template?.Subject ?? "", Body = channel.Template?.Body ?? "",
        TestEvery = channel.TestEvery is { } every ? XmlConvert.ToString(every) : "", PerMinute = Text(channel.PerMinute), Enabled = channel.Enabled,
    };

    /// <summary>Reads what was sent.</summary>
    public static ChannelForm Of(IFormCollection form)
    {
        string Field(string name) => form[name].ToString().Trim();
        return new ChannelForm
        {
            Name = Field("name"), Kind = EnumWords.TryParse<ChannelKind>(Field("kind"), out var kind) ? kind : ChannelKind.Webhook, Url = Field("url"), Secret = Field("secret"), Token = Field("token"),
            Chat = Field("chat"), Thread = Field("thread"), Api = Field("api"), Host = Field("host"), Port = Field("port"),
            Security = EnumWords.TryParse<EmailSecurity>(Field("security"), out var security) ? security : EmailSecurity.Starttls, User = Field("user"), Password = Field("password"), From = Field("from"),
            To = Field("to"), Certificate = Field("certificate"), Labels = Field("labels"),
            Audiences = [.. form["audience"].Select(word => EnumWords.TryParse<Audience>(word, out var audience) ? audience : (Audience?)null).OfType<Audience>()],
            MinimumSeverity = EnumWords.TryParse<Severity>(Field("minimum_severity"), out var severity) ? severity : Severity.Warning, Models = Field("models"),
            Language = EnumWords.TryParse<MessageLanguage>(Field("language"), out var language) ? language : MessageLanguage.En, Subject = Field("subject"), Body = form["body"].ToString().Trim('\r', '\n'),
            TestEvery = Field("test_every"), PerMinute = Field("per_minute"), Enabled = Field("enabled") is "true" or "on",
        };
    }

    /// <summary>The channel these fields describe, and everything that could not be read.</summary>
    /// <param name="known">The channel so named, whose secrets stay where none was given.</param>
    public (Channel Channel, IReadOnlyList<FieldFault> Faults) ToChannel(Channel? known)
    {
        var faults = new List<FieldFault>();
        TimeSpan? every = null;
        if (TestEvery.Length > 0)
        {
            if (MonitorRules.TryParseDuration(TestEvery, out var parsed)) every = parsed;
            else faults.Add(new FieldFault("test_every", "a number with m, h, d or w, such as 1d"));
        }

        var channel = new Channel(
            Name, Kind, UrlOf(known), Kind is ChannelKind.Webhook or ChannelKind.Alertmanager ? Kept(Secret, known?.Secret) : null, Audiences, MinimumSeverity, List(Models), Enabled,
            Kind == ChannelKind.Telegram ? new TelegramSettings(Kept(Token, known?.Telegram?.Token) ?? "", Chat, Number("thread", Thread, faults), Empty(Api)) : null,
            Kind == ChannelKind.Email
                ? new EmailSettings(
                    Host, Number("email.port", Port, faults) ?? 587, Security, Empty(User), User.Length == 0 ? null : Kept(Password, known?.Email?.Password), From, List(To),
                    Empty(Certificate.Replace(":", "", StringComparison.Ordinal)))
                : null,
            Kind == ChannelKind.Alertmanager ? new AlertmanagerSettings(Empty(User), Pairs(faults)) : null, Language,
            Subject.Length + Body.Trim().Length == 0 ? null : new MessageTemplate(Empty(Subject), Body.Trim().Length == 0 ? null : Body), every, Number("per_minute", PerMinute, faults));
        return (channel, [.. faults, .. ChannelRules.Faults(channel)]);
    }

    private string? UrlOf(Channel? known) => Kind switch
    {
        ChannelKind.Webhook or ChannelKind.Alertmanager => Empty(Url),
        ChannelKind.Slack => Empty(Url) ?? known?.Url,
        _ => null,
    };

    private Dictionary<string, string> Pairs(List<FieldFault> faults)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in List(Labels))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) pairs[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
            else faults.Add(new FieldFault("alertmanager.labels", "labels are written name=value, commas between"));
        }

        return pairs;
    }

    private static int? Number(string field, string text, List<FieldFault> faults)
    {
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(new FieldFault(field, "a whole number"));
        return null;
    }

    private static string? Kept(string given, string? known) => given.Length == 0 ? known : given;

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string[] List(string text) => text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
