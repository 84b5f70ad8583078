using Vedetta.Cli.CommandLine;
using Vedetta.Core.Profiles;

namespace Vedetta.Cli.Verifying;

/// <summary>Verifications in words.</summary>
internal static class VerifyText
{
    /// <summary>A line per model, and the differences.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<VerifyReport> reports)
    {
        if (reports.Count == 0) terminal.Out.WriteLine("There are no models.");
        foreach (var report in reports)
        {
            var found = report.Agrees ? "profiles equal the rows" : $"{Numbers.Count(report.DifferenceCount)} differences";
            terminal.Out.WriteLine($"{report.Model}: {found} ({Numbers.Count(report.Rows)} rows, {Numbers.Count(report.Profiles)} profiles)");
            foreach (var difference in report.Differences.Take(10))
                terminal.Out.WriteLine($"  {difference.Key.Column} {difference.Key.Level} {difference.Key.Start:yyyy-MM-dd HH:mm} version '{difference.Key.Version}' {difference.Key.Segment}: {difference.What} is {difference.Stored}, the rows give {difference.Scanned}");
        }
    }
}
