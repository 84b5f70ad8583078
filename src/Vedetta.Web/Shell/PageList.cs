using Vedetta.Core.Models;
using Vedetta.Web.Language;

namespace Vedetta.Web.Shell;

/// <summary>A page that has an entry of its own: in the side bar, in the list of keys, in the command menu.</summary>
/// <param name="Place">The entry that is current on it.</param>
/// <param name="Key">Letter after <c>g</c> that goes there; null for none.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it is.</param>
/// <param name="InSide">Whether the side bar names it; the others are reached from a page beside them.</param>
public sealed record PageEntry(Place Place, string? Key, Func<Words, string> Name, string Address, bool InSide = true);

/// <summary>A page that every model has.</summary>
/// <param name="Place">The entry that is current on it.</param>
/// <param name="Key">Letter after <c>g</c> that goes there; null for none.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it is.</param>
/// <param name="InSide">Whether the side bar names it.</param>
public sealed record ModelPageEntry(Place Place, string? Key, Func<Words, string> Name, Func<ModelId, string> Address, bool InSide = true);

/// <summary>Every page once, in the order of the side bar: the side bar, the keys and the command menu are made of it.</summary>
public static class PageList
{
    /// <summary>Pages of all models.</summary>
    public static IReadOnlyList<PageEntry> Fleet { get; } =
    [
        new(Place.Fleet, "f", w => w.Fleet, Addresses.Fleet),
        new(Place.Incidents, "i", w => w.Incidents, Addresses.Incidents),
        new(Place.Incidents, null, w => w.Silences, Addresses.Silences, InSide: false),
        new(Place.Incidents, null, w => w.NoisyMonitors, Addresses.Noise, InSide: false),
        new(Place.Routing, "r", w => w.Routing, Addresses.Routing),
    ];

    /// <summary>Pages of one model.</summary>
    public static IReadOnlyList<ModelPageEntry> OfModel { get; } =
    [
        new(Place.Overview, "o", w => w.Overview, Addresses.Model),
        new(Place.Drift, "d", w => w.Drift, model => Addresses.Drift(model)),
        new(Place.Drift, "k", w => w.Correlations, Addresses.Correlations, InSide: false),
        new(Place.Performance, "p", w => w.Performance, Addresses.Performance),
        new(Place.Scores, "s", w => w.Scores, Addresses.Scores),
        new(Place.Cohorts, "c", w => w.Cohorts, Addresses.Cohorts),
        new(Place.Experiments, "e", w => w.Experiments, Addresses.Experiments),
        new(Place.Slices, "l", w => w.Slices, Addresses.Slices),
        new(Place.Business, "b", w => w.Business, Addresses.Business),
        new(Place.Traffic, "t", w => w.Traffic, Addresses.Traffic),
        new(Place.Traffic, "x", w => w.RejectedInput, Addresses.Rejected, InSide: false),
        new(Place.Monitors, "m", w => w.Monitors, Addresses.Monitors),
        new(Place.Settings, ",", w => w.Settings, Addresses.Settings),
    ];

    /// <summary>Pages of the platform.</summary>
    public static IReadOnlyList<PageEntry> Platform { get; } =
    [
        new(Place.Channels, "n", w => w.ChannelsWord, Addresses.Channels),
        new(Place.Reports, "w", w => w.ReportsWord, Addresses.Reports),
        new(Place.System, "y", w => w.SystemPage, Addresses.OwnHealth),
        new(Place.Access, "a", w => w.AccessPage, Addresses.Access),
        new(Place.Setup, "u", w => w.Setup, Addresses.Setup),
        new(Place.Methods, "h", w => w.Methods, Addresses.Methods),
    ];
}
