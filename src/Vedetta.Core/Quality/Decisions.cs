namespace Vedetta.Core.Quality;

/// <summary>What decisions mean. Pure.</summary>
public static class Decisions
{
    /// <summary>Decisions that approve; any other one declines.</summary>
    public static IReadOnlyList<string> Approving { get; } = ["approve", "approved", "accept", "accepted"];

    /// <summary>Whether a decision approves, whatever its case.</summary>
    public static bool Approves(string decision) => Approving.Contains(decision, StringComparer.OrdinalIgnoreCase);
}
