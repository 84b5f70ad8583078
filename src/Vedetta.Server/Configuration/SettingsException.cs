namespace Vedetta.Server.Configuration;

/// <summary>One setting that cannot be used.</summary>
/// <param name="Key">For example <c>limits.body_bytes</c>.</param>
/// <param name="Value">As given.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record SettingFailure(string Key, string Value, string Allowed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: '{Value}' is not allowed; allowed: {Allowed}";
}

/// <summary>The settings cannot be used. The command line prints every failure and ends with exit code 2.</summary>
public sealed class SettingsException(IReadOnlyList<SettingFailure> failures)
    : Exception(string.Join(Environment.NewLine, failures))
{
    /// <summary>Exit code of a program that cannot use its settings.</summary>
    public const int ExitCode = 2;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SettingFailure> Failures { get; } = failures;
}
