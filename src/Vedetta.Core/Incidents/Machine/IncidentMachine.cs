using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>
/// The life of incidents as a pure function: known incidents and new facts give changed incidents and notices. Facts are
/// taken in the order their windows end, so a history evaluated at once lives through the same states as one that was
/// watched. Taking the same facts twice changes nothing.
/// </summary>
public static class IncidentMachine
{
    /// <summary>Takes facts.</summary>
    /// <param name="known">Incidents of the model that are not resolved, and those resolved so recently that they may re-open.</param>
    /// <param name="facts">New and changed points of closed windows.</param>
    /// <param name="context">What else must be known.</param>
    /// <param name="now">The present.</param>
    public static IncidentStep Advance(IReadOnlyList<Incident> known, IReadOnlyList<IncidentFact> facts, IncidentContext context, DateTimeOffset now)
    {
        var board = new IncidentBoard(known, context, now);
        foreach (var moment in facts.GroupBy(fact => fact.Window.To).OrderBy(group => group.Key))
            Take([.. moment.OrderBy(fact => fact.Window.From)], board);
        return board.Step();
    }

    private static void Take(IReadOnlyList<IncidentFact> facts, IncidentBoard board)
    {
        var faults = FaultsOf(facts, board);
        foreach (var fact in facts.Where(fact => fact.IsBad)) board.Accuse(fact, IncidentCauses.KindOf(fact, faults));
        foreach (var fact in facts.Where(fact => fact.IsHealthy)) board.Clear(fact);
        foreach (var fact in facts.Where(fact => !fact.IsBad && !fact.IsHealthy)) board.Doubt(fact);
        board.Settle(facts);
    }

    private static List<(string Column, Window Span)> FaultsOf(IReadOnlyList<IncidentFact> facts, IncidentBoard board)
    {
        var faults = facts
            .Where(fact => fact.IsBad && fact.Column.Length > 0 && IncidentCauses.KindOf(fact.Monitor.Metric) == IncidentCauses.DataFault)
            .Select(fact => (fact.Column, fact.Window))
            .ToList();
        foreach (var incident in board.Open)
            foreach (var member in incident.Members)
                if (member.Column.Length > 0 && IncidentCauses.KindOf(member.Metric) == IncidentCauses.DataFault)
                    faults.Add((member.Column, new Window(member.Window.From, member.LastWindow.To)));
        return faults;
    }
}
