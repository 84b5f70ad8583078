using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vedetta.Server.Channels.Email;

/// <summary>One mail before it is written.</summary>
/// <param name="From">Sender.</param>
/// <param name="To">Readers.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">The whole document.</param>
/// <param name="Id">The same for every attempt, so that a mail that came twice is seen to be one.</param>
/// <param name="Thread">What mails of one incident have in common.</param>
/// <param name="At">When it is sent.</param>
internal sealed record Mail(string From, IReadOnlyList<string> To, string Subject, string Text, string Html, string Id, string Thread, DateTimeOffset At);

/// <summary>Writes a mail as RFC 5322 and MIME ask: text and HTML of the same, 7-bit throughout, threaded. Pure.</summary>
internal static class MailText
{
    private const int Column = 76;
    private const int BytesPerWord = 42;

    /// <summary>The mail with CRLF between its lines and at its end.</summary>
    public static string Of(Mail mail)
    {
        var host = mail.From[(mail.From.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var root = $"<{Token(mail.Thread)}.thread@{host}>";
        var boundary = "vedetta-" + Token(mail.Id + mail.Thread);
        var text = new StringBuilder();
        Line($"From: Vedetta <{mail.From}>");
        Line("To: " + string.Join(",\r\n ", mail.To));
        Line("Subject: " + Words(mail.Subject));
        Line("Date: " + mail.At.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Line($"Message-ID: <{Token(mail.Id)}@{host}>");
        // Every mail of an incident answers the same message, which nobody ever sent: readers put them into one thread whichever comes first.
        Line("In-Reply-To: " + root);
        Line("References: " + root);
        Line("Auto-Submitted: auto-generated");
        Line("X-Auto-Response-Suppress: All");
        Line("MIME-Version: 1.0");
        Line($"Content-Type: multipart/alternative; boundary=\"{boundary}\"");
        Line("");
        Part("text/plain", mail.Text);
        Part("text/html", mail.Html);
        Line($"--{boundary}--");
        return text.ToString();

        void Line(string line) => text.Append(line).Append("\r\n");

        void Part(string type, string content)
        {
            Line("--" + boundary);
            Line($"Content-Type: {type}; charset=utf-8");
            Line("Content-Transfer-Encoding: base64");
            Line("");
            var coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")));
            for (var i = 0; i < coded.Length; i += Column) Line(coded.Substring(i, Math.Min(Column, coded.Length - i)));
        }
    }

    /// <summary>A header's text as it may stand in a header: as it is, or in encoded words (RFC 2047).</summary>
    public static string Words(string text)
    {
        var line = new string([.. text.Where(c => !char.IsControl(c))]);
        if (line.All(c => c is >= ' ' and <= '~') && line.Length <= 70 && !line.Contains("=?", StringComparison.Ordinal)) return line;
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
        {
            // Whole characters only: a word that ends in half of one shows nonsense.
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > BytesPerWord)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(rune.ToString());
        }

        if (word.Length > 0) words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(each => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(each))}?="));
    }

    // Ids become parts of addresses: what may not stand there goes by its hash.
    private static string Token(string id) => id.Length is > 0 and <= 60 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? id
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}
