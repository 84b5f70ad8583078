using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Scores;

/// <summary>Charts of scores. Pure.</summary>
public static class ScoreCharts
{
    /// <summary>The distribution now and then, the cut-off in use and the one tried. The tried one is the last mark: the slider moves it.</summary>
    public static StepsChart Distribution(ScoreBandsAnswer bands, CutoffAnswer cutoff, Words words)
    {
        ArgumentNullException.ThrowIfNull(bands);
        ArgumentNullException.ThrowIfNull(cutoff);
        ArgumentNullException.ThrowIfNull(words);
        var text = new ScoreText(words.Format, bands.Basis.Score);
        var below = cutoff.Tried.Cutoff < cutoff.InUse.Cutoff;
        var tried = cutoff.Tried.Cutoff.Equals(cutoff.InUse.Cutoff) ? "" : words.TriedCutoff(text.Score(cutoff.Tried.Cutoff));
        return new StepsChart(
            bands.Steps.Edges, bands.Steps.Then.Count == 0 ? [.. bands.Steps.Now.Select(_ => 0.0)] : bands.Steps.Then, bands.Steps.Now,
            [
                new ChartValue(cutoff.InUse.Cutoff, words.CutoffIs(text.Score(cutoff.InUse.Cutoff)), "ink-2", below ? "right" : "left"),
                new ChartValue(cutoff.Tried.Cutoff, tried, "accent", below ? "left" : "right"),
            ],
            bands.Basis.Score.Kind == ScoreKind.Probability ? Unit.Percent : Unit.Number);
    }

    /// <summary>The ROC path.</summary>
    public static CurveChart Roc(RocPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new CurveChart(path.Good, path.Bad, Unit.Percent, null, Max: 1);
    }
}
