namespace Vedetta.Statistics;

/// <summary>The four answers a judgement can give, from calm to worst; undecided stands apart.</summary>
public enum VerdictKind
{
    /// <summary>Judged, and nothing is wrong.</summary>
    Healthy,

    /// <summary>Judged: beyond the warning threshold, and more than sampling noise.</summary>
    Warning,

    /// <summary>Judged: beyond the critical threshold, and more than sampling noise.</summary>
    Critical,

    /// <summary>Not judged, for a stated reason: too few rows, no reference, labels not arrived.</summary>
    Undecided,
}

/// <summary>
/// What a judgement says. Never a bare bool: a verdict carries its reason, and a verdict that
/// cannot be given says why instead of guessing.
/// </summary>
public abstract record Verdict
{
    private protected Verdict(VerdictKind kind, string? reason)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>Which of the four answers this is.</summary>
    public VerdictKind Kind { get; }

    /// <summary>Why, in words for a person; null where a healthy verdict needs none.</summary>
    public string? Reason { get; }

    /// <summary>True for a warning and a critical verdict.</summary>
    public bool IsAlarm => Kind is VerdictKind.Warning or VerdictKind.Critical;

    /// <summary>Judged and calm, with an optional note, for example "constant on both sides".</summary>
    public sealed record Healthy(string? Note = null) : Verdict(VerdictKind.Healthy, Note);

    /// <summary>Beyond the warning threshold.</summary>
    public sealed record Warning(string Why) : Verdict(VerdictKind.Warning, Why);

    /// <summary>Beyond the critical threshold.</summary>
    public sealed record Critical(string Why) : Verdict(VerdictKind.Critical, Why);

    /// <summary>Not judged.</summary>
    public sealed record Undecided(string Why) : Verdict(VerdictKind.Undecided, Why);
}
