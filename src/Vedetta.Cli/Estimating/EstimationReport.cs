using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>One metric of one window.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">The estimate; null where there is none.</param>
/// <param name="Low">Lower limit of the interval.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Verdict">What is said of it.</param>
internal sealed record EstimatedValue(string Metric, double? Value, double? Low, double? High, Verdict Verdict);

/// <summary>One window.</summary>
/// <param name="From">Beginning, or the time of the first row of a chunk; null where rows have no time.</param>
/// <param name="To">End, or the time of the last row of a chunk.</param>
/// <param name="N">Rows.</param>
/// <param name="Labelled">Rows that have a label; none is looked at.</param>
/// <param name="Values">The metrics.</param>
/// <param name="Notes">What a reader should know about this window.</param>
internal sealed record EstimatedPoint(DateTimeOffset? From, DateTimeOffset? To, int N, int Labelled, IReadOnlyList<EstimatedValue> Values, IReadOnlyList<string> Notes);

/// <summary>What the reference says of a metric.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">Realized value; null where it is not known.</param>
/// <param name="Lower">Lower threshold.</param>
/// <param name="Upper">Upper threshold.</param>
/// <param name="Factor">Factor of the back-test; null without one.</param>
/// <param name="Trusted">Whether the back-test trusts the estimate; null without a back-test.</param>
internal sealed record EstimatedReference(string Metric, double? Value, double? Lower, double? Upper, double? Factor, bool? Trusted);

/// <summary>Everything estimated.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Task">Task.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Reference">What the reference says.</param>
/// <param name="Points">The windows in order.</param>
/// <param name="Notes">What a reader should know about the whole.</param>
internal sealed record EstimationReport(string File, PerformanceTask Task, string Method, IReadOnlyList<EstimatedReference> Reference, IReadOnlyList<EstimatedPoint> Points, IReadOnlyList<string> Notes);
