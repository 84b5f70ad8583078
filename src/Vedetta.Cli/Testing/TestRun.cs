using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Statistics;

namespace Vedetta.Cli.Testing;

/// <summary>Something that is not as the test says.</summary>
/// <param name="At">The moment.</param>
/// <param name="Written">The moment as it is written.</param>
/// <param name="Line">Line of the expectation.</param>
/// <param name="What">What it is about.</param>
/// <param name="Expected">What should be.</param>
/// <param name="Got">What is.</param>
internal sealed record TestFailure(DateTimeOffset At, string Written, long Line, string What, string Expected, string Got);

/// <summary>What came of a test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Checks">How much was compared.</param>
/// <param name="Failures">What was not as it should be.</param>
internal sealed record TestResult(string Name, int Checks, IReadOnlyList<TestFailure> Failures);

/// <summary>Plays a test and compares.</summary>
internal static class TestRun
{
    /// <summary>Runs one test.</summary>
    public static async Task<TestResult> RunAsync(MonitorTestFile file, MonitorTest test, CancellationToken cancel)
    {
        await using ITestPlay play = test.Values.Count > 0 ? ValuesPlay.Begin(file, test) : await RowsPlay.BeginAsync(file, test, cancel);
        var failures = new List<TestFailure>();
        var checks = 0;
        foreach (var expectation in test.Expectations)
        {
            var snapshot = await play.AtAsync(expectation.At, cancel);
            var (what, expected, got) = ("", "", "");
            void Fail(string about, string should, string found) => failures.Add(new TestFailure(expectation.At, expectation.Written, expectation.Line, about, should, found));
            foreach (var verdict in expectation.Verdicts)
            {
                checks++;
                if (Difference(verdict, snapshot, out what, out expected, out got)) Fail(what, expected, got);
            }

            if (expectation.Incidents is { } incidents)
            {
                checks++;
                foreach (var (should, found) in Differences(incidents, snapshot.Incidents)) Fail("incidents", should, found);
            }

            if (expectation.Notices is { } notices)
            {
                checks++;
                if (!notices.SequenceEqual(snapshot.Notices)) Fail("notices", Words(notices), Words(snapshot.Notices));
            }
        }

        return new TestResult(test.Name, checks, failures);
    }

    private static bool Difference(ExpectedVerdict wanted, Snapshot snapshot, out string what, out string expected, out string got)
    {
        what = wanted.Column.Length > 0 ? $"{wanted.Monitor} of {wanted.Column}" : wanted.Monitor;
        expected = EnumWords.Of(wanted.Verdict)
            + (wanted.Least is { } least ? string.Create(CultureInfo.InvariantCulture, $", value at least {least}") : "")
            + (wanted.Most is { } most ? string.Create(CultureInfo.InvariantCulture, $", value at most {most}") : "")
            + (wanted.Reason is { } because ? $", because '{because}'" : "");
        var of = snapshot.Verdicts.Where(said => said.Monitor == wanted.Monitor).ToList();

        // A monitor that found only zeros says so once, not for each column.
        var found = of.FirstOrDefault(said => said.Column == wanted.Column) ?? of.FirstOrDefault(said => said is { Column: "", Reading.N: 0 });
        if (found is null)
        {
            got = of.Count == 0
                ? $"the monitor has said nothing; those that have: {List(snapshot.Verdicts.Select(said => said.Monitor))}"
                : $"nothing of this column; it speaks of {List(of.Select(said => said.Column))}";
            return true;
        }

        got = Describe(found);
        var reading = found.Reading;
        return reading.Verdict.Kind != wanted.Verdict
            || (wanted.Least is { } low && !(reading.Value >= low))
            || (wanted.Most is { } high && !(reading.Value <= high))
            || (wanted.Reason is { } reason && reading.Verdict.Reason?.Contains(reason, StringComparison.OrdinalIgnoreCase) != true);
    }

    private static string Describe(Said said)
    {
        var reading = said.Reading;
        var value = reading.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $", value {number:G4}") : "";
        var interval = reading is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $" [{low:G4}, {high:G4}]") : "";
        var reason = reading.Verdict.Reason is { } why ? $": {why}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{EnumWords.Of(reading.Verdict.Kind)}{value}{interval}, n = {reading.N}, window from {said.Window.From:yyyy-MM-dd HH:mm}Z{reason}");
    }

    // Every incident that fires must be expected; those pending or over only where the test asks for them.
    private static IEnumerable<(string Expected, string Got)> Differences(IReadOnlyList<ExpectedIncident> wanted, IReadOnlyList<Incident> incidents)
    {
        var left = incidents.ToList();
        var missing = new List<ExpectedIncident>();
        foreach (var expected in wanted)
        {
            if (left.FirstOrDefault(incident => Matches(expected, incident)) is { } match) left.Remove(match);
            else missing.Add(expected);
        }

        var unexpected = left.Where(IsOpen).ToList();
        for (var i = 0; i < Math.Max(missing.Count, unexpected.Count); i++)
            yield return (i < missing.Count ? Describe(missing[i]) : "no more", i < unexpected.Count ? Describe(unexpected[i]) : left.Count > unexpected.Count ? "none that fires; " + List(left.Where(incident => !IsOpen(incident)).Select(Describe)) : "none");
    }

    private static bool IsOpen(Incident incident) => incident.State is IncidentState.Firing or IncidentState.Acknowledged;

    private static bool Matches(ExpectedIncident expected, Incident incident) =>
        (expected.State is { } state ? incident.State == state : IsOpen(incident))
        && (expected.Cause is null || string.Equals(expected.Cause, incident.Cause.Kind, StringComparison.Ordinal))
        && (expected.Columns is null || expected.Columns.Order(StringComparer.Ordinal).SequenceEqual(incident.Cause.Columns.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        && (expected.Severity is null || expected.Severity == incident.Severity)
        && (expected.Audience is null || expected.Audience == incident.Audience)
        && (expected.Title is null || incident.Title.Contains(expected.Title, StringComparison.OrdinalIgnoreCase));

    private static string Describe(ExpectedIncident expected) => string.Join(", ", ((string?[])
        [
            expected.Severity is { } severity ? EnumWords.Of(severity) : null, expected.Cause ?? "an incident", expected.Columns is { } columns ? $"of {string.Join(" and ", columns)}" : null,
            EnumWords.Of(expected.State ?? IncidentState.Firing), expected.Audience is { } audience ? $"for {EnumWords.Of(audience)}" : null, expected.Title is { } title ? $"titled '{title}'" : null,
        ]).OfType<string>());

    private static string Describe(Incident incident) =>
        $"{EnumWords.Of(incident.Severity)} {incident.Cause.Kind}{(incident.Cause.Columns.Count > 0 ? $" of {string.Join(" and ", incident.Cause.Columns)}" : "")}, {EnumWords.Of(incident.State)}, for {EnumWords.Of(incident.Audience)}: {incident.Title}";

    private static string Words(IReadOnlyList<NoticeKind> notices) => notices.Count == 0 ? "none" : string.Join(", ", notices.Select(EnumWords.Of));

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal).Take(12)) is { Length: > 0 } list ? list : "none";
}
