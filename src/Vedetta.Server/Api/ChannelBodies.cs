using System.Xml;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Server.Api;

/// <summary>A channel as clients describe it.</summary>
public sealed record ChannelBody
{
    /// <summary>How it speaks.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>Address of a webhook, of Slack's incoming webhook or of Alertmanager; for Slack left out keeps the one known.</summary>
    public string? Url { get; init; }

    /// <summary>Key of a webhook's signature, Alertmanager's password or token; left out or <c>set</c> keeps the one known, empty removes it.</summary>
    public string? Secret { get; init; }

    /// <summary>Of a Telegram channel.</summary>
    public TelegramBody? Telegram { get; init; }

    /// <summary>Of an e-mail channel.</summary>
    public EmailBody? Email { get; init; }

    /// <summary>Of an Alertmanager channel.</summary>
    public AlertmanagerBody? Alertmanager { get; init; }

    /// <summary>Whose incidents; empty for all.</summary>
    public IReadOnlyList<Audience>? Audiences { get; init; }

    /// <summary>At least as bad.</summary>
    public Severity? MinimumSeverity { get; init; }

    /// <summary>Incidents of these models; empty for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Whether it is used.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Language of its messages: <c>en</c> or <c>ru</c>.</summary>
    public MessageLanguage? Language { get; init; }

    /// <summary>What its messages say, with placeholders; left out for the usual text.</summary>
    public TemplateBody? Template { get; init; }

    /// <summary>How often a test notice walks the way by itself: <c>1d</c>; left out for never.</summary>
    public string? TestEvery { get; init; }

    /// <summary>At most so many messages a minute, beside the limits of the other side.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Answered, so that an answer can be sent back as it is; not read.</summary>
    public string? Name { get; init; }

    /// <summary>Answered, not read.</summary>
    public bool? Signed { get; init; }

    /// <summary>Answered, not read.</summary>
    public ChannelStatusBody? Status { get; init; }

    /// <summary>As Core takes it; its faults are found when it is saved.</summary>
    public Channel ToChannel(string name, Channel? known)
    {
        var faults = new List<FieldFault>();
        TimeSpan? every = null;
        if (TestEvery is { Length: > 0 } text)
        {
            if (MonitorRules.TryParseDuration(text, out var parsed)) every = parsed;
            else faults.Add(new FieldFault("test_every", "a number with m, h, d or w, such as 1d, or an ISO 8601 duration"));
        }

        if (faults.Count > 0) throw new ChannelValidationException(faults);
        return new Channel(
            name, Kind, Url is null ? Kind == ChannelKind.Slack ? known?.Url : null : Url.EndsWith("/...", StringComparison.Ordinal) ? known?.Url : Url, Kept(Secret, known?.Secret), Audiences ?? [],
            MinimumSeverity ?? Severity.Warning, Models ?? [], Enabled ?? true, Telegram?.ToSettings(known?.Telegram), Email?.ToSettings(known?.Email),
            Kind == ChannelKind.Alertmanager ? Alertmanager?.ToSettings() ?? AlertmanagerSettings.Plain : Alertmanager?.ToSettings(), Language ?? MessageLanguage.En,
            Template is { Subject: null, Body: null } or null ? null : new MessageTemplate(Template.Subject, Template.Body), every, PerMinute);
    }

    /// <summary>What a secret becomes: the one known where it was left out, none where it is empty.</summary>
    internal static string? Kept(string? given, string? known) => given is null or ChannelAnswer.Set ? known : given.Length == 0 ? null : given;
}

/// <summary>A bot and its chat.</summary>
public sealed record TelegramBody
{
    /// <summary>The bot's token; left out or <c>set</c> keeps the one known. Answered as <c>set</c>.</summary>
    public string? Token { get; init; }

    /// <summary>Number of the chat or <c>@name</c>.</summary>
    public required string Chat { get; init; }

    /// <summary>Topic of a group with topics.</summary>
    public int? Thread { get; init; }

    /// <summary>Address of the Bot API; left out for Telegram's own.</summary>
    public string? Api { get; init; }

    /// <summary>As Core takes it.</summary>
    public TelegramSettings ToSettings(TelegramSettings? known) => new(ChannelBody.Kept(Token, known?.Token) ?? "", Chat, Thread, Api);
}

/// <summary>A mail server, sender and readers.</summary>
public sealed record EmailBody
{
    /// <summary>Name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port; 587 where left out.</summary>
    public int? Port { get; init; }

    /// <summary><c>starttls</c> where left out.</summary>
    public EmailSecurity? Security { get; init; }

