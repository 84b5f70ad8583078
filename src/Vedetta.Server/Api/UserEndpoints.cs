using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Accounts of people, and the audit log.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/v1/users").WithTags("People").Requires(ApiScope.Admin);
        users.MapGet("", ListAsync).WithSummary("Everybody who may sign in");
        users.MapPut("/{name}", PutAsync).WithSummary("Makes an account, or replaces its password and role").TakesBody<UserBody>();
        users.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes an account");
        app.MapGet("/v1/audit", AuditAsync).WithTags("People").WithSummary("Who changed what, newest first").Requires(ApiScope.Admin).Takes([RowsParameters.Limit]);
    }

    private static async Task<IReadOnlyList<UserAnswer>> ListAsync(IAccountService accounts, CancellationToken cancel) =>
        [.. (await accounts.ListAsync(cancel)).Select(UserAnswer.Of)];

    private static async Task<UserAnswer> PutAsync(string name, HttpContext http, IAccountService accounts, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<UserBody>(http.Request, cancel);
        if (body.Role != UserRole.Admin) await KeepOneAdminAsync(name, accounts, cancel);
        try
        {
            return UserAnswer.Of(await accounts.SaveAsync(name, body.Password, body.Role, Caller.Of(http.User), cancel));
        }
        catch (ArgumentException wrong)
        {
            throw new ProblemException(Problems.Invalid("invalid_field", wrong.Message.Split(" (Parameter")[0], wrong.ParamName));
        }
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, IAccountService accounts, CancellationToken cancel)
    {
        await KeepOneAdminAsync(name, accounts, cancel);
        return await accounts.DeleteAsync(name, Caller.Of(http.User), cancel)
            ? TypedResults.NoContent()
            : throw new ProblemException(Problems.NotFound("unknown_user", "nobody has this name"));
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(HttpRequest request, IAuditStore audit, CancellationToken cancel)
    {
        var query = new Query(request, "limit");
        var limit = query.Number("limit", 100, 1, 10_000);
        query.Check();
        return await audit.ListAsync(limit, cancel);
    }

    // Without an administrator nobody could ever make one again over the network.
    private static async Task KeepOneAdminAsync(string name, IAccountService accounts, CancellationToken cancel)
    {
        var admins = (await accounts.ListAsync(cancel)).Where(account => account.Role == UserRole.Admin).ToList();
        if (admins is [var last] && string.Equals(last.Name, name, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(Problems.Conflict("last_admin", "this is the last administrator; make another one first"));
    }
}

/// <summary>An account as clients describe it.</summary>
public sealed record UserBody
{
    /// <summary>At least 12 characters.</summary>
    public required string Password { get; init; }

    /// <summary>What they may do.</summary>
    public required UserRole Role { get; init; }
}

/// <summary>An account as clients see it.</summary>
public sealed record UserAnswer(string Name, UserRole Role, DateTimeOffset CreatedAt)
{
    /// <summary>As clients see it; never the hash.</summary>
    public static UserAnswer Of(UserAccount account) => new(account.Name, account.Role, account.CreatedAt);
}
