using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Vedetta.Client.Tests.Python;

/// <summary>Runs the tests of the Python client and of its samples, which are written with Python's own unittest.</summary>
public sealed class PythonClientTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", "..", "clients", "python"));

    [Fact]
    public async Task Unittest_of_the_python_client_passes()
    {
        string? python = Find();
        Assert.SkipUnless(python is not null, "no python3 of version 3.9 or newer is installed");

        (int exitCode, string text) = await RunAsync(python, "-m", "unittest", "discover", "-v", "-s", "tests");

        output.WriteLine(text);
        exitCode.ShouldBe(0, text);
        text.ShouldContain("test_server_down_and_back");
        text.ShouldNotContain("ResourceWarning");
    }

    /// <summary>The system's own Python first: Debian's Flask, FastAPI and NumPy belong to it.</summary>
    private static string? Find() =>
        new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(candidate =>
        {
            try
            {
                using Process? probe = Process.Start(new ProcessStartInfo(candidate, ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]));
                probe?.WaitForExit();
                return probe?.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed under this name.
                return false;
            }
        });

    private static async Task<(int ExitCode, string Text)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> standard = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await standard + await error);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
