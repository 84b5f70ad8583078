using Vedetta.Core.Quality.Scores;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Scores;

/// <summary>What the page of scores shows.</summary>
/// <param name="Scope">The windows of the page.</param>
/// <param name="Asked">What the address asks of scores.</param>
/// <param name="Outcomes">Class outcomes that can be asked for.</param>
/// <param name="Cutoff">What cut-offs would do; null when the model has no score.</param>
/// <param name="Bands">Bands and distribution; null when the model has no score.</param>
public sealed record ScoresView(Scope Scope, ScoresAsked Asked, IReadOnlyList<string> Outcomes, CutoffAnswer? Cutoff, ScoreBandsAnswer? Bands);
