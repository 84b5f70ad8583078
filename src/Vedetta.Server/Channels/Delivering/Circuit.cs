using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels.Delivering;

/// <summary>
/// What is known of a channel since the start: its pace, whether it is to be left alone, and how the last try went. After five
/// failures in a row nothing is tried for a minute, then one notice tries the way; each further failure doubles the pause, up
/// to a quarter of an hour. Thread-safe.
/// </summary>
internal sealed class Circuit
{
    /// <summary>Failures in a row before a pause.</summary>
    public const int Patience = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private Pace _pace = new([]);
    private DateTimeOffset _restUntil;
    private DateTimeOffset? _pausedUntil;
    private ChannelTry? _last;
    private int _failures;

    /// <summary>Failures in a row, the end of the pause, and the last try.</summary>
    public (int Failures, DateTimeOffset? PausedUntil, ChannelTry? Last) Read()
    {
        lock (_lock)
            return (_failures, _pausedUntil, _last);
    }

    /// <summary>How long to wait before the next try; zero for not at all.</summary>
    public TimeSpan WaitAt(Channel channel, DateTimeOffset now)
    {
        lock (_lock)
        {
            var rules = Pace.RulesOf(channel);
            if (!rules.SequenceEqual(_pace.Rules)) _pace = new Pace(rules);
            var rest = (_pausedUntil is { } paused && paused > _restUntil ? paused : _restUntil) - now;
            var pace = _pace.WaitAt(now);
            return rest > pace ? rest : pace > TimeSpan.Zero ? pace : TimeSpan.Zero;
        }
    }

    /// <summary>Notes a try and what came of it; answers whether a pause began.</summary>
    public bool Note(SendResult result, DateTimeOffset now)
    {
        lock (_lock)
        {
            _pace.Note(now);
            _last = new ChannelTry(now, result.Delivered, result.Words());
            if (result.Delivered)
            {
                (_failures, _pausedUntil) = (0, null);
                return false;
            }

            if (result.RetryAfterSeconds is { } seconds) _restUntil = now.AddSeconds(Math.Max(1, seconds));
            if (result.Status == 429) return false; // it is there and only asks for rest
            _failures++;
            if (_failures < Patience) return false;
            var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, _failures - Patience)));
            _pausedUntil = now + pause;
            return true;
        }
    }

    /// <summary>Ends a pause; answers whether there was one.</summary>
    public bool Resume(DateTimeOffset now)
    {
        lock (_lock)
        {
            var paused = _pausedUntil > now;
            (_failures, _pausedUntil, _restUntil) = (0, null, default);
            return paused;
        }
    }
}

/// <summary>The circuit of every channel by name. Thread-safe.</summary>
internal sealed class Circuits
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>The circuit of a channel.</summary>
    public Circuit Of(string channel) => _circuits.GetOrAdd(channel, _ => new Circuit());

    /// <summary>Forgets what is known of a channel that was changed or deleted.</summary>
    public void Forget(string channel) => _circuits.TryRemove(channel, out _);
}
