using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Vedetta.Server.Tests.Channels;

/// <summary>
/// The Bot API's <c>sendMessage</c> with its documented limits: the token, the chat, 4096 characters after marks are taken out,
/// marks that close, one message a second in a chat and twenty a minute in a group, each broken one answered as Telegram does.
/// </summary>
internal sealed partial class FakeTelegram(TimeProvider clock) : IAsyncDisposable
{
    public const string Token = "123:test";
    private const string Group = "-100123";

    private readonly List<DateTimeOffset> _taken = [];
    private OtherSide? _side;

    public List<string> Texts { get; } = [];

    public List<DateTimeOffset> Asked { get; } = [];

    public int Broken { get; private set; }

    public bool Blocked { get; set; }

    public bool RefusesHtml { get; set; }

    public int RetryAfter { get; set; }

    public string Url => _side!.Url;

    public async Task<FakeTelegram> StartAsync()
    {
        _side = await OtherSide.StartAsync((http, body) => Task.FromResult(Answer(http.Request.Path, body)));
        return this;
    }

    public object Channel(string chat = Group) => new { kind = "telegram", telegram = new { token = Token, chat, api = Url } };

    public ValueTask DisposeAsync() => _side?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IResult Answer(string path, string body)
    {
        var now = clock.GetUtcNow();
        Asked.Add(now);
        if (path != $"/bot{Token}/sendMessage") return Refuse(401, "Unauthorized");
        using var json = JsonDocument.Parse(body);
        var (chat, text) = (json.RootElement.GetProperty("chat_id").GetString(), json.RootElement.GetProperty("text").GetString()!);
        var html = json.RootElement.TryGetProperty("parse_mode", out var mode) && mode.GetString() == "HTML";
        if (chat != Group) return Refuse(400, "Bad Request: chat not found");
        if (Blocked) return Refuse(403, "Forbidden: bot was kicked from the supergroup chat");
        if (RetryAfter > 0)
        {
            var rest = RetryAfter;
            RetryAfter = 0;
            return Refuse(429, $"Too Many Requests: retry after {rest}", new { retry_after = rest });
        }

        if (html && (RefusesHtml || !Closes(text))) return Refuse(400, "Bad Request: can't parse entities: Unsupported start tag");
        var seen = html ? WebUtility.HtmlDecode(Tag().Replace(text, "")) : text;
        if (seen.Length > 4_096) return Refuse(400, "Bad Request: message is too long");
        if (seen.Trim().Length == 0) return Refuse(400, "Bad Request: message text is empty");
        if ((_taken.Count > 0 && now - _taken[^1] < TimeSpan.FromSeconds(1)) || _taken.Count(at => now - at < TimeSpan.FromMinutes(1)) >= 20)
        {
            Broken++;
            return Refuse(429, "Too Many Requests: retry after 5", new { retry_after = 5 });
        }

        _taken.Add(now);
        Texts.Add(text);
        return Results.Json(new { ok = true, result = new { message_id = Texts.Count, text } });
    }

    private static IResult Refuse(int code, string description, object? parameters = null) => Results.Json(new { ok = false, error_code = code, description, parameters }, statusCode: code);

    private static bool Closes(string html)
    {
        var open = new Stack<string>();
        foreach (var tag in Tag().Matches(html).Select(match => match.Groups["tag"].Value))
        {
            if (!tag.StartsWith('/')) open.Push(tag);
            else if (open.Count == 0 || open.Pop() != tag[1..]) return false;
        }

        return open.Count == 0 && !Tag().Replace(html, "").Contains('<', StringComparison.Ordinal);
    }

    [GeneratedRegex("<(?<tag>/?[a-z]+)( href=\"[^\"<>]*\")?>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tag();
}
