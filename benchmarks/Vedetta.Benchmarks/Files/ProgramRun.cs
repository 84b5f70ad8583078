using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Vedetta.Benchmarks.Files;

/// <summary>What one run of a program took.</summary>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">Seconds of processor time, of the kernel too.</param>
/// <param name="PeakMegabytes">Largest resident memory, in megabytes of 1,048,576 bytes.</param>
internal readonly partial record struct ProgramRun(double Wall, double Cpu, double PeakMegabytes)
{
    private const int Children = -1;

    /// <summary>Runs a program to its end; a failure is an exception with its complaint.</summary>
    public static ProgramRun Of(string program, params string[] args)
    {
        var before = ChildrenCpu();
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        double peak = 0;
        while (!process.WaitForExit(4)) peak = Math.Max(peak, Peak(process.Id));
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} exited with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        _ = output.GetAwaiter().GetResult();
        return new ProgramRun(wall, ChildrenCpu() - before, peak);
    }

    /// <summary>The fastest of several runs, with the largest memory of them.</summary>
    public static ProgramRun BestOf(int runs, string program, params string[] args)
    {
        var all = Enumerable.Range(0, runs).Select(_ => Of(program, args)).ToArray();
        return all.MinBy(r => r.Wall) with { PeakMegabytes = all.Max(r => r.PeakMegabytes) };
    }

    // The kernel's own high-water mark, which only grows, so that reading it late loses nothing that came before.
    private static double Peak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            // The process ended between the question whether it runs and this one: what was read before stands.
            return 0;
        }
    }

    private static double ChildrenCpu()
    {
        if (GetUsage(Children, out var usage) != 0) throw new InvalidOperationException("the system does not tell the processor time of children");
        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary><c>struct rusage</c>: two times, then fourteen counts.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
