using Vedetta.Core.Security;

namespace Vedetta.Web.People;

/// <summary>What the page of keys and people shows.</summary>
/// <param name="Keys">Keys of programs, the latest first; empty where the reader may not see them.</param>
/// <param name="People">Accounts of people, by name; empty where the reader may not see them.</param>
/// <param name="Audit">Who changed what, the latest first.</param>
/// <param name="MayAdminister">Whether the reader may change them.</param>
/// <param name="Made">The key just made; its secret is shown this once.</param>
/// <param name="Fault">Why something was refused; null when nothing was.</param>
/// <param name="Me">Who is reading.</param>
public sealed record PeopleView(
    IReadOnlyList<ApiKey> Keys, IReadOnlyList<UserAccount> People, IReadOnlyList<AuditEntry> Audit, bool MayAdminister, CreatedApiKey? Made, string? Fault, string Me);
