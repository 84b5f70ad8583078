namespace Vedetta.Cli.CommandLine;

/// <summary>Where a command writes, what it knows of the other side, and the clock it goes by.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and complaints.</param>
/// <param name="OutIsTerminal">Whether a person reads the results: colours are allowed.</param>
/// <param name="ErrorIsTerminal">Whether a person reads the complaints: progress is drawn.</param>
/// <param name="Width">Columns of the terminal; 120 where there is none.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Environment">Looks up an environment variable.</param>
internal sealed record Terminal(
    TextWriter Out,
    TextWriter Error,
    bool OutIsTerminal,
    bool ErrorIsTerminal,
    int Width,
    TimeProvider Clock,
    Func<string, string?> Environment)
{
    /// <summary>Width of output that goes to a file or a pipe.</summary>
    public const int PipeWidth = 120;

    /// <summary>The terminal of this process. Colours are off when the output is piped or <c>NO_COLOR</c> is set.</summary>
    public static Terminal OfProcess()
    {
        var quiet = System.Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var piped = Console.IsOutputRedirected;
        return new Terminal(
            Console.Out,
            Console.Error,
            OutIsTerminal: !piped && !quiet,
            ErrorIsTerminal: !Console.IsErrorRedirected,
            piped ? PipeWidth : Math.Max(60, Console.WindowWidth),
            TimeProvider.System,
            System.Environment.GetEnvironmentVariable);
    }
}
