namespace Vedetta.Storage.Relational.Rows;

internal sealed class ApiKeyRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public int Scopes { get; set; }
    public required string SecretHash { get; set; }
    public long CreatedAt { get; set; }
    public required string CreatedBy { get; set; }
    public long? RevokedAt { get; set; }
}

internal sealed class UserRow
{
    public required string Name { get; set; }
    public required string PasswordHash { get; set; }
    public required string Role { get; set; }
    public long CreatedAt { get; set; }
    public required string Stamp { get; set; }
}

internal sealed class AuditRow
{
    public long Id { get; set; }
    public long At { get; set; }
    public required string By { get; set; }
    public required string Action { get; set; }
    public required string Subject { get; set; }
    public string? Detail { get; set; }
}

internal sealed class SettingRow
{
    public required string Name { get; set; }
    public required string Document { get; set; }
}

internal sealed class IdempotencyRow
{
    public required string Key { get; set; }
    public required string RequestHash { get; set; }
    public int Status { get; set; }
    public required string Body { get; set; }
    public long At { get; set; }
}
