using System.Diagnostics;
using System.Text;

namespace Vedetta.EndToEnd.Programs;

/// <summary>The program as a process of its own, as people start it.</summary>
internal sealed class VedettaProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private VedettaProgram(Process process) => _process = process;

    /// <summary>Where a server listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a server on a free port and waits until it listens.</summary>
    public static async Task<VedettaProgram> ServeAsync(string data, CancellationToken cancel)
    {
        var program = Start("serve", "--data", data, "--urls", "http://127.0.0.1:0");
        try
        {
            program.Address = new Uri(await program.LineAsync("listens on ", cancel));
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(CancellationToken cancel, params string[] args)
    {
        await using var program = Start(args);
        await program._process.WaitForExitAsync(cancel);
        program._process.WaitForExit();
        return (program._process.ExitCode, program.Output);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a command.</summary>
    public static VedettaProgram Start(params string[] args) => Start(new ProcessStartInfo("dotnet", [ProgramPath(), .. args]));

    /// <summary>Starts a command from a line of the shell, where <c>$VEDETTA</c> stands for the program; for limits and other users.</summary>
    public static VedettaProgram StartInShell(string line, IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo("bash", ["-c", line]);
        info.Environment["VEDETTA"] = $"dotnet {ProgramPath()}";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) info.Environment[name] = value;
        return Start(info);
    }

    /// <summary>Waits until it listens.</summary>
    public async Task ListensAsync(CancellationToken cancel) => Address = new Uri(await LineAsync("listens on ", cancel));

    /// <summary>Waits for its end and gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    private static VedettaProgram Start(ProcessStartInfo info)
    {
        (info.UseShellExecute, info.RedirectStandardOutput, info.RedirectStandardError) = (false, true, true);
        var program = new VedettaProgram(new Process { StartInfo = info });
        program._process.OutputDataReceived += (_, line) => program.Take(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Take(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits for a line that holds the text; gives what follows it.</summary>
    public async Task<string> LineAsync(string text, CancellationToken cancel, int seconds = 60)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            foreach (var line in Output.Split('\n'))
                if (line.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at) return line[(at + text.Length)..].Trim();
            if (_process.HasExited) throw new InvalidOperationException($"the program ended with {_process.ExitCode} before it said '{text}':\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Ends the process without giving it a chance: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Append(line).Append('\n');
    }

    // tests/Vedetta.EndToEnd/bin/<configuration>/net10.0 stands beside src/Vedetta.Cli/bin/<configuration>.
    private static string ProgramPath()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = here.Parent!.Name;
        var built = Path.Combine(here.Parent.Parent!.Parent!.Parent!.Parent!.FullName, "src", "Vedetta.Cli", "bin", configuration);
        return Directory.EnumerateFiles(built, "vedetta.dll", SearchOption.AllDirectories)
            .Where(path => File.Exists(Path.ChangeExtension(path, ".runtimeconfig.json")) && !path.Contains("/publish/", StringComparison.Ordinal))
            .OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault()
            ?? throw new InvalidOperationException($"the program is not built: there is no vedetta.dll below {built}");
    }
}
