using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels.Delivering;

/// <summary>At most so many in any span of that length.</summary>
internal readonly record struct PaceRule(int Count, TimeSpan Per);

/// <summary>How fast a channel may be written to: its own limit and those the other side documents. Not thread-safe.</summary>
internal sealed class Pace(IReadOnlyList<PaceRule> rules)
{
    private readonly Queue<DateTimeOffset> _sent = new();

    /// <summary>The rules it keeps.</summary>
    public IReadOnlyList<PaceRule> Rules => rules;

    /// <summary>Limits of a channel: Telegram one message a second in a chat and twenty a minute in a group, Slack one a second.</summary>
    public static IReadOnlyList<PaceRule> RulesOf(Channel channel)
    {
        var rules = new List<PaceRule>();
        if (channel.Kind is ChannelKind.Telegram or ChannelKind.Slack) rules.Add(new PaceRule(1, TimeSpan.FromSeconds(1)));
        if (channel is { Kind: ChannelKind.Telegram, Telegram.IsGroup: true }) rules.Add(new PaceRule(20, TimeSpan.FromMinutes(1)));
        if (channel.PerMinute is { } own) rules.Add(new PaceRule(own, TimeSpan.FromMinutes(1)));
        return rules;
    }

    /// <summary>How long to wait before the next one; zero for not at all.</summary>
    public TimeSpan WaitAt(DateTimeOffset now)
    {
        Forget(now);
        var wait = TimeSpan.Zero;
        foreach (var rule in rules)
        {
            if (_sent.Count < rule.Count) continue;
            var free = _sent.ElementAt(_sent.Count - rule.Count) + rule.Per - now;
            if (free > wait) wait = free;
        }

        return wait;
    }

    /// <summary>Notes one that was tried.</summary>
    public void Note(DateTimeOffset now)
    {
        if (rules.Count > 0) _sent.Enqueue(now);
        Forget(now);
    }

    private void Forget(DateTimeOffset now)
    {
        // No more than the largest rule looks at, so that memory is bounded whatever is sent.
        var most = rules.Count == 0 ? 0 : rules.Max(rule => rule.Count);
        while (_sent.Count > most || (_sent.Count > 0 && now - _sent.Peek() > TimeSpan.FromMinutes(1))) _sent.Dequeue();
    }
}
