using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Tests.Incidents;

public sealed class RunbookTests
{
    public static TheoryData<MonitorMetric> Metrics => [.. Enum.GetValues<MonitorMetric>()];

    /// <summary>An incident of a metric without one would make every list of incidents fail.</summary>
    [Theory, MemberData(nameof(Metrics))]
    public void Every_metric_has_a_runbook(MonitorMetric metric) => Runbooks.Of(metric).Length.ShouldBeGreaterThan(40);
}
