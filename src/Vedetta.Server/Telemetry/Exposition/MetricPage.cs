namespace Vedetta.Server.Telemetry.Exposition;

/// <summary>What a metric family holds.</summary>
internal enum MetricKind
{
    /// <summary>Only grows; its name ends in <c>_total</c>.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts by upper bound, their sum and their number.</summary>
    Histogram,
}

/// <summary>One line: the name of the family with a suffix, labels and a finite value.</summary>
internal readonly record struct MetricSample(string Suffix, IReadOnlyList<(string Name, string Value)> Labels, double Value);

/// <summary>A metric with its samples.</summary>
internal sealed class MetricFamily(string name, MetricKind kind, string help)
{
    private readonly List<MetricSample> _samples = [];

    /// <summary>Its whole name; that of a counter ends in <c>_total</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What it holds.</summary>
    public MetricKind Kind { get; } = kind;

    /// <summary>One sentence.</summary>
    public string Help { get; } = help;

    /// <summary>Its samples.</summary>
    public IReadOnlyList<MetricSample> Samples => _samples;

    /// <summary>Adds a sample; one without a finite value is left out.</summary>
    public MetricFamily Add(double? value, params IReadOnlyList<(string Name, string Value)> labels) => Add("", value, labels);

    /// <summary>Adds a sample with a suffix.</summary>
    public MetricFamily Add(string suffix, double? value, params IReadOnlyList<(string Name, string Value)> labels)
    {
        if (value is { } known && double.IsFinite(known)) _samples.Add(new MetricSample(suffix, labels, known));
        return this;
    }
}

/// <summary>Everything one scrape answers, family by family.</summary>
internal sealed class MetricPage
{
    private readonly List<MetricFamily> _families = [];

    /// <summary>The families that have samples.</summary>
    public IEnumerable<MetricFamily> Families => _families.Where(family => family.Samples.Count > 0);

    /// <summary>Begins a counter.</summary>
    public MetricFamily Counter(string name, string help) => Begin(name, MetricKind.Counter, help);

    /// <summary>Begins a gauge.</summary>
    public MetricFamily Gauge(string name, string help) => Begin(name, MetricKind.Gauge, help);

    /// <summary>Begins a histogram.</summary>
    public MetricFamily Histogram(string name, string help) => Begin(name, MetricKind.Histogram, help);

    private MetricFamily Begin(string name, MetricKind kind, string help)
    {
        var family = new MetricFamily(name, kind, help);
        _families.Add(family);
        return family;
    }
}
