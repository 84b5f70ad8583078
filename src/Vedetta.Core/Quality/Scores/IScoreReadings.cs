using Vedetta.Core.Models;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// Answers questions about scores from score profiles, so that the cost does not grow with the number of rows. Thread-safe.
/// An unknown model throws <see cref="Readings.UnknownModelException"/>; a question that makes no sense throws
/// <see cref="Readings.QuestionException"/>.
/// </summary>
public interface IScoreReadings
{
    /// <summary>What cut-offs would do: approval, expected and realized bad rate, money, who changes sides.</summary>
    ValueTask<CutoffAnswer> CutoffAsync(ModelId model, ScoreQuestion question, CancellationToken cancel);

    /// <summary>Bands with bad rates and breaks of their order, the ROC, and the distribution beside its baseline.</summary>
    ValueTask<ScoreBandsAnswer> BandsAsync(ModelId model, ScoreQuestion question, CancellationToken cancel);

    /// <summary>Both from one reading of the profiles.</summary>
    ValueTask<(CutoffAnswer Cutoff, ScoreBandsAnswer Bands)> BothAsync(ModelId model, ScoreQuestion question, CancellationToken cancel);
}
