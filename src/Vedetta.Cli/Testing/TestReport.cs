using System.Globalization;
using System.Text.Json;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Testing;

/// <summary>Says what came of tests: a line per test, everything about a failure; or JSON.</summary>
internal static class TestReport
{
    /// <summary>For people.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<(string File, TestResult Result)> results)
    {
        foreach (var (file, result) in results)
        {
            terminal.Out.WriteLine($"{(result.Failures.Count == 0 ? "ok  " : "FAIL")} {result.Name} ({Count(result.Checks, "check", "checks")})");
            foreach (var failure in result.Failures)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"     {file}:{failure.Line}: at {failure.Written} ({failure.At.UtcDateTime:yyyy-MM-dd HH:mm}Z), {failure.What}"));
                terminal.Out.WriteLine($"       expected: {failure.Expected}");
                terminal.Out.WriteLine($"       got:      {failure.Got}");
            }
        }

        var failed = results.Count(each => each.Result.Failures.Count > 0);
        terminal.Out.WriteLine(failed == 0 ? $"{Count(results.Count, "test", "tests")} passed" : $"{failed} of {Count(results.Count, "test", "tests")} failed");
    }

    /// <summary>For programs.</summary>
    public static string Json(IReadOnlyList<(string File, TestResult Result)> results)
    {
        var answer = new
        {
            passed = results.Count(each => each.Result.Failures.Count == 0),
            failed = results.Count(each => each.Result.Failures.Count > 0),
            tests = results.Select(each => new
            {
                file = each.File,
                name = each.Result.Name,
                passed = each.Result.Failures.Count == 0,
                checks = each.Result.Checks,
                failures = each.Result.Failures.Select(failure => new { at = failure.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), line = failure.Line, what = failure.What, expected = failure.Expected, got = failure.Got }),
            }),
        };
        return JsonSerializer.Serialize(answer, Options);
    }

    private static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");
}
