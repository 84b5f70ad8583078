using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Statistics;
using Vedetta.Web.Drift;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>What a person can do about a model now, the most urgent first. Pure.</summary>
public static class NextSteps
{
    /// <summary>At most four steps.</summary>
    public static IReadOnlyList<NextStep> Of(ModelDefinition model, ModelStatus status, IReadOnlyList<HeatRow> worst, IReadOnlyList<Incident> incidents, IReadOnlyList<ModelVersion> versions, Words words)
    {
        var steps = new List<NextStep>();
        if (status.Silent) steps.Add(new NextStep(words.StepSilent, Addresses.Setup, words.Setup));
        var untaken = incidents.Where(i => i is { State: IncidentState.Firing }).OrderByDescending(i => i.Severity).FirstOrDefault();
        if (untaken is not null) steps.Add(new NextStep(words.StepTake(untaken.Id), Addresses.Incident(untaken.Id), words.TitleOf(untaken)));
        foreach (var row in worst.Where(r => r.Verdict is VerdictKind.Warning or VerdictKind.Critical).Take(2))
            steps.Add(new NextStep(words.StepLook(row.Column, words.Format.Excess(row.Latest!.Reading.Excess)), Addresses.Drift(model.Id, row.Column), row.Column));
        if (versions.Count > 0 && versions[^1] is { Reference: null, Version.Length: > 0 } bare) steps.Add(new NextStep(words.StepReference(VersionSpan.NameOf(bare.Version)), Addresses.Setup, words.Setup));
        if (status.Verdict == VerdictKind.Undecided && !status.Silent) steps.Add(new NextStep(words.StepFew, null, null));
        if (string.IsNullOrEmpty(model.Owner)) steps.Add(new NextStep(words.StepOwner, null, null));
        if (steps.Count == 0) steps.Add(new NextStep(words.StepNothing, null, null));
        return [.. steps.Take(4)];
    }
}
