using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Trust;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>One set that is not of a binary model and one metric: error and coverage of every method over its windows.</summary>
/// <param name="Set">The set.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Windows">Labelled windows.</param>
/// <param name="Methods">Mean absolute error and windows covered, by method.</param>
/// <param name="TrustedBefore">Whether the back-test on the reference trusts the estimate.</param>
/// <param name="Trust">What the labels say.</param>
internal sealed record OtherCell(string Set, EstimatedMetric Metric, int Windows, IReadOnlyDictionary<string, (double Error, int Covered)> Methods, bool TrustedBefore, EstimateTrust Trust)
{
    /// <summary>Reads the estimates of every window.</summary>
    /// <param name="set">The set.</param>
    /// <param name="single">Name of the method whose value stands where the estimate lists no candidates.</param>
    /// <param name="metrics">The metrics, in the order of the estimates.</param>
    /// <param name="reference">What the reference says of each.</param>
    /// <param name="windows">Estimate and realized values of each window.</param>
    internal static IReadOnlyList<OtherCell> Of(
        string set, string single, IReadOnlyList<EstimatedMetric> metrics, IReadOnlyList<ReferenceMetric> reference,
        IEnumerable<(WindowEstimate Estimate, IReadOnlyList<double?> Realized)> windows)
    {
        var all = windows.ToArray();
        return [.. metrics.Select((metric, m) =>
        {
            var sums = new Dictionary<string, (double Error, int Covered)>(StringComparer.Ordinal);
            var (n, trust) = (0, EstimateTrust.Start);
            foreach (var (estimate, realized) in all)
            {
                if (estimate.Metrics[m] is not { Value: { } value } said || realized[m] is not { } truth) continue;
                n++;
                trust = trust.After(said, truth);
                double half = Math.Max(1.96, reference[m].Factor ?? 0) * said.StandardError!.Value;
                double spread = reference[m].Thresholds is { } t ? 1.96 * (t.Upper - t.Lower) / 6 : double.NaN;
                Add(sums, "constant", reference[m].Value!.Value - truth, spread);
                if (said.Candidates.Count == 0) Add(sums, single, value - truth, half);
                foreach (var candidate in said.Candidates) Add(sums, candidate.Method, candidate.Value - truth, half);
                Add(sums, "auto", value - truth, half);
            }

            return new OtherCell(set, metric, n, sums.ToDictionary(s => s.Key, s => (s.Value.Error / n, s.Value.Covered), StringComparer.Ordinal), reference[m].Trusted, trust);
        })];
    }

    private static void Add(Dictionary<string, (double Error, int Covered)> sums, string method, double miss, double half)
    {
        var (error, covered) = sums.GetValueOrDefault(method);
        sums[method] = (error + Math.Abs(miss), covered + (Math.Abs(miss) <= half ? 1 : 0));
    }
}
