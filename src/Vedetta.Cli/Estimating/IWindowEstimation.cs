namespace Vedetta.Cli.Estimating;

/// <summary>Estimates windows of a file; made once, by its task, from the labelled reference.</summary>
internal interface IWindowEstimation
{
    /// <summary>What the reference says.</summary>
    IReadOnlyList<EstimatedReference> Reference { get; }

    /// <summary>Estimates these rows.</summary>
    (IReadOnlyList<EstimatedValue> Values, IReadOnlyList<string> Notes) Estimate(int[] rows);
}
