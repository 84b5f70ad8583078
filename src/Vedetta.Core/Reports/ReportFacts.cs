using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Core.Reports;

/// <summary>Everything a report is made of.</summary>
/// <param name="Model">The model.</param>
/// <param name="Every">A day or a week.</param>
/// <param name="Span">What it is about.</param>
/// <param name="Before">The span before.</param>
/// <param name="Status">The state now.</param>
/// <param name="Monitors">The monitors by name.</param>
/// <param name="Points">Points of both spans, of monitors that do not read outcomes.</param>
/// <param name="Quality">Figures of quality.</param>
/// <param name="Incidents">Incidents that were open in either span.</param>
/// <param name="Business">Business metrics of the span.</param>
/// <param name="BusinessBefore">Business metrics of the span before.</param>
/// <param name="Traffic">The service in the span.</param>
/// <param name="TrafficBefore">The service in the span before.</param>
/// <param name="Objectives">How the objectives stand.</param>
public sealed record ReportFacts(
    ModelDefinition Model,
    WindowSize Every,
    Window Span,
    Window Before,
    ModelStatus Status,
    IReadOnlyDictionary<string, MonitorDefinition> Monitors,
    IReadOnlyList<Point> Points,
    IReadOnlyList<ReportQuality> Quality,
    IReadOnlyList<Incident> Incidents,
    BusinessAnswer? Business,
    BusinessAnswer? BusinessBefore,
    ServicePoint? Traffic,
    ServicePoint? TrafficBefore,
    IReadOnlyList<BudgetReading> Objectives);
