using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Vedetta.Server.Tests.Telemetry;

namespace Vedetta.Server.Tests.Channels;

/// <summary>A mail it took: envelope, whether it came over TLS and signed in, and its text.</summary>
internal sealed record TakenMail(string From, IReadOnlyList<string> To, bool Tls, bool SignedIn, string Text);

/// <summary>A real SMTP server (aiosmtpd) that asks for STARTTLS and AUTH, with a certificate nobody knows.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Script = """
        import json, socket, ssl, sys
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult, LoginPassword

        def login(server, session, envelope, mechanism, data):
            good = isinstance(data, LoginPassword) and data.login == b"vedetta" and data.password == b"secret"
            return AuthResult(success=good, handled=False)

        class Keeper:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody"):
                    return "550 no such reader here"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                mail = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
                        "signed_in": bool(session.authenticated), "text": envelope.content.decode("utf-8")}
                print(json.dumps(mail), flush=True)
                return "250 taken"

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(Keeper(), hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True,
                                authenticator=login, auth_required=True)
        controller.start()
        print(port, flush=True)
        sys.stdin.read()
        controller.stop()
        """;

    private readonly Process _process;
    private readonly string _folder;

    private MailServer(Process process, string folder, int port, string print) => (_process, _folder, Port, Certificate) = (process, folder, port, print);

    public int Port { get; }

    /// <summary>SHA-256 of its certificate.</summary>
    public string Certificate { get; }

    public static async Task<MailServer> StartAsync()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python), "Debian's python3 is not installed");
        var (code, _) = await Tool.RunAsync(Python, ["-c", "import aiosmtpd"]);
        Assert.SkipWhen(code != 0, "python3-aiosmtpd is not installed");
        var folder = Directory.CreateTempSubdirectory("vedetta-mail-").FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "c.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "k.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "server.py"), Script);
        var process = Tool.Start(Python, ["server.py", "c.pem", "k.pem"], folder, redirectInput: true);
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (!int.TryParse(first, CultureInfo.InvariantCulture, out var port)) throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return new MailServer(process, folder, port, certificate.GetCertHashString(HashAlgorithmName.SHA256));
    }

    /// <summary>The next mail it takes.</summary>
    public async Task<TakenMail> TakenAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        using var mail = JsonDocument.Parse(line!);
        var root = mail.RootElement;
        return new TakenMail(
            root.GetProperty("from").GetString()!, [.. root.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)], root.GetProperty("tls").GetBoolean(), root.GetProperty("signed_in").GetBoolean(),
            root.GetProperty("text").GetString()!);
    }

    /// <summary>A header of a mail, its lines joined.</summary>
    public static string Header(TakenMail mail, string name)
    {
        var lines = mail.Text.ReplaceLineEndings("\n").Split("\n\n")[0].Replace("\n ", " ", StringComparison.Ordinal).Split('\n');
        return lines.First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }

    /// <summary>The part of that type as people read it.</summary>
    public static string Part(TakenMail mail, string type)
    {
        var part = mail.Text.ReplaceLineEndings("\n").Split("--vedetta-").First(each => each.Contains("Content-Type: " + type, StringComparison.Ordinal));
        return Encoding.UTF8.GetString(Convert.FromBase64String(part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("\n", "", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
