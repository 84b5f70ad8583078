using Microsoft.AspNetCore.Http;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;

namespace Vedetta.Web.OwnHealth;

/// <summary>Heartbeats of pipelines on the page of the program's own health.</summary>
/// <param name="Known">Those that are expected.</param>
/// <param name="Models">Names of all models.</param>
/// <param name="Draft">The form: empty, of a heartbeat that is to be changed, or as it was refused.</param>
/// <param name="Faults">What is wrong with the form.</param>
/// <param name="MayEdit">Whether the reader may change what is expected.</param>
/// <param name="MayBeat">Whether the reader may say that a pipeline ran.</param>
public sealed record HeartbeatsView(IReadOnlyList<HeartbeatStatus> Known, IReadOnlyList<string> Models, HeartbeatDraft Draft, IReadOnlyList<FieldFault> Faults, bool MayEdit, bool MayBeat)
{
    /// <summary>Those that did not come.</summary>
    public int Missing => Known.Count(each => each.State.IsMissing);
}

/// <summary>The form of a heartbeat, as a person filled it in.</summary>
/// <param name="Name">Its name; known for one that is changed.</param>
/// <param name="Model">The model that the pipeline feeds.</param>
/// <param name="Every">How often it is expected.</param>
/// <param name="Grace">How much later it may come; empty for a tenth of that.</param>
/// <param name="Runbook">What to do when it does not come.</param>
public sealed record HeartbeatDraft(string Name, string Model, string Every, string Grace, string Runbook)
{
    /// <summary>Nothing filled in.</summary>
    public static HeartbeatDraft Empty { get; } = new("", "", "", "", "");

    /// <summary>The form of one that is expected.</summary>
    public static HeartbeatDraft Of(Heartbeat heartbeat) => new(heartbeat.Name, heartbeat.Model, RoutingText.Of(heartbeat.Every), RoutingText.Of(heartbeat.Grace), heartbeat.Runbook ?? "");

    /// <summary>Reads a form that was sent.</summary>
    public static HeartbeatDraft Of(IFormCollection form)
    {
        string Text(string field) => form[field].ToString().Trim();
        return new HeartbeatDraft(Text("name"), Text("model"), Text("every"), Text("grace"), Text("runbook"));
    }

    /// <summary>The heartbeat; what cannot be read is a fault.</summary>
    public Heartbeat Read(List<FieldFault> faults)
    {
        TimeSpan Duration(string field, string text)
        {
            if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
            faults.Add(new FieldFault(field, "a number with m, h, d or w, such as 30m, or an ISO 8601 duration"));
            return TimeSpan.FromHours(1);
        }

        var every = Duration("every", Every);
        return new Heartbeat(Name, Model, every, Grace.Length == 0 ? every / 10 : Duration("grace", Grace), Runbook.Length == 0 ? null : Runbook, default);
    }
}
