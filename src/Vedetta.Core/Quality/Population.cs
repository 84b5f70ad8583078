namespace Vedetta.Core.Quality;

/// <summary>Whose predictions a figure of quality is about.</summary>
public enum Population
{
    /// <summary>Every prediction.</summary>
    All,

    /// <summary>Predictions whose decision was to approve: in credit only they have outcomes.</summary>
    Approved,

    /// <summary>Predictions whose outcome came from a review.</summary>
    Reviewed,
}
