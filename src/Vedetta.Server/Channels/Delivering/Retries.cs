using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels.Delivering;

/// <summary>When a notice is tried again, and when it is given up. Pure.</summary>
internal static class Retries
{
    /// <summary>Attempts before a notice is given up: about a day.</summary>
    public const int Attempts = 100;

    private const double Longest = 900;

    /// <summary>The longest wait after so many failed attempts: 10 s, 30 s, 90 s ... at most a quarter of an hour.</summary>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(Longest, 10 * Math.Pow(3, Math.Min(attempts, 10) - 1)));

    /// <summary>The wait of one notice: up to a quarter less, so that those that failed together do not come together again. The same notice and attempt wait the same.</summary>
    public static TimeSpan Backoff(int attempts, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempts} {key}")));
        var jitter = BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
        return Backoff(attempts) * (1 - (jitter / 4));
    }

    /// <summary>What becomes of a notice after an attempt.</summary>
    public static OutboxMessage After(OutboxMessage message, SendResult result, DateTimeOffset now)
    {
        // To be asked for rest is no failure: it may happen as often as the other side likes.
        var attempts = message.Attempts + (result.Status == 429 ? 0 : 1);
        if (result.Delivered) return message with { State = OutboxState.Sent, Attempts = message.Attempts + 1, NextAttempt = now, LastAnswer = result.Words() };
        if (!result.Retry || attempts >= Attempts) return message with { State = OutboxState.Failed, Attempts = attempts, NextAttempt = now, LastAnswer = result.Words() };
        var wait = result.Status == 429 && result.RetryAfterSeconds is null ? Backoff(3) : result.Status == 429 ? TimeSpan.Zero : Backoff(attempts, message.Key);
        if (result.RetryAfterSeconds is { } seconds && TimeSpan.FromSeconds(Math.Max(1, seconds)) is var asked && asked > wait) wait = asked;
        return message with { Attempts = Math.Max(attempts, 1), NextAttempt = now + wait, LastAnswer = result.Words() };
    }
}
