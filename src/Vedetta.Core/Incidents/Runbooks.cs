using Vedetta.Core.Monitors;

namespace Vedetta.Core.Incidents;

/// <summary>What to do about what a metric says, for monitors that bring no runbook of their own.</summary>
public static class Runbooks
{
    /// <summary>The runbook of an incident: its monitor's, or the usual one of its worst member; null without members.</summary>
    public static string? Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Runbook ?? (incident.Members.Count > 0 ? Of(incident.Members[0].Metric) : null);
    }

    /// <summary>The usual runbook of a metric, in English.</summary>
    public static string Of(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift => "Open the column's drift and see which bins moved and since when. Compare segments and versions: if one source or release moved, ask its owner. If the population really changed, look at estimated performance before retraining or taking a new reference.",
        MonitorMetric.DriftShare => "Many columns moved together: look for one cause first, such as a pipeline, a join or a new source. Open the drift map and sort by the start. Without a technical cause the population changed: check estimated performance.",
        MonitorMetric.Missing => "Find the first hour with missing values and what was deployed then. Check the source of the column and its joins. Until it is mended, decide whether the model may answer without the column.",
        MonitorMetric.OutOfRange => "Look at the values beyond the range: a changed unit, a default such as -1 or 9999, or a new kind of case. Mend the source, or widen the range in the schema if the values are right.",
        MonitorMetric.TypeErrors => "Open the rejected values: the sender changed a format, a decimal sign or an encoding. Ask the sender's team; the raw values are kept with the rows.",
        MonitorMetric.NewCategories => "See which categories are new and how the model scores them. If they are spelling or coding, map them in the pipeline; if they are real, the model never saw them: treat their scores with care and plan a retraining.",
        MonitorMetric.VanishedCategories => "Find out why the category no longer comes: a product that ended, a region that was switched off, or a filter upstream that drops rows.",
        MonitorMetric.Distinct => "The number of distinct values changed: look for rounding, truncation, a constant default, or an identifier that slipped into the column.",
        MonitorMetric.Constant => "The column holds one value only: its source most likely failed over to a default. Check the feature's job and its last good run.",
        MonitorMetric.Correlation => "Two columns no longer move together: look for a column that was redefined, shuffled or joined by the wrong key.",
        MonitorMetric.Duplicates => "The sender repeats rows: look for retries without the same id or a job that ran twice. Known ids are not counted again, but the cause should be stopped.",
        MonitorMetric.Volume => "Compare with the calendar and with what the calling service counts. Fewer rows: a caller, a channel or a filter fell away. More: a campaign, a retry loop or a replay.",
        MonitorMetric.Silence => "No predictions arrive. Check whether the model's service answers, whether the logging client reports errors, and the network and the key between them. Until rows come again, nothing about this model can be judged.",
        MonitorMetric.Freshness => "Rows arrive late: look at queues and batch jobs between the service and here. Verdicts of the latest windows may still change.",
        MonitorMetric.Outliers => "Open examples of the unusual rows: fraud, a new kind of case, or broken combinations of features. Single columns may look healthy.",
        MonitorMetric.Stream => "The values changed at one moment: see what was deployed or started then, and whether the change lasts.",
        MonitorMetric.Performance => "See by slices where quality fell, and whether labels are complete enough to believe it. If it is real: roll back to the last good version, tighten the cut-off, or retrain on recent labels.",
        MonitorMetric.Calibration => "Scores no longer mean what they say: do not use them as probabilities for limits or prices. Recalibrate on recent labels, or retrain.",
        MonitorMetric.EstimatedPerformance => "Quality is estimated to have fallen before labels show it. Find the drifted columns that explain it, have some predictions reviewed by people, and prepare a rollback if the estimate goes on falling.",
        MonitorMetric.LabelDelay => "Outcomes come later than usual: check the job that delivers them and its source. Realized quality of recent windows waits for it.",
        MonitorMetric.LabelCoverage => "Too few predictions get their outcome: check the join by id, filters, and whether whole segments are missing. Quality of the rest may be biased.",
        MonitorMetric.Staleness => "What the model learnt is old: retrain on recent data, or confirm that it still holds and take a new reference.",
        MonitorMetric.Activity => "The model answers less often than it should: is traffic routed to it, was it replaced, or is it forgotten? Switch it off properly if it is no longer needed.",
        MonitorMetric.LowConfidence => "The model is unsure more often: look for segments it was not trained on, and send unsure cases to review.",
        MonitorMetric.Business => "Compare with the calendar, prices and rules first. Then look at approvals by score and segment: did applicants change, or decisions?",
        MonitorMetric.SloBurn => "Open Traffic: which objective spends its budget, and since when. Look at errors, latency and the last release of the service in those hours; roll back, shed load or add capacity before the budget is gone.",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no runbook is written for this metric"),
    };
}
