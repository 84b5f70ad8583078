using Vedetta.Core.Time;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Core.Experiments;

/// <summary>What a scan found of an experiment: sums per arm, metric and day on which a row became readable. Bounded memory.</summary>
public sealed class ExperimentCounts
{
    /// <summary>Makes empty counts.</summary>
    /// <param name="days">The looks: each at the end of its window.</param>
    /// <param name="arms">Number of arms.</param>
    /// <param name="metrics">Number of metrics.</param>
    public ExperimentCounts(IReadOnlyList<Window> days, int arms, int metrics)
    {
        Days = days;
        Units = new long[arms];
        LatestMaturity = long.MinValue;
        Sums = [.. Enumerable.Range(0, metrics).Select(_ => new MetricSums(arms, days.Count))];
    }

    /// <summary>The looks.</summary>
    public IReadOnlyList<Window> Days { get; }

    /// <summary>Rows per arm.</summary>
    public long[] Units { get; }

    /// <summary>When the last row that is not mature will be, microseconds since 1970; the smallest number when all are.</summary>
    public long LatestMaturity { get; set; }

    /// <summary>Sums by metric.</summary>
    public IReadOnlyList<MetricSums> Sums { get; }

    /// <summary>Rows without the covariate.</summary>
    public long WithoutCovariate { get; set; }
}

/// <summary>Sums of one metric.</summary>
public sealed class MetricSums(int arms, int days)
{
    /// <summary>Values by arm and day.</summary>
    public PairedMoments[][] Values { get; } = [.. Enumerable.Range(0, arms).Select(_ => new PairedMoments[days])];

    /// <summary>Values beside the covariate, by arm and day; rows without it are left out.</summary>
    public PairedMoments[][] Adjusted { get; } = [.. Enumerable.Range(0, arms).Select(_ => new PairedMoments[days])];

    /// <summary>Differences on the same rows by day: shadows.</summary>
    public PairedMoments[] Differences { get; } = new PairedMoments[days];

    /// <summary>Scores and labels by arm, for metrics of ranks.</summary>
    public ScoreSample[] Scores { get; } = [.. Enumerable.Range(0, arms).Select(_ => new ScoreSample())];
}

/// <summary>Scores with labels of the rows with the smallest hashes: all of them until there are too many. Not thread-safe.</summary>
public sealed class ScoreSample
{
    /// <summary>Most rows kept.</summary>
    public const int Most = 400_000;

    private ulong _upTo = ulong.MaxValue;
    private List<(ulong Hash, double Score, double Other, bool Positive)> _rows = [];

    /// <summary>Whether rows were left out.</summary>
    public bool IsPart => _upTo != ulong.MaxValue;

    /// <summary>Scores.</summary>
    public double[] Scores => [.. _rows.Select(row => row.Score)];

    /// <summary>Scores of the shadow.</summary>
    public double[] Others => [.. _rows.Select(row => row.Other)];

    /// <summary>Labels.</summary>
    public bool[] Labels => [.. _rows.Select(row => row.Positive)];

    /// <summary>Adds a row.</summary>
    public void Add(ulong hash, double score, double other, bool positive)
    {
        if (hash > _upTo) return;
        _rows.Add((hash, score, other, positive));
        if (_rows.Count <= Most) return;
        while (_rows.Count > Most / 2)
        {
            _upTo /= 2;
            _rows = _rows.FindAll(row => row.Hash <= _upTo);
        }
    }
}
