namespace Vedetta.Cli.Validating;

/// <summary>A rule that rows or the file break.</summary>
/// <param name="Column">The column; null for the file as a whole.</param>
/// <param name="Rule">Which rule, as a stable word.</param>
/// <param name="Count">How many rows break it; 1 where it is about the column or the file.</param>
/// <param name="ExamplesAt">The first rows that do, from 0.</param>
/// <param name="Message">In words.</param>
internal sealed record Violation(string? Column, string Rule, long Count, IReadOnlyList<int> ExamplesAt, string Message);

/// <summary>What a file was found to be.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Violations">The broken rules, those of the file first, then in the order of the schema.</param>
internal sealed record Validation(int Rows, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether every rule is kept.</summary>
    public bool Passed => Violations.Count == 0;
}
