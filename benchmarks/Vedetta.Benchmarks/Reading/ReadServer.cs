using System.Diagnostics;
using System.Globalization;

namespace Vedetta.Benchmarks.Reading;

/// <summary>A real server on loopback over a data directory, and commands of the same program.</summary>
internal sealed class ReadServer : IDisposable
{
    private const string Said = "Vedetta listens on ";
    private readonly Process _process;

    private ReadServer(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
    }

    /// <summary>A client with connections that stay open.</summary>
    public HttpClient Http { get; }

    /// <summary>Resident memory now, in megabytes of 1,048,576 bytes.</summary>
    public double Megabytes
    {
        get
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")).First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static ReadServer Start(string data)
    {
        var info = Program("serve", "--data", data, "--urls", "http://127.0.0.1:0");
        info.RedirectStandardOutput = true;
        var process = Process.Start(info) ?? throw new InvalidOperationException("the server did not start");
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith(Said, StringComparison.Ordinal)) return new ReadServer(process, new Uri(line[Said.Length..]));
        process.WaitForExit();
        throw new InvalidOperationException($"the server ended with {process.ExitCode} before it listened");
    }

    /// <summary>Runs a command of the program to its end.</summary>
    public static void Run(params string[] args)
    {
        using var process = Process.Start(Program(args)) ?? throw new InvalidOperationException("the program did not start");
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"vedetta {string.Join(' ', args)} ended with {process.ExitCode}");
    }

    /// <summary>Asks it to end and waits.</summary>
    public void Stop()
    {
        using var asked = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        asked.WaitForExit();
        _process.WaitForExit();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary><c>./vedetta</c>, or the assembly that <c>VEDETTA_PROGRAM</c> names.</summary>
    private static ProcessStartInfo Program(params string[] args) => Environment.GetEnvironmentVariable("VEDETTA_PROGRAM") is { Length: > 0 } assembly
        ? new ProcessStartInfo("dotnet", [assembly, .. args]) { UseShellExecute = false }
        : new ProcessStartInfo(Path.GetFullPath("vedetta"), args) { UseShellExecute = false };
}
