using System.Text;

namespace Vedetta.Core.Channels;

/// <summary>A bot and the chat it writes into.</summary>
/// <param name="Token">The bot's token, <c>123456:ABC...</c>; a secret, never answered by the API.</param>
/// <param name="Chat">Number of the chat (negative for a group) or <c>@name</c> of a public one.</param>
/// <param name="Thread">Topic of a group with topics; null for none.</param>
/// <param name="Api">Address of the Bot API; null for Telegram's own.</param>
public sealed record TelegramSettings(string Token, string Chat, int? Thread = null, string? Api = null)
{
    /// <summary>Telegram's own Bot API.</summary>
    public const string PublicApi = "https://api.telegram.org";

    /// <summary>Most characters of a message, after its marks are taken out.</summary>
    public const int LongestText = 4_096;

    /// <summary>Whether the chat is a group, which takes fewer messages.</summary>
    public bool IsGroup => Chat.StartsWith('-') || Chat.StartsWith('@');

    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Chat = ").Append(Chat);
        return true;
    }
}

/// <summary>How the way to a mail server is kept from listeners.</summary>
public enum EmailSecurity
{
    /// <summary>The connection begins plain and must become TLS before anything else is said (STARTTLS).</summary>
    Starttls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,

    /// <summary>Plain; a password is never sent that way.</summary>
    None,
}

/// <summary>A mail server, the sender and the readers.</summary>
/// <param name="Host">Name or address of the server.</param>
/// <param name="Port">Its port, usually 587 with STARTTLS.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">Who signs in; null for nobody.</param>
/// <param name="Password">With which password; a secret, never answered by the API.</param>
/// <param name="From">Sender: <c>name@host</c>.</param>
/// <param name="To">Readers.</param>
/// <param name="Certificate">SHA-256 of the server's certificate in hex, trusted beside those the machine trusts; null for none.</param>
public sealed record EmailSettings(
    string Host, int Port, EmailSecurity Security, string? User, string? Password, string From, IReadOnlyList<string> To, string? Certificate = null)
{
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Host = ").Append(Host).Append(", To = ").AppendJoin(',', To);
        return true;
    }
}

/// <summary>What alerts to Alertmanager carry beside the incident.</summary>
/// <param name="User">Who signs in with the channel's secret as password; null sends the secret, where there is one, as a bearer token.</param>
/// <param name="Labels">Labels of every alert, for its routes.</param>
public sealed record AlertmanagerSettings(string? User, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Most labels a channel may add.</summary>
    public const int MostLabels = 10;

    /// <summary>No user, no labels.</summary>
    public static AlertmanagerSettings Plain { get; } = new(null, new Dictionary<string, string>(StringComparer.Ordinal));
}
