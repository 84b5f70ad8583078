using Vedetta.Core.Incidents;
using Vedetta.Core.Objectives;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Telemetry;

/// <summary>What a scrape knows of one model.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Rows">Counts of its rows.</param>
/// <param name="Duplicates">Predictions whose id was known.</param>
/// <param name="Rejected">Rows in quarantine, by reason.</param>
/// <param name="Status">Its state.</param>
/// <param name="Incidents">Incidents that are not resolved.</param>
/// <param name="LastHour">Profiles of latency, errors and decisions of the last full hour.</param>
/// <param name="Objectives">How its objectives stand.</param>
internal sealed record ModelFacts(
    string Model, RowSummary Rows, long Duplicates, IReadOnlyDictionary<string, long> Rejected, ModelStatus Status, IReadOnlyList<Incident> Incidents, ProfileSet LastHour, IReadOnlyList<BudgetReading> Objectives);
