using Microsoft.AspNetCore.Components;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Web.Assets;
using Vedetta.Web.Language;

namespace Vedetta.Web.Shell;

/// <summary>What every page knows about the request that asked for it.</summary>
/// <param name="Words">The language.</param>
/// <param name="Theme">The theme a person chose; null follows the system.</param>
/// <param name="SingleKeys">Whether single-letter keys act.</param>
/// <param name="Now">The moment of the answer.</param>
/// <param name="Address">Path and query asked for, to come back to.</param>
/// <param name="Token">Antiforgery token for the forms of the page.</param>
/// <param name="Assets">Addresses of scripts and styles.</param>
/// <param name="OpenIncidents">Incidents not resolved, over all models.</param>
/// <param name="Model">The model the page is about; null for pages of the whole fleet.</param>
/// <param name="SignedIn">Whether a person signed in, so that signing out makes sense.</param>
public sealed record PageContext(
    Words Words,
    Theme? Theme,
    bool SingleKeys,
    DateTimeOffset Now,
    string Address,
    FormToken Token,
    AssetCatalog Assets,
    int OpenIncidents,
    CurrentModel? Model,
    bool SignedIn)
{
    /// <summary>Numbers and dates.</summary>
    public Formats Format => Words.Format;

    /// <summary>The zone the page writes times in: the model's, or UTC.</summary>
    public TimeZoneInfo Zone => Model?.Definition.Zone ?? TimeZoneInfo.Utc;
}

/// <summary>The model a page is about, with its state for the side bar.</summary>
public sealed record CurrentModel(ModelDefinition Definition, VerdictKind Verdict, bool Silent);

/// <summary>Hidden field that proves a form came from our page.</summary>
public sealed record FormToken(string Field, string Value);

/// <summary>A theme a person chose.</summary>
public enum Theme
{
    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}

/// <summary>A page: a view made beforehand, and the request's context.</summary>
public abstract class Page<TView> : ComponentBase where TView : class
{
    /// <summary>The request.</summary>
    [Parameter, EditorRequired] public required PageContext Context { get; set; }

    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired] public required TView View { get; set; }

    /// <summary>Words.</summary>
    protected Words W => Context.Words;

    /// <summary>Numbers and dates.</summary>
    protected Formats F => Context.Words.Format;

    /// <summary>The page's zone.</summary>
    protected TimeZoneInfo Zone => Context.Zone;
}

/// <summary>A control inside a page.</summary>
public abstract class Control : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter] public required PageContext Context { get; set; }

    /// <summary>Words.</summary>
    protected Words W => Context.Words;

    /// <summary>Numbers and dates.</summary>
    protected Formats F => Context.Words.Format;

    /// <summary>The page's zone.</summary>
    protected TimeZoneInfo Zone => Context.Zone;
}
