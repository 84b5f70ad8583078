using Vedetta.Core.Models;
using Vedetta.Core.Reports;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Server.Configuration;
using Vedetta.Web.Language;
using Vedetta.Web.Reports;

namespace Vedetta.Server.Reports;

/// <summary>Sends reports by e-mail: those that are due, and those a person asks for. Thread-safe.</summary>
internal sealed partial class ReportMails(
    ReportService reports, ReportSchedules schedules, IModelStore models, ReportCourier courier, ServerSettings settings, TimeProvider clock, ILogger<ReportMails> log) : IReportSending
{
    /// <summary>Words of a language.</summary>
    public static Words WordsOf(ReportLanguage language) => new(language == ReportLanguage.Ru ? Tongue.Russian : Tongue.English);

    /// <summary>Sends what is due; answers how many were tried.</summary>
    public async ValueTask<int> SendDueAsync(CancellationToken cancel)
    {
        var tried = 0;
        foreach (var schedule in (await schedules.ListAsync(cancel)).Where(schedule => schedule.Enabled))
        {
            foreach (var model in await ModelsOf(schedule, cancel))
            {
                var now = clock.GetUtcNow();
                var due = schedule.LastDue(model.Zone, now);
                var known = await schedules.DeliveryAsync(schedule.Name, model.Id, cancel);

                // A new schedule begins with its next moment: nobody waits for yesterday's report.
                if (known is null)
                {
                    await schedules.KeepAsync(schedule.Name, model.Id, new ReportDelivery(due, null, ReportDelivery.MostAttempts, now, null), cancel);
                    continue;
                }

                if (!ReportDelivery.IsDue(known, due, now)) continue;
                tried++;
                var (delivered, again, answer) = await TryAsync(schedule, model, cancel);
                var after = ReportDelivery.After(known, due, delivered, again, answer, clock.GetUtcNow());
                await schedules.KeepAsync(schedule.Name, model.Id, after, cancel);
                if (!delivered) Failed(log, schedule.Name, model.Id.Value, after.Attempts, answer);
            }
        }

        return tried;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ReportSent>> SendAllAsync(ReportSchedule schedule, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var sent = new List<ReportSent>();
        foreach (var model in await ModelsOf(schedule, cancel))
        {
            var (delivered, _, answer) = await TryAsync(schedule, model, cancel);
            sent.Add(new ReportSent(model.Id, delivered, answer));
        }

        return sent;
    }

    private async ValueTask<IEnumerable<ModelDefinition>> ModelsOf(ReportSchedule schedule, CancellationToken cancel) =>
        (await models.ListAsync(cancel)).Where(model => schedule.Models.Count == 0 || schedule.Models.Contains(model.Id.Value, StringComparer.Ordinal));

    private async ValueTask<(bool Delivered, bool Again, string? Answer)> TryAsync(ReportSchedule schedule, ModelDefinition model, CancellationToken cancel)
    {
        var report = await reports.ReadAsync(model.Id, new ReportQuestion(schedule.Audience, schedule.Every), cancel);
        var view = ReportViews.Of(report, WordsOf(schedule.Language), settings.PublicUrl);
        var thread = $"report-{model.Id.Value}-{(schedule.Every == WindowSize.Week ? "week" : "day")}-{schedule.Name}";
        return await courier.SendAsync(schedule.Channel, new ReportLetter(view.Subject, ReportText.Write(view), ReportHtml.Write(view), thread), cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report {Schedule} of {Model} was not sent at attempt {Attempt}: {Answer}")]
    private static partial void Failed(ILogger log, string schedule, string model, int attempt, string? answer);
}
