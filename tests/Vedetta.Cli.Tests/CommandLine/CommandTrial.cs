using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Tests.CommandLine;

/// <summary>Runs the program inside the test, as if its output were piped.</summary>
internal sealed record CommandTrial(int Code, string Out, string Error)
{
    public static async Task<CommandTrial> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, OutIsTerminal: false, ErrorIsTerminal: false, Terminal.PipeWidth, TimeProvider.System, _ => null);
        var code = await CommandRunner.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        return new CommandTrial(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}

/// <summary>A folder of a test's own.</summary>
internal sealed class TrialFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("vedetta-test-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
