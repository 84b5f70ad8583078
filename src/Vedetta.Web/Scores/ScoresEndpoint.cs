using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Scores;

/// <summary>Answers <c>/models/{model}/scores</c>.</summary>
internal static class ScoresEndpoint
{
    private const int UsualDays = 30;

    public static async Task<IResult> Get(string model, HttpContext http, IScoreReadings scores, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var asked = ScoresAsked.Of(http.Request.Query);
        var scope = await scopes.ReadAsync(definition, asked.Page, cancel);
        var outcomes = definition.Outcomes.Where(o => o.Kind == OutcomeKind.Class).Select(o => o.Name).ToList();
        if (definition.Task != ModelTask.Binary || !scope.HasRows)
            return await pages.ModelPageAsync<ScoresPage, ScoresView>(http, new ScoresView(scope, asked, outcomes, null, null), definition);
        var question = new ScoreQuestion(SpanOf(scope), asked.Page.Version, asked.Page.Segment, asked.Outcome, Cutoff: asked.Cutoff, Economics: asked.Economics);
        var (cutoff, bands) = await scores.BothAsync(definition.Id, question, cancel);
        return await pages.ModelPageAsync<ScoresPage, ScoresView>(http, new ScoresView(scope, asked, outcomes, cutoff, bands), definition);
    }

    /// <summary>The span asked for, otherwise the last month that holds rows: cut-offs are a matter of now.</summary>
    private static Window SpanOf(Scope scope)
    {
        if (scope.Asked.From is not null) return scope.Span;
        var from = WindowCalendar.At(scope.Span.To.AddDays(-UsualDays).AddHours(12), WindowSize.Day, scope.Model.Zone).From;
        return new Window(from > scope.Span.From ? from : scope.Span.From, scope.Span.To);
    }
}
