using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Channels;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels.Telegram;

/// <summary>Writes notices into a chat through the Bot API's <c>sendMessage</c>.</summary>
internal sealed class TelegramSender(MessageMaker messages, HttpPost post) : IChannelSender
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ChannelKind Kind => ChannelKind.Telegram;

    public async ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        var settings = channel.Telegram!;
        if (await messages.MakeAsync(channel, letter.Payload, cancel) is not { } message) return MessageMaker.Unreadable;
        var (result, answer) = await PostAsync(settings, TelegramText.Html(message, TelegramSettings.LongestText), "HTML", cancel);
        if (result.Status == 400 && answer?.Description?.Contains("can't parse entities", StringComparison.OrdinalIgnoreCase) == true)
        {
            (result, answer) = await PostAsync(settings, TelegramText.Plain(message, TelegramSettings.LongestText), mode: null, cancel);
            if (result.Delivered) return Judge(settings, result, answer) is var plain ? plain.Saying(plain.Answer + ", as plain text") : plain;
        }

        return Judge(settings, result, answer);
    }

    private async ValueTask<(SendResult Result, BotAnswer? Answer)> PostAsync(TelegramSettings settings, string text, string? mode, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{(settings.Api ?? TelegramSettings.PublicApi).TrimEnd('/')}/bot{settings.Token}/sendMessage");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new BotMessage(settings.Chat, settings.Thread, text, mode, new LinkPreview(IsDisabled: true)), Json), Encoding.UTF8, "application/json");
        var result = await post.SendAsync(request, cancel);
        return (result, Read(result.Answer));
    }

    // What Telegram says, in words that tell a person what to do.
    private static SendResult Judge(TelegramSettings settings, SendResult result, BotAnswer? answer)
    {
        if (result.Status is null) return result;
        if (result.Delivered)
        {
            return answer is { Ok: true }
                ? result.Saying(string.Create(CultureInfo.InvariantCulture, $"message {answer.Result?.MessageId} in chat {settings.Chat}"))
                : (result with { Delivered = false, Retry = true }).Saying("the other side does not answer like Telegram");
        }

        var said = answer?.Description ?? result.Answer;
        return result.Status switch
        {
            429 => (result with { Retry = true, RetryAfterSeconds = answer?.Parameters?.RetryAfter ?? result.RetryAfterSeconds }).Saying(said),
            400 when answer?.Parameters?.MigrateToChatId is { } chat => result.Saying(string.Create(CultureInfo.InvariantCulture, $"the group became a supergroup: set telegram.chat to {chat} and send again")),
            400 when said.Contains("chat not found", StringComparison.OrdinalIgnoreCase) => result.Saying($"{said}: check telegram.chat, and let the bot into it or write to it first"),
            401 or 404 => result.Saying($"{said}: the bot's token is wrong or was revoked"),
            403 => result.Saying($"{said}: the bot may not write there; let it into the chat again and send again"),
            _ => result.Saying(said),
        };
    }

    private static BotAnswer? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BotAnswer>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record BotMessage(string ChatId, int? MessageThreadId, string Text, string? ParseMode, LinkPreview LinkPreviewOptions);

    private sealed record LinkPreview(bool IsDisabled);

    private sealed record BotAnswer(bool Ok, string? Description, BotParameters? Parameters, BotResult? Result);

    private sealed record BotParameters(int? RetryAfter, long? MigrateToChatId);

    private sealed record BotResult(long MessageId);
}
