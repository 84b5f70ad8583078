using System.Runtime.CompilerServices;

namespace Vedetta.Web.Tests.Messages;

/// <summary>Compares a message with the accepted one beside the test; <c>VEDETTA_ACCEPT=1</c> accepts what it says now.</summary>
internal static class Accepted
{
    public static void ShouldBeAccepted(this string text, string name, [CallerFilePath] string from = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(from)!, "accepted", name);
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.TrimEnd() + "\n");
        }

        File.Exists(path).ShouldBeTrue($"no accepted message '{name}': run the test with VEDETTA_ACCEPT=1 and read the file");
        text.TrimEnd().ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd());
    }
}
