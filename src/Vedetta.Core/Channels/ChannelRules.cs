using System.Globalization;
using System.Net.Mail;
using Vedetta.Core.Models;

namespace Vedetta.Core.Channels;

/// <summary>The description of a channel has faults.</summary>
public sealed class ChannelValidationException(IReadOnlyList<FieldFault> faults)
    : Exception("the description of the channel has faults: " + string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>Everything wrong, each with its field.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>Finds every fault of a channel. Pure.</summary>
public static class ChannelRules
{
    /// <summary>The shortest time between two tests of themselves.</summary>
    public static readonly TimeSpan ShortestTest = TimeSpan.FromMinutes(5);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan LongestTest = TimeSpan.FromDays(365);

    /// <summary>The faults, in the order of the fields; empty when it is sound.</summary>
    public static IReadOnlyList<FieldFault> Faults(Channel channel)
    {
        var faults = new List<FieldFault>();
        if (!ModelId.TryParse(channel.Name, out _)) faults.Add(new("name", $"a channel's name has {ModelId.Allowed}"));
        Address(channel, faults);
        Belongs(channel, faults);
        if (channel is { Kind: ChannelKind.Telegram, Telegram: { } telegram }) Telegram(telegram, faults);
        if (channel is { Kind: ChannelKind.Email, Email: { } email }) Email(email, faults);
        if (channel is { Kind: ChannelKind.Alertmanager, Alertmanager: { } alertmanager }) Alertmanager(alertmanager, channel.Secret, faults);
        Template(channel.Template, faults);
        if (channel.TestEvery is { } every && (every < ShortestTest || every > LongestTest)) faults.Add(new("test_every", "from 5m to 365d, or nothing for no tests by themselves"));
        if (channel.PerMinute is { } rate and (< 1 or > 10_000)) faults.Add(new("per_minute", string.Create(CultureInfo.InvariantCulture, $"from 1 to 10000, not {rate}")));
        return faults;
    }

    /// <summary>Whether a text is an http or https address.</summary>
    public static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static void Address(Channel channel, List<FieldFault> faults)
    {
        var what = channel.Kind switch
        {
            ChannelKind.Webhook => "a webhook needs an http or https address",
            ChannelKind.Slack => "Slack needs the address of an incoming webhook, https://hooks.slack.com/services/...",
            ChannelKind.Alertmanager => "Alertmanager needs its address, such as http://alertmanager:9093",
            _ => null,
        };
        if (what is null && channel.Url is not null) faults.Add(new("url", $"a channel of kind {Monitors.EnumWords.Of(channel.Kind)} has no address"));
        if (what is not null && !IsAddress(channel.Url)) faults.Add(new("url", what));
        else if (channel.Url?.Length > 2_000) faults.Add(new("url", "at most 2000 characters"));
        if (channel.Secret is not null && channel.Kind is not (ChannelKind.Webhook or ChannelKind.Alertmanager))
            faults.Add(new("secret", "only a webhook and Alertmanager have one; the other kinds have a token, a password or an address"));
    }

    private static void Belongs(Channel channel, List<FieldFault> faults)
    {
        Part(ChannelKind.Telegram, channel.Telegram, "telegram", "token and chat");
        Part(ChannelKind.Email, channel.Email, "email", "host, from and to");
        if (channel.Alertmanager is not null && channel.Kind != ChannelKind.Alertmanager) faults.Add(new("alertmanager", "only a channel of kind alertmanager has this part"));

        void Part(ChannelKind kind, object? part, string name, string needed)
        {
            if (channel.Kind == kind && part is null) faults.Add(new(name, $"a channel of kind {name} needs {needed}"));
            if (channel.Kind != kind && part is not null) faults.Add(new(name, $"only a channel of kind {name} has this part"));
        }
    }

    private static void Telegram(TelegramSettings telegram, List<FieldFault> faults)
    {
        var token = telegram.Token.Split(':');
        if (token.Length != 2 || token[0].Length == 0 || !token[0].All(char.IsAsciiDigit) || token[1].Length == 0 || !token[1].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            faults.Add(new("telegram.token", "a bot's token is digits, a colon, then letters, digits, '_' and '-', as BotFather gives it"));
        var chat = telegram.Chat;
        var isNumber = long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id != 0;
        if (!isNumber && !(chat.Length is > 1 and <= 100 && chat[0] == '@' && chat.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            faults.Add(new("telegram.chat", "a number such as -1001234567890, or the @name of a public chat"));
        if (telegram.Thread is < 1) faults.Add(new("telegram.thread", "the number of a topic is 1 or more"));
        if (telegram.Api is not null && !IsAddress(telegram.Api)) faults.Add(new("telegram.api", "an http or https address"));
    }

    private static void Email(EmailSettings email, List<FieldFault> faults)
    {
        if (Uri.CheckHostName(email.Host) == UriHostNameType.Unknown) faults.Add(new("email.host", "the name or address of a mail server"));
        if (email.Port is < 1 or > 65_535) faults.Add(new("email.port", "from 1 to 65535; 587 is usual"));
        if (email.User is null != email.Password is null) faults.Add(new("email.password", "user and password come together"));
        if (email is { Security: EmailSecurity.None, Password: not null }) faults.Add(new("email.security", "a password is never sent over a plain connection: use starttls or tls"));
        if (email.User?.Any(char.IsControl) == true || email.Password?.Any(char.IsControl) == true) faults.Add(new("email.user", "user and password have no control characters"));
        if (!IsMail(email.From)) faults.Add(new("email.from", "one address such as vedetta@example.com"));
        if (email.To.Count is 0 or > 50) faults.Add(new("email.to", "1 to 50 addresses"));
        for (var i = 0; i < email.To.Count; i++)
            if (!IsMail(email.To[i])) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"email.to[{i}]"), "an address such as oncall@example.com"));
        if (email.Certificate is { } print && (print.Length != 64 || !print.All(char.IsAsciiHexDigit))) faults.Add(new("email.certificate", "64 hexadecimal digits: the SHA-256 of the server's certificate"));
    }

    // Only plain addresses: what is written into the dialogue with a mail server must not hold anything else.
    private static bool IsMail(string text) =>
        text.Length is > 2 and <= 254 && text.All(c => c is > ' ' and < (char)127 and not ('<' or '>' or ',' or ';' or '"' or '(' or ')')) && MailAddress.TryCreate(text, out var mail)
        && string.Equals(mail.Address, text, StringComparison.Ordinal);

    private static void Alertmanager(AlertmanagerSettings settings, string? secret, List<FieldFault> faults)
    {
        if (settings.User is not null && secret is null) faults.Add(new("secret", "a user signs in with a password: give it as secret"));
        if (settings.Labels.Count > AlertmanagerSettings.MostLabels) faults.Add(new("alertmanager.labels", string.Create(CultureInfo.InvariantCulture, $"at most {AlertmanagerSettings.MostLabels}")));
        foreach (var (name, value) in settings.Labels)
        {
            if (name.Length is 0 or > 100 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                faults.Add(new("alertmanager.labels", $"'{name}' is no name of a label: letters, digits and '_', not beginning with a digit"));
            else if (AlertLabels.Own.Contains(name, StringComparer.Ordinal)) faults.Add(new("alertmanager.labels", $"'{name}' is set by the incident"));
            if (value.Length is 0 or > 200) faults.Add(new("alertmanager.labels", $"the value of '{name}' has 1 to 200 characters"));
        }
    }

    private static void Template(MessageTemplate? template, List<FieldFault> faults)
    {
        if (template?.Subject is { } subject)
        {
            if (subject.Length > 300 || subject.Any(char.IsControl)) faults.Add(new("template.subject", "one line of at most 300 characters"));
            faults.AddRange(TemplateText.Faults(subject).Select(fault => new FieldFault("template.subject", fault)));
        }

        if (template?.Body is not { } body) return;
        if (body.Length is 0 or > 10_000) faults.Add(new("template.body", "1 to 10000 characters; leave it out for the usual text"));
        faults.AddRange(TemplateText.Faults(body).Select(fault => new FieldFault("template.body", fault)));
    }
}

/// <summary>Names of labels that every alert of ours carries.</summary>
public static class AlertLabels
{
    /// <summary>What happened: <c>VedettaDrift</c>.</summary>
    public const string Name = "alertname";

    /// <summary>The model.</summary>
    public const string Model = "model";

    /// <summary>The incident; an alert that comes back with it is ours.</summary>
    public const string Incident = "vedetta_incident";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Own { get; } = [Name, Model, Incident, "severity", "audience", "cause"];
}
