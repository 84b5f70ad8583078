using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Errors;

/// <summary>Turns what pages throw into pages that name the cause and the next step. No user data reaches the log.</summary>
internal sealed class PageErrors(PageRenderer pages, ILogger<PageErrors> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var words = PageRenderer.WordsOf(http);
            var (view, status) = Describe(e, words, http);
            if (status >= 500) log.LogError(e, "Page {Route} failed", http.GetEndpoint()?.DisplayName);
            return pages.Bare<ErrorPage, ErrorView>(http, view, status);
        }
    }

    /// <summary>The page for an address nobody serves.</summary>
    public static ErrorView NotFound(Words w, string path) => new(w.PageNotFound, w.PageNotFoundCause(path), Code: null, w.ToFleet, Addresses.Fleet);

    private static (ErrorView View, int Status) Describe(Exception e, Words w, HttpContext http) => e switch
    {
        UnknownModelException unknown => (new(w.ModelNotFound(unknown.Model.Value), w.ModelNotFoundCause, "unknown_model", w.ToFleet, Addresses.Fleet), 404),
        UnknownMonitorException unknown => (new(w.MonitorNotFound(unknown.Monitor), w.MonitorNotFoundCause, "unknown_monitor", w.Monitors, Addresses.Monitors(unknown.Model)), 404),
        UnknownIncidentException unknown => (new(w.IncidentNotFound(unknown.Id), w.IncidentNotFoundCause, "unknown_incident", w.ToIncidents, Addresses.Incidents), 404),
        UnknownChannelException unknown => (new(w.ChannelNotFound(unknown.Name), w.ChannelNotFoundCause, "unknown_channel", w.ChannelsWord, Addresses.Channels), 404),
        QuestionException question => (new(w.QuestionRefused(question.Field), question.Message, "bad_question", w.ToFleet, http.Request.Path), 400),
        StorageException => (new(w.StoreFailed, w.StoreFailedCause, "storage", w.TryAgain, http.Request.Path + http.Request.QueryString), 503),
        _ => (new(w.ProgramFailed, w.ProgramFailedCause, http.TraceIdentifier, w.TryAgain, http.Request.Path + http.Request.QueryString), 500),
    };
}

/// <summary>The model has no monitor of that name.</summary>
public sealed class UnknownMonitorException(ModelId model, string monitor) : Exception($"no monitor is named '{monitor}'")
{
    /// <summary>The model.</summary>
    public ModelId Model { get; } = model;

    /// <summary>The name asked for.</summary>
    public string Monitor { get; } = monitor;
}

/// <summary>No incident has that id.</summary>
public sealed class UnknownIncidentException(string id) : Exception($"no incident has the id '{id}'")
{
    /// <summary>The id asked for.</summary>
    public string Id { get; } = id;
}

/// <summary>No channel has that name.</summary>
public sealed class UnknownChannelException(string name) : Exception($"no channel is named '{name}'")
{
    /// <summary>The name asked for.</summary>
    public string Name { get; } = name;
}
