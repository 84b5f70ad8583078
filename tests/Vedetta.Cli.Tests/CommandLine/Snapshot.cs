using System.Runtime.CompilerServices;

namespace Vedetta.Cli.Tests.CommandLine;

/// <summary>
/// Compares output with an accepted file beside the test. To accept what a test says now, run it with
/// <c>VEDETTA_ACCEPT=1</c>.
/// </summary>
internal static class Snapshot
{
    public static void ShouldBeAccepted(this string text, string name, [CallerFilePath] string from = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(from)!, "accepted", name + ".txt");
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"no accepted output for '{name}': run the test with VEDETTA_ACCEPT=1 and read the file");
        text.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
