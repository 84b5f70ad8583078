namespace Vedetta.Core.Security;

/// <summary>Somebody changed something.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who: a person, <c>key:&lt;id&gt;</c>, <c>local</c> for the machine's own user, or <c>vedetta</c>.</param>
/// <param name="Action">What, as <c>noun.verb</c>.</param>
/// <param name="Subject">Of which thing.</param>
/// <param name="Detail">In a few words; never a secret.</param>
public sealed record AuditEntry(DateTimeOffset At, string By, string Action, string Subject, string? Detail);

/// <summary>The audit log: append-only. Thread-safe.</summary>
public interface IAuditStore
{
    /// <summary>Appends an entry.</summary>
    ValueTask AddAsync(AuditEntry entry, CancellationToken cancel);

    /// <summary>The latest entries, newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancel);
}
