using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Time;

namespace Vedetta.Core.Objectives;

/// <summary>Reads the due hours of a monitor of burn rates: a reading per objective, its name in the column's place. Not thread-safe.</summary>
internal sealed class ObjectiveMonitors(ModelDefinition model, EvaluationNeed need, ObjectiveService objectives, EvaluationOptions options, DateTimeOffset now)
{
    // A quarter of a year: older hours are nobody's concern any more.
    private const int MostHours = 24 * 92;

    /// <summary>The readings.</summary>
    public async ValueTask<IReadOnlyList<(string Objective, Window Window, Reading Reading)>> ReadAsync(MonitorDefinition monitor, CancellationToken cancel)
    {
        var plan = await objectives.ListAsync(model.Id, cancel);
        var due = EvaluationPlan.WindowsOf(monitor, need, model.Zone, options.Watermark, now).Where(window => options.Watermark.IsClosed(window, now)).TakeLast(MostHours).ToList();
        if (plan.Count == 0 || due.Count == 0) return [];
        var readings = new List<(string, Window, Reading)>();
        foreach (var counts in await objectives.CountAsync(model, plan, new Window(due[0].From - BurnPair.Reach, due[^1].To), need.FirstLive, cancel))
        {
            // What is counted by the day does not change from hour to hour.
            var judged = counts.Objective.Grain > TimeSpan.FromHours(1) ? due.GetRange(due.Count - 1, 1) : due;
            foreach (var window in judged)
            {
                var until = counts.Objective.Grain > TimeSpan.FromHours(1) ? counts.Until ?? window.To : window.To;
                readings.Add((counts.Objective.Name, window, Budgets.Judge(counts, until, monitor.MinimumSample, completeness: 1)));
            }
        }

        return readings;
    }
}
