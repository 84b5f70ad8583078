using Vedetta.Core.Cohorts;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Web.Language;

namespace Vedetta.Web.Cohorts;

/// <summary>What the cohorts page shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Asked">The state of the page.</param>
/// <param name="Answer">The cohorts.</param>
public sealed record CohortsView(ModelDefinition Model, CohortAsked Asked, CohortAnswer Answer)
{
    /// <summary>Ages shown.</summary>
    public IReadOnlyList<int> Ages => [.. Enumerable.Range(Answer.FirstAge, Answer.Usual.Count)];

    /// <summary>Name of a cohort: its month, or the day its week begins.</summary>
    public string Name(Window window, Words words) =>
        Answer.Every == WindowSize.Month ? words.Format.Window(window, Model.Zone) : words.WeekOf(words.Format.Day(window.From, Model.Zone));

    /// <summary>A short name for axes and rows.</summary>
    public string Short(Window window, Words words) =>
        Answer.Every == WindowSize.Month ? words.Format.Window(window, Model.Zone) : words.Format.Day(window.From, Model.Zone);

    /// <summary>First day of a cohort, for addresses.</summary>
    public DateOnly DayOf(Window window) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(window.From, Model.Zone).DateTime);

    /// <summary>Whether a cohort is what the page is about.</summary>
    public bool IsStanding(Cohort cohort) => Answer.Standing is { } standing && standing.Window == cohort.Window;
}
