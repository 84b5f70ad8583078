using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Web.Language;

namespace Vedetta.Web.Shell;

/// <summary>A line of the command menu.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Hint">Its keys, or what kind of thing it is.</param>
/// <param name="Address">Where it leads.</param>
public sealed record CommandLink(string Text, string Hint, string Address);

/// <summary>Finds pages, models, columns and monitors by a part of their names. Pure.</summary>
public static class CommandSearch
{
    /// <summary>Lines shown at most: more are not read, and typing on narrows them.</summary>
    public const int Most = 60;

    private const int EachKind = 15;

    /// <summary>The lines of a search, the best first: names that begin with the text, then those that hold it, in the order of pages, models, columns, monitors.</summary>
    /// <param name="wanted">What was typed; empty for the pages and the models.</param>
    /// <param name="current">The model the page is about; its pages and columns come first; null for none.</param>
    /// <param name="models">Every model.</param>
    /// <param name="monitors">Monitors to look through; only read when something was typed.</param>
    /// <param name="words">The language.</param>
    public static IReadOnlyList<CommandLink> Find(string wanted, ModelId? current, IReadOnlyList<ModelDefinition> models, IReadOnlyList<MonitorDefinition> monitors, Words words)
    {
        wanted = wanted.Trim();
        var pages = Pages(current, words).Where(link => Has(link.Text, wanted)).ToList();
        var known = models.Where(model => Has(model.Id.Value, wanted) || Has(model.Title, wanted) || Has(model.Owner, wanted))
            .OrderBy(model => Rank(model.Id.Value, wanted)).Take(wanted.Length == 0 ? 30 : EachKind)
            .Select(model => new CommandLink(model.Id.Value, model.Title ?? model.Owner ?? words.Model, Addresses.Model(model.Id))).ToList();
        if (wanted.Length < 2) return [.. pages, .. known];
        var columns = models.SelectMany(model => model.Schema.Columns.Where(column => column.Role == ColumnRole.Feature && Has(column.Name, wanted)).Select(column => (Model: model.Id, column.Name)))
            .OrderBy(each => each.Model == current ? 0 : 1).ThenBy(each => Rank(each.Name, wanted)).Take(EachKind)
            .Select(each => new CommandLink(each.Name, $"{words.Column}, {each.Model}", Addresses.Drift(each.Model, each.Name)));
        var rules = monitors.Where(monitor => Has(monitor.Name, wanted))
            .OrderBy(monitor => monitor.Model == current ? 0 : 1).ThenBy(monitor => Rank(monitor.Name, wanted)).Take(EachKind)
            .Select(monitor => new CommandLink(monitor.Name, $"{words.Monitor}, {monitor.Model}", Addresses.Monitor(monitor.Model, monitor.Name)));
        return [.. pages, .. known, .. columns, .. rules];
    }

    private static IEnumerable<CommandLink> Pages(ModelId? current, Words words)
    {
        if (current is { } model)
            foreach (var page in PageList.OfModel) yield return new CommandLink($"{page.Name(words)}: {model}", Keys(page.Key), page.Address(model));
        foreach (var page in PageList.Fleet.Concat(PageList.Platform)) yield return new CommandLink(page.Name(words), Keys(page.Key), page.Address);
    }

    private static string Keys(string? key) => key is null ? "" : "g " + key;

    private static bool Has(string? text, string wanted) => text?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;

    private static int Rank(string text, string wanted) => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ? 0 : 1;
}
