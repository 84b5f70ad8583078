namespace Vedetta.Core.Security;

/// <summary>Slows guessing of passwords: after five failures in a row a name waits a minute. Bounded; thread-safe.</summary>
internal sealed class SignInLimit(TimeProvider clock)
{
    /// <summary>How long a name waits.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int Failures = 5;
    private const int MostNames = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name may try now.</summary>
    public bool Allows(string name)
    {
        lock (_lock)
            return !_names.TryGetValue(name, out var known) || known.Count < Failures || clock.GetUtcNow() - known.Last >= Pause;
    }

    /// <summary>Notes a failure.</summary>
    public void Failed(string name)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_names.Count >= MostNames)
                foreach (var old in _names.Where(pair => now - pair.Value.Last >= Pause).Select(pair => pair.Key).ToList()) _names.Remove(old);
            if (_names.Count >= MostNames) _names.Clear();
            var (count, last) = _names.GetValueOrDefault(name);
            _names[name] = (now - last >= Pause ? 1 : count + 1, now);
        }
    }
}
