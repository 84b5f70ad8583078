namespace Vedetta.Cli.CommandLine;

/// <summary>What the program answers to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A check failed: <c>--fail-on</c>, <c>verify</c>.</summary>
    public const int CheckFailed = 1;

    /// <summary>Wrong use, or input that cannot be read.</summary>
    public const int WrongUse = 2;
}
