namespace Vedetta.Client.Sending;

/// <summary>How one attempt to send a batch ended.</summary>
internal abstract record Attempt
{
    private Attempt()
    {
    }

    /// <summary>The server has it, durably, but for the events it rejected.</summary>
    public sealed record Acknowledged(Answer Answer) : Attempt;

    /// <summary>The server will never take it as it is.</summary>
    public sealed record Refused(string Reason) : Attempt;

    /// <summary>The server takes no request that large; halves may pass.</summary>
    public sealed record TooLarge(string Reason) : Attempt;

    /// <summary>Not known to have arrived; sending it again does no harm, as every event carries an id.</summary>
    public sealed record Unsettled(string Reason, TimeSpan? RetryAfter) : Attempt;
}
