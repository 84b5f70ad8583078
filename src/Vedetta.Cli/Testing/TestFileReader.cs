using System.Globalization;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Validating;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Testing;

/// <summary>Reads a file of tests; everything wrong with it is told at once, with places.</summary>
internal sealed class TestFileReader
{
    private static readonly string[] Keys = ["model", "monitors", "files", "default_monitors", "start", "tests"];

    private readonly List<SchemaProblem> _problems = [];
    private readonly string _path;
    private DateTimeOffset _start;

    private TestFileReader(string path) => _path = path;

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">It cannot be read, or has faults.</exception>
    public static MonitorTestFile Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            yaml.Load(reader);
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            var place = failure is YamlException { Start: { Line: > 0 } start } ? string.Create(CultureInfo.InvariantCulture, $":{start.Line}:{start.Column}") : "";
            throw new UsageException($"{path}{place}: this is not YAML: {failure.Message}", failure);
        }

        if (yaml.Documents.Count != 1) throw new UsageException($"{path}: a file of tests is one YAML document with 'model', 'monitors' and 'tests'");
        var self = new TestFileReader(path);
        var file = self.Read(yaml.Documents[0].RootNode);
        if (self._problems.Count == 0) return file;
        throw new UsageException(string.Join("; ", self._problems.OrderBy(p => p.Line).Select(p => string.Create(CultureInfo.InvariantCulture, $"{path}:{p.Line}:{p.Column}: {p.Message}"))));
    }

    private MonitorTestFile Read(YamlNode node)
    {
        var root = new SchemaNode(node, "the file", Keys, _problems);
        var (model, description) = ReadModel(root, node);
        _start = root.Child("start") is { } at ? Moment(root, at) : new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var monitors = MonitorTexts.Join(_path, model, root, node);
        var tests = new List<MonitorTest>();
        if (root.Child("tests") is not YamlSequenceNode { Children.Count: > 0 } list) root.Fail(root.Child("tests") ?? node, "'tests' takes a list of tests");
        else tests.AddRange(list.Children.Select(ReadTest));
        return new MonitorTestFile(_path, model, description, monitors, root.Flag("default_monitors") ?? false, _start, tests);
    }

    private (ModelId Model, ModelDescription Description) ReadModel(SchemaNode root, YamlNode at)
    {
        var child = root.Child("model");
        if (child is YamlScalarNode { Value: var plain }) return (Name(root, child, plain), new ModelDescription(ModelTask.Binary));
        if (child is null)
        {
            root.Fail(at, "the key 'model' is missing: a name, or keys such as name and task");
            return (default, new ModelDescription(ModelTask.Binary));
        }

        var model = new SchemaNode(child, "model", ["name", "task", "time_zone", "maturity", "threshold", "segments"], _problems);
        var task = EnumWords.TryParse<ModelTask>(model.Word("task", "binary", "multiclass", "regression"), out var known) ? known : ModelTask.Binary;
        var zone = model.Text("time_zone");
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) model.Fail(model.Child("time_zone")!, $"'{zone}' is no time zone such as Europe/Berlin");
        var maturity = Duration(model, "maturity");
        var columns = (model.Texts("segments") ?? new HashSet<string>(StringComparer.Ordinal)).Select(column => new ColumnDefinition(column, ColumnType.Categorical, Segment: true)).ToList();
        return (Name(root, model.Child("name") ?? child, model.Text("name")), new ModelDescription(
            task, TimeZone: zone, Threshold: model.Number("threshold"), Columns: columns.Count > 0 ? columns : null,
            Outcomes: maturity is { } after ? [OutcomeDefinition.Label with { Maturity = new MaturityRule(after) }] : null));
    }

    private static ModelId Name(SchemaNode root, YamlNode at, string? name)
    {
        if (ModelId.TryParse(name, out var id)) return id;
        root.Fail(at, $"'{name}' is no name of a model: {ModelId.Allowed}");
        return default;
    }

    private MonitorTest ReadTest(YamlNode node)
    {
        var test = new SchemaNode(node, "a test", ["name", "rows", "history", "values", "expect"], _problems);
        var name = test.Text("name") ?? "";
        if (name.Length == 0) test.Fail(node, "a test needs a name");
        var inputs = ((string[])["rows", "history", "values"]).Count(key => test.Child(key) is not null);
        if (inputs != 1) test.Fail(node, "a test takes one of 'rows', 'history' and 'values'");
        var history = test.Text("history") is { } folder ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(_path))!, folder) : null;
        if (history is not null && !Directory.Exists(history)) test.Fail(test.Child("history")!, $"there is no folder '{history}'");
        var rows = test.Child("rows") is { } plan ? new RowPlanReader(_problems).Read(plan) : null;
        var values = test.Child("values") is YamlSequenceNode stated ? stated.Children.Select(ReadValues).ToList() : [];
        if (test.Child("values") is not null and not YamlSequenceNode) test.Fail(test.Child("values")!, "'values' takes a list");
        var expectations = new List<Expectation>();
        if (test.Child("expect") is YamlSequenceNode { Children.Count: > 0 } list) expectations.AddRange(list.Children.Select(ReadExpectation).OrderBy(each => each.At));
        else test.Fail(test.Child("expect") ?? node, "'expect' takes a list of moments with what should be then");
        return new MonitorTest(name, rows, history, values, expectations);
    }

    private StatedValues ReadValues(YamlNode node)
    {
        var values = new SchemaNode(node, "values", ["monitor", "column", "series", "n"], _problems);
        if (values.Text("monitor") is null) values.Fail(node, "values belong to a monitor: name it");
        var problem = "values need a series such as '0.02x5 0.3x3'";
        var series = values.Text("series") is { } text ? ValueSeries.TryParse(text, out problem) : null;
        if (series is null) values.Fail(values.Child("series") ?? node, problem);
        return new StatedValues(values.Text("monitor") ?? "", values.Text("column") ?? "", series ?? ValueSeries.Of(0), values.Whole("n") ?? 1_000);
    }

    private Expectation ReadExpectation(YamlNode node)
    {
        var expect = new SchemaNode(node, "expect", ["at", "verdicts", "incidents", "notices"], _problems);
        if (expect.Child("at") is null) expect.Fail(node, "an expectation needs 'at': a moment, or a time since the start such as 5d 30m");
        var at = expect.Child("at") is { } moment ? Moment(expect, moment) : _start;
        var verdicts = List(expect, "verdicts")?.Select(ReadVerdict).ToList() ?? [];
        var incidents = List(expect, "incidents")?.Select(ReadIncident).ToList();
        List<NoticeKind>? notices = null;
        if (List(expect, "notices") is { } told)
        {
            notices = [];
            foreach (var each in told)
            {
                if (each is YamlScalarNode { Value: var word } && EnumWords.TryParse<NoticeKind>(word, out var kind)) notices.Add(kind);
                else expect.Fail(each, $"'{each}' is no notice; allowed: {string.Join(", ", EnumWords.All<NoticeKind>())}");
            }
        }

        if (verdicts.Count == 0 && incidents is null && notices is null) expect.Fail(node, "an expectation needs 'verdicts', 'incidents' or 'notices'");
        return new Expectation(at, expect.Child("at")?.ToString() ?? "", node.Start.Line, verdicts, incidents, notices);
    }

    private static IEnumerable<YamlNode>? List(SchemaNode node, string key)
    {
        if (node.Child(key) is not { } child) return null;
        if (child is YamlSequenceNode list) return list.Children;
        node.Fail(child, $"'{key}' takes a list; [] for none");
        return [];
    }

    private ExpectedVerdict ReadVerdict(YamlNode node)
    {
        var verdict = new SchemaNode(node, "a verdict", ["monitor", "column", "verdict", "at_least", "at_most", "reason"], _problems);
        if (verdict.Text("monitor") is null) verdict.Fail(node, "a verdict needs the name of its monitor");
        var kind = EnumWords.TryParse<VerdictKind>(verdict.Text("verdict"), out var known) ? known : VerdictKind.Healthy;
        if (verdict.Child("verdict") is null || !EnumWords.All<VerdictKind>().Contains(verdict.Text("verdict"), StringComparer.Ordinal))
            verdict.Fail(verdict.Child("verdict") ?? node, $"a verdict is one of {string.Join(", ", EnumWords.All<VerdictKind>())}");
        return new ExpectedVerdict(verdict.Text("monitor") ?? "", verdict.Text("column") ?? "", kind, verdict.Number("at_least"), verdict.Number("at_most"), verdict.Text("reason"));
    }

    private ExpectedIncident ReadIncident(YamlNode node)
    {
        var incident = new SchemaNode(node, "an incident", ["cause", "columns", "severity", "state", "audience", "title"], _problems);
        T? Word<T>(string key) where T : struct, Enum
        {
            if (incident.Text(key) is not { } text) return null;
            if (EnumWords.TryParse<T>(text, out var word)) return word;
            incident.Fail(incident.Child(key)!, $"'{text}' is not known; allowed: {string.Join(", ", EnumWords.All<T>())}");
            return null;
        }

        return new ExpectedIncident(
            incident.Text("cause"), incident.Texts("columns") is { } columns ? [.. columns] : null, Word<Severity>("severity"), Word<IncidentState>("state"), Word<Audience>("audience"), incident.Text("title"));
    }

    private DateTimeOffset Moment(SchemaNode node, YamlNode at)
    {
        if (at is YamlScalarNode { Value: { Length: > 0 } text })
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && text.Length >= 10) return moment;
            var since = TimeSpan.Zero;
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0 && parts.All(part => Add(part, ref since))) return _start + since;
        }

        node.Fail(at, $"'{at}' is no moment such as 2026-01-09T01:00:00Z, and no time since the start such as 4d 30m");
        return _start;
    }

    private static bool Add(string part, ref TimeSpan sum)
    {
        if (!MonitorRules.TryParseDuration(part, out var length)) return false;
        sum += length;
        return true;
    }

    internal static TimeSpan? Duration(SchemaNode node, string key)
    {
        if (node.Text(key) is not { } text) return null;
        if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
        node.Fail(node.Child(key)!, $"'{key}' takes a duration such as 90m, 6h or 2d, not '{text}'");
        return null;
    }
}
