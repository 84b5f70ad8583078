using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Errors;

/// <summary>Answers a form without a valid token before any handler sees it, with a page that says what to do.</summary>
internal static class ForgedForms
{
    public static void UseForgedForms(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            return next(http);
        var words = PageRenderer.WordsOf(http);
        var view = new ErrorView(words.FormRefused, words.FormRefusedCause, "form_token", words.TryAgain, Addresses.Fleet);
        return http.RequestServices.GetRequiredService<PageRenderer>().Bare<ErrorPage, ErrorView>(http, view, StatusCodes.Status400BadRequest).ExecuteAsync(http);
    });
}
