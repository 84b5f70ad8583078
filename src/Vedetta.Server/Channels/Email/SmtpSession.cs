using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels.Email;

/// <summary>One visit to a mail server: greeting, TLS, signing in, one mail (RFC 5321, 3207, 4954). Not thread-safe.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly EmailSettings _settings;
    private Stream _stream;
    private SmtpLines _lines;
    private IReadOnlyList<string> _offers = [];

    private SmtpSession(EmailSettings settings, Stream stream) => (_settings, _stream, _lines) = (settings, stream, new SmtpLines(stream));

    /// <summary>Connects, protects the connection as the settings ask, and signs in.</summary>
    /// <exception cref="SmtpRefusedException">The server said no.</exception>
    /// <exception cref="AuthenticationException">Its certificate is not trusted.</exception>
    public static async ValueTask<SmtpSession> OpenAsync(EmailSettings settings, AddressGuard guard, CancellationToken cancel)
    {
        var session = new SmtpSession(settings, await guard.ConnectAsync(new DnsEndPoint(settings.Host, settings.Port), cancel));
        try
        {
            if (settings.Security == EmailSecurity.Tls) await session.ProtectAsync(cancel);
            await session.ExpectAsync("greeting", 220, cancel);
            await session.HelloAsync(cancel);
            if (settings.Security == EmailSecurity.Starttls) await session.StartTlsAsync(cancel);
            if (settings is { User: { } user, Password: { } password }) await session.SignInAsync(user, password, cancel);
            return session;
        }
        catch
        {
            await session._stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one mail; answers what the server said, and whom it refused.</summary>
    /// <exception cref="SmtpRefusedException">It took the mail for nobody.</exception>
    public async ValueTask<(SmtpReply Reply, IReadOnlyList<string> Refused)> SendAsync(string mail, CancellationToken cancel)
    {
        await AskAsync("sender", $"MAIL FROM:<{_settings.From}>", 250, cancel);
        var refused = new List<string>();
        SmtpReply? last = null;
        foreach (var reader in _settings.To)
        {
            await _lines.WriteAsync($"RCPT TO:<{reader}>", cancel);
            var reply = await _lines.ReadAsync("reader", cancel);
            if (reply.Code is 250 or 251) continue;
            refused.Add(reader);
            last = reply;
        }

        if (refused.Count == _settings.To.Count) throw new SmtpRefusedException("every reader was refused", last);
        await AskAsync("data", "DATA", 354, cancel);
        await _lines.WriteAsync(Encoding.UTF8.GetBytes(Stuffed(mail)), cancel);
        return (await AskAsync("mail", ".", 250, cancel), refused);
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    /// <summary>Says goodbye; a server that does not answer it has the mail all the same.</summary>
    public ValueTask QuitAsync(CancellationToken cancel) => _lines.WriteAsync("QUIT", cancel);

    // A line that begins with a dot would end the mail.
    private static string Stuffed(string mail) => (mail.StartsWith('.') ? "." : "") + mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    private async ValueTask HelloAsync(CancellationToken cancel) => _offers = (await AskAsync("hello", $"EHLO {NameOfUs()}", 250, cancel)).Lines;

    private async ValueTask StartTlsAsync(CancellationToken cancel)
    {
        if (!Offers("STARTTLS")) throw new SmtpRefusedException("starttls", new SmtpReply(502, ["the server does not offer STARTTLS; nothing was sent"]));
        await AskAsync("starttls", "STARTTLS", 220, cancel);
        if (_lines.HasRest) throw new SmtpRefusedException("starttls", new SmtpReply(503, ["something was said between the answer and TLS; nothing was sent"]));
        await ProtectAsync(cancel);
        await HelloAsync(cancel);
    }

    private async ValueTask ProtectAsync(CancellationToken cancel)
    {
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = _settings.Host, RemoteCertificateValidationCallback = (_, certificate, _, errors) => Trusts(certificate, errors) }, cancel);
        _lines = new SmtpLines(secure);
    }

    private bool Trusts(X509Certificate? certificate, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (certificate is not null && _settings.Certificate is { } print && string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), print, StringComparison.OrdinalIgnoreCase));

    private async ValueTask SignInAsync(string user, string password, CancellationToken cancel)
    {
        if (_stream is not SslStream) throw new SmtpRefusedException("sign-in", new SmtpReply(538, ["a password is never sent over a plain connection"]));
        var ways = _offers.FirstOrDefault(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync("sign-in", "AUTH PLAIN " + Base64($"\0{user}\0{password}"), 235, cancel);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync("sign-in", "AUTH LOGIN", 334, cancel);
            await AskAsync("sign-in", Base64(user), 334, cancel);
            await AskAsync("sign-in", Base64(password), 235, cancel);
        }
        else
        {
            throw new SmtpRefusedException("sign-in", new SmtpReply(504, ["the server offers neither PLAIN nor LOGIN"]));
        }
    }

    private bool Offers(string word) => _offers.Any(offer => string.Equals(offer.Split(' ')[0], word, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<SmtpReply> AskAsync(string stage, string line, int expected, CancellationToken cancel)
    {
        await _lines.WriteAsync(line, cancel);
        return await ExpectAsync(stage, expected, cancel);
    }

    private async ValueTask<SmtpReply> ExpectAsync(string stage, int expected, CancellationToken cancel)
    {
        var reply = await _lines.ReadAsync(stage, cancel);
        return reply.Code == expected ? reply : throw new SmtpRefusedException(stage, reply);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // The machine's own name is nobody's business: the sender's host says enough.
    private string NameOfUs() => _settings.From[(_settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
