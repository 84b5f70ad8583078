using Vedetta.Core.Security;

namespace Vedetta.Web.Setup;

/// <summary>What the first-steps page shows.</summary>
/// <param name="Light">Whether events arrive.</param>
/// <param name="Models">How many models send events.</param>
/// <param name="Keys">Known keys; empty where the reader may not see them.</param>
/// <param name="MayMakeKeys">Whether the reader may make one.</param>
/// <param name="Made">The key just made; its secret is shown this once.</param>
/// <param name="Fault">Why a key was not made; null when nothing went wrong.</param>
/// <param name="Server">Address of this server as the browser sees it.</param>
/// <param name="Code">Which language's code is shown.</param>
public sealed record SetupView(LightView Light, int Models, IReadOnlyList<ApiKey> Keys, bool MayMakeKeys, CreatedApiKey? Made, string? Fault, string Server, string Code);

/// <summary>The light of the first event.</summary>
/// <param name="Model">The model of the latest event; null before any.</param>
/// <param name="At">When it happened.</param>
public sealed record LightView(string? Model, DateTimeOffset? At);
