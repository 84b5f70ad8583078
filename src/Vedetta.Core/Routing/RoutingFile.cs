using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Core.Routing;

/// <summary>
/// Reads the routing policy of a file: a document of its own with the key <c>routing</c> and no model. Faults of other
/// documents are told by <see cref="MonitorsFile"/>, which reads the same text.
/// </summary>
/// <param name="Draft">The policy; null when the file has none.</param>
/// <param name="Places">Lines of its parts by field, such as <c>routes[0].channels</c>.</param>
/// <param name="Problems">Everything wrong with it, in the order of the file.</param>
public sealed record RoutingFile(RoutingDraft? Draft, IReadOnlyDictionary<string, (long Line, long Column)> Places, IReadOnlyList<MonitorsFileProblem> Problems)
{
    /// <summary>The key of the policy.</summary>
    public const string Key = "routing";

    private static readonly RoutingFile None = new(null, new Dictionary<string, (long, long)>(StringComparer.Ordinal), []);

    /// <summary>Whether a document is a policy and not a model's.</summary>
    public static bool Is(YamlMappingNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Children.ContainsKey(new YamlScalarNode(Key)) && !document.Children.ContainsKey(new YamlScalarNode("model"));
    }

    /// <summary>Reads a file.</summary>
    public static RoutingFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            return None; // the reader of monitors says what is wrong with the text
        }

        var documents = stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Where(Is).ToList();
        if (documents.Count == 0) return None;
        var nodes = new RoutingNodes();
        if (documents.Count > 1) nodes.Problems.Add(MonitorsFile.At(documents[1], Key, "a file has one routing policy"));
        foreach (var (key, _) in documents[0].Children)
            if (key is not YamlScalarNode { Value: Key }) nodes.Problems.Add(MonitorsFile.At(key, "", $"unknown key '{key}'; a document with 'routing' holds nothing else"));
        var draft = Read(new RoutingMap(documents[0].Children[new YamlScalarNode(Key)], "", nodes, ["zone", "routes", "rotas"]));
        return new RoutingFile(draft, nodes.Places, nodes.Problems);
    }

    /// <summary>Where a fault of the policy stands.</summary>
    public MonitorsFileProblem ProblemOf(FieldFault fault)
    {
        // The nearest part that is written: a fault of something that is missing stands at what it is missing in.
        for (var field = fault.Field; field.Length > 0;)
        {
            if (Places.TryGetValue(field, out var place)) return new MonitorsFileProblem(place.Line, place.Column, $"{Key}.{fault.Field}", fault.Message);
            var end = Math.Max(field.LastIndexOf('.'), field.LastIndexOf('['));
            field = end < 0 ? "" : field[..end];
        }

        var (line, column) = Places.TryGetValue("", out var whole) ? whole : (1, 1);
        return new MonitorsFileProblem(line, column, $"{Key}.{fault.Field}", fault.Message);
    }

    private static RoutingDraft Read(RoutingMap map) => new()
    {
        Zone = map.Text("zone"),
        Routes = [.. map.Maps("routes", ["audience", "models", "channels", "minimum_severity", "owner", "on_call", "group_wait", "repeat", "escalate", "quiet_hours", "mutes", "digest"]).Select(ReadRoute)],
        Rotas = [.. map.Maps("rotas", ["name", "members", "starting", "hand_over"]).Select(ReadRota)],
    };

    private static RouteDraft ReadRoute(RoutingMap map) => new()
    {
        Audience = map.Word<Audience>("audience") ?? map.Missing<Audience>("audience"), Models = map.Texts("models"), Channels = map.Texts("channels"),
        MinimumSeverity = map.Word<Severity>("minimum_severity") ?? Severity.Warning, Owner = map.Text("owner"), OnCall = map.Text("on_call"), GroupWait = map.Text("group_wait"),
        Repeat = map.Text("repeat"), Escalate = map.Texts("escalate"), QuietHours = map.Texts("quiet_hours"), Mutes = map.Texts("mutes"), Digest = map.Text("digest"),
    };

    private static RotaDraft ReadRota(RoutingMap map) => new()
    {
        Name = map.Text("name"), Members = map.Texts("members"), Starting = map.Text("starting"), HandOver = map.Text("hand_over"),
    };
}
