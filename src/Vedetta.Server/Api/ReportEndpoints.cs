using System.Text;
using Vedetta.Core.Monitors;
using Vedetta.Core.Reports;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Configuration;
using Vedetta.Server.Reports;
using Vedetta.Server.Security;
using Vedetta.Web.Language;
using Vedetta.Web.Reports;

namespace Vedetta.Server.Api;

/// <summary>Reports of models, and the schedules that send them.</summary>
internal static class ReportEndpoints
{
    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("audience", "Whom it is for; everybody when not given", EnumWords.All<Audience>()),
        new("every", "A day when not given, or a week", ["day", "week"]),
        new("at", "A moment of the day or week; the last whole one when not given"),
        new("format", "json when not given", ["json", "html", "text"]),
        new("lang", "Language of html and text; en when not given", EnumWords.All<ReportLanguage>()),
    ];

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/models/{model}/report", GetAsync).WithTags("Reports").WithSummary("What happened in a day or a week, what changed since the last report, what to do").Requires(ApiScope.Read)
            .Takes(Parameters).Produces<ReportBody>();
        var schedules = app.MapGroup("/v1/report-schedules").WithTags("Reports");
        schedules.MapGet("", ListAsync).WithSummary("Schedules of reports").Requires(ApiScope.Read);
        schedules.MapPut("/{schedule}", PutAsync).WithSummary("Makes or replaces a schedule").TakesBody<ReportScheduleBody>().Audits("report_schedule.put").Requires(ApiScope.Admin);
        schedules.MapDelete("/{schedule}", DeleteAsync).WithSummary("Deletes a schedule").Audits("report_schedule.delete").Requires(ApiScope.Admin);
        schedules.MapPost("/{schedule}/send", SendAsync).WithSummary("Sends the reports of a schedule now; answers what the other side said").Audits("report_schedule.send").Requires(ApiScope.Admin);
    }

    private static async Task<IResult> GetAsync(string model, HttpContext http, ReportService reports, ServerSettings settings, CancellationToken cancel)
    {
        var query = new Query(http.Request, Parameters.Select(parameter => parameter.Name));
        var question = new ReportQuestion(query.Word<Audience>("audience"), query.Word<WindowSize>("every") ?? WindowSize.Day, query.Time("at"));
        var format = query.Text("format") ?? "json";
        if (format is not ("json" or "html" or "text")) query.Bad("format", "not one of the words that stand here", ["json", "html", "text"]);
        var words = ReportMails.WordsOf(query.Word<ReportLanguage>("lang") ?? ReportLanguage.En);
        query.Check();
        var report = await reports.ReadAsync(RouteModel.Parse(model), question, cancel);
        var view = ReportViews.Of(report, words, settings.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}");
        if (format == "text") return TypedResults.Text(ReportText.Write(view), "text/plain", Encoding.UTF8);
        if (format == "json") return TypedResults.Json(ReportBody.Of(report, view.Headline), ApiJson.Options);

        // The page brings its own style; it has no script and asks nobody for anything.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return TypedResults.Text(ReportHtml.Write(view), "text/html", Encoding.UTF8);
    }

    private static async Task<IReadOnlyList<ReportScheduleBody>> ListAsync(ReportSchedules schedules, CancellationToken cancel) => [.. (await schedules.ListAsync(cancel)).Select(ReportScheduleBody.Of)];

    private static async Task<ReportScheduleBody> PutAsync(string schedule, HttpRequest request, ReportSchedules schedules, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<ReportScheduleBody>(request, cancel);
        if (body.Name is { } name && !string.Equals(name, schedule, StringComparison.Ordinal)) throw new ProblemException(Problems.Invalid("invalid_field", "name: it is the one in the path, or left out", "name"));
        var made = body.ToSchedule(schedule);
        await schedules.PutAsync(made, cancel);
        return ReportScheduleBody.Of(made);
    }

    private static async Task<IResult> DeleteAsync(string schedule, ReportSchedules schedules, CancellationToken cancel) =>
        await schedules.DeleteAsync(schedule, cancel) ? TypedResults.NoContent() : throw Unknown();

    private static async Task<IReadOnlyList<ReportSentBody>> SendAsync(string schedule, ReportSchedules schedules, ReportMails mails, CancellationToken cancel)
    {
        var found = (await schedules.ListAsync(cancel)).FirstOrDefault(each => string.Equals(each.Name, schedule, StringComparison.Ordinal)) ?? throw Unknown();
        return [.. (await mails.SendAllAsync(found, cancel)).Select(sent => new ReportSentBody(sent.Model.Value, sent.Delivered, sent.Answer))];
    }

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_report_schedule", "there is no schedule of this name"));
}
