using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;

namespace Vedetta.Web.Routing;

/// <summary>What the page of routing shows.</summary>
/// <param name="Policy">The policy that holds; without routes when nobody wrote one.</param>
/// <param name="Channels">Names of the channels there are.</param>
/// <param name="Models">Models to choose from.</param>
/// <param name="Form">The route or rota being edited; null for none.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Asked">What the preview was asked for.</param>
/// <param name="Preview">Who would be told; null before there is a model.</param>
/// <param name="MayAct">Whether the reader may change the policy.</param>
public sealed record RoutingView(
    RoutingPolicy Policy, IReadOnlyList<string> Channels, IReadOnlyList<string> Models, RoutingForm? Form, IReadOnlyList<FieldFault> Faults, PreviewAsked Asked, RoutingPreview? Preview, bool MayAct)
{
    /// <summary>How many channels the policy names.</summary>
    public int Named => Policy.Routes.SelectMany(route => route.Channels.Concat(route.Escalate.SelectMany(step => step.Channels)))
        .Concat(Policy.Rotas.SelectMany(rota => rota.Members.SelectMany(member => member.Channels))).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>An incident that might fire.</summary>
/// <param name="Model">Its model; empty before one was chosen.</param>
/// <param name="Audience">Whose.</param>
/// <param name="Severity">How bad.</param>
/// <param name="At">When, by the clock of the policy's zone; empty for now.</param>
/// <param name="Moment">When.</param>
public sealed record PreviewAsked(string Model, Audience Audience, Severity Severity, string At, DateTimeOffset Moment);
