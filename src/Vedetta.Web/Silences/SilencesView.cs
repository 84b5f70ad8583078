using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;

namespace Vedetta.Web.Silences;

/// <summary>What the page of silences shows.</summary>
/// <param name="Rows">Silences, the one that ends last first.</param>
/// <param name="Form">The form as it was filled in.</param>
/// <param name="Preview">What it would mute; null before anybody asked.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Models">Models to choose from.</param>
/// <param name="MayAct">Whether the reader may make and end silences.</param>
/// <param name="Zone">The zone of every time on the page.</param>
public sealed record SilencesView(
    IReadOnlyList<Silence> Rows, SilenceForm Form, SilencePreview? Preview, IReadOnlyList<FieldFault> Faults, IReadOnlyList<string> Models, bool MayAct, TimeZoneInfo Zone)
{
    /// <summary>How many hold now.</summary>
    public int Active(DateTimeOffset now) => Rows.Count(silence => silence.IsActive(now));
}
