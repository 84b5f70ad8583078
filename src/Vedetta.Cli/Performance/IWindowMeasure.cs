using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Measures the labelled rows of a period and segment; made once for a file, by its task.</summary>
internal interface IWindowMeasure
{
    /// <summary>Whether the row has a label.</summary>
    bool IsLabelled(int row);

    /// <summary>The metrics over these labelled rows.</summary>
    IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(ReadOnlySpan<int> rows, IReadOnlyList<PerformanceMetric> metrics);

    /// <summary>What a reader should know about the whole.</summary>
    IReadOnlyList<string> Notes { get; }
}
