using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>A real server on loopback with what it has used so far.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int Terminate = 15;
    private static readonly double TicksPerSecond = SystemSetting(2);
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Seconds of processor time so far, of the kernel too.</summary>
    public double Cpu
    {
        get
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Largest resident memory so far, in megabytes of 1,048,576 bytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Starts one on a free port.</summary>
    public static ServerProcess Start(string data)
    {
        var info = Program("serve", "--data", data, "--urls", "http://127.0.0.1:0");
        info.RedirectStandardOutput = true;
        var process = Process.Start(info) ?? throw new InvalidOperationException("the server did not start");
        const string Said = "Vedetta listens on ";
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith(Said, StringComparison.Ordinal)) return new ServerProcess(process, new Uri(line[Said.Length..]));
        process.WaitForExit();
        throw new InvalidOperationException($"the server ended with {process.ExitCode} before it listened");
    }

    /// <summary>How the program is started: <c>./vedetta</c>, or the assembly that <c>VEDETTA_PROGRAM</c> names.</summary>
    public static ProcessStartInfo Program(params string[] args) => Environment.GetEnvironmentVariable("VEDETTA_PROGRAM") is { Length: > 0 } assembly
        ? new ProcessStartInfo("dotnet", [assembly, .. args]) { UseShellExecute = false }
        : new ProcessStartInfo(Path.GetFullPath("vedetta"), args) { UseShellExecute = false };

    /// <summary>Asks it to end, waits, and gives the processor time it used in all.</summary>
    public double Stop()
    {
        if (Signal(_process.Id, Terminate) != 0) throw new InvalidOperationException("the server could not be asked to end");
        var last = Cpu;
        while (!_process.WaitForExit(20)) last = Math.Max(last, TryCpu() ?? last);
        return last;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private double? TryCpu()
    {
        try
        {
            return Cpu;
        }
        catch (IOException)
        {
            // It ended between two looks: what was read before stands.
            return null;
        }
    }

    private static double SystemSetting(int name) => Setting(name);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "sysconf")]
    private static partial nint Setting(int name);
}