    /// <summary>Who signs in; left out for nobody.</summary>
    public string? User { get; init; }

    /// <summary>With which password; left out or <c>set</c> keeps the one known. Answered as <c>set</c>.</summary>
    public string? Password { get; init; }

    /// <summary>Sender.</summary>
    public required string From { get; init; }

    /// <summary>Readers.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>SHA-256 of a certificate that is trusted beside those the machine trusts.</summary>
    public string? Certificate { get; init; }

    /// <summary>As Core takes it.</summary>
    public EmailSettings ToSettings(EmailSettings? known) => new(
        Host, Port ?? 587, Security ?? EmailSecurity.Starttls, User, User is null ? null : ChannelBody.Kept(Password, known?.Password), From, To, Certificate?.Replace(":", "", StringComparison.Ordinal));
}

/// <summary>What alerts carry beside the incident.</summary>
public sealed record AlertmanagerBody
{
    /// <summary>Who signs in with the channel's secret as password; left out sends the secret as a bearer token.</summary>
    public string? User { get; init; }

    /// <summary>Labels of every alert.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>As Core takes it.</summary>
    public AlertmanagerSettings ToSettings() => new(User, Labels ?? new Dictionary<string, string>(StringComparer.Ordinal));
}

/// <summary>What messages say.</summary>
public sealed record TemplateBody
{
    /// <summary>Subject of an e-mail, heading of a Slack message.</summary>
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }
}

/// <summary>How a channel fares.</summary>
public sealed record ChannelStatusBody(
    ChannelHealthState State, ChannelTryBody? Last, ChannelTryBody? LastTest, DateTimeOffset? LastGoodTest, int Waiting, int Failed, DateTimeOffset? PausedUntil, int Failures);

/// <summary>One try of a channel.</summary>
public sealed record ChannelTryBody(DateTimeOffset At, bool Delivered, string Answer)
{
    /// <summary>As clients see it; null stays null.</summary>
    public static ChannelTryBody? Of(ChannelTry? tried) => tried is null ? null : new(tried.At, tried.Delivered, tried.Answer);
}

/// <summary>A channel as clients see it.</summary>
public sealed record ChannelAnswer(
    string Name, ChannelKind Kind, string? Url, bool Signed, string? Secret, TelegramBody? Telegram, EmailBody? Email, AlertmanagerBody? Alertmanager, IReadOnlyList<Audience> Audiences,
    Severity MinimumSeverity, IReadOnlyList<string> Models, bool Enabled, MessageLanguage Language, TemplateBody? Template, string? TestEvery, int? PerMinute, ChannelStatusBody Status)
{
    /// <summary>What stands where a secret is known.</summary>
    internal const string Set = "set";

    /// <summary>As clients see it; the path and query of an address may carry a secret and are not shown.</summary>
    /// <param name="status">The channel.</param>
    /// <param name="whole">Whether the reader may change it and so sees the address of a webhook whole; Slack's nobody sees.</param>
    internal static ChannelAnswer Of(ChannelStatus status, bool whole = false)
    {
        var channel = status.Channel;
        var url = channel.Url is null || (whole && channel.Kind != ChannelKind.Slack) || channel.Kind == ChannelKind.Alertmanager ? channel.Url : new Uri(channel.Url).GetLeftPart(UriPartial.Authority) + "/...";
        return new ChannelAnswer(
            channel.Name, channel.Kind, url, channel.Secret is not null, channel.Secret is null ? null : Set,
            channel.Telegram is { } telegram ? new TelegramBody { Token = Set, Chat = telegram.Chat, Thread = telegram.Thread, Api = telegram.Api } : null,
            channel.Email is { } email
                ? new EmailBody
                {
                    Host = email.Host, Port = email.Port, Security = email.Security, User = email.User, Password = email.Password is null ? null : Set, From = email.From, To = email.To, Certificate = email.Certificate,
                }
                : null,
            channel.Alertmanager is { } alertmanager ? new AlertmanagerBody { User = alertmanager.User, Labels = alertmanager.Labels } : null,
            channel.Audiences, channel.MinimumSeverity, channel.Models, channel.Enabled, channel.Language, channel.Template is { } template ? new TemplateBody { Subject = template.Subject, Body = template.Body } : null,
            channel.TestEvery is { } every ? XmlConvert.ToString(every) : null, channel.PerMinute,
            new ChannelStatusBody(
                status.State, ChannelTryBody.Of(status.Last), ChannelTryBody.Of(status.LastTest), status.LastGoodTest, status.Waiting, status.Failed, status.PausedUntil, status.Failures));
    }
}
