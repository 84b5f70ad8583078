using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Testing;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta test</c>: tests of monitors on made-up, stated or recorded history.</summary>
internal static class TestCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("test", "Tests monitors before they are applied: what they must say, and which incidents must fire, on made-up or recorded history")
        {
            Examples =
            [
                new("test monitors.test.yml", "every test of a file, by a clock of its own and with no server; exit code 1 when one fails"),
                new("test monitors.test.yml --only 'income doubles'", "one test"),
                new("test *.test.yml --json", "for a pipeline"),
            ],
        };
        var files = new Argument<string[]>("FILE") { Description = "Files of tests (YAML)", Arity = ArgumentArity.OneOrMore };
        var only = new Option<string?>("--only") { Description = "Only tests whose name holds this", HelpName = "text" };
        var json = SharedOptions.Json();
        command.Arguments.Add(files);
        command.Options.Add(only);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancel) =>
        {
            // All files are read first: a fault in the last one must not come after minutes of tests.
            var read = parsed.GetValue(files)!.Select(TestFileReader.Read).ToList();
            var results = new List<(string, TestResult)>();
            foreach (var file in read)
                foreach (var test in file.Tests.Where(test => parsed.GetValue(only) is not { } text || test.Name.Contains(text, StringComparison.OrdinalIgnoreCase)))
                    results.Add((file.Path, await TestRun.RunAsync(file, test, cancel)));
            if (results.Count == 0) throw new UsageException($"no test is named like '{parsed.GetValue(only)}'");
            if (parsed.GetValue(json)) await terminal.Out.WriteLineAsync(TestReport.Json(results));
            else TestReport.Write(terminal, results);
            return results.All(each => each.Item2.Failures.Count == 0) ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }
}
