namespace Vedetta.Cli.CommandLine;

/// <summary>Wrong use or unreadable input: its message is the one line the person sees, and the exit code is 2.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Says what is wrong, where, and what is allowed.</summary>
    public UsageException(string message) : base(message) { }

    /// <summary>Says what is wrong, and keeps the cause.</summary>
    public UsageException(string message, Exception inner) : base(message, inner) { }
}
