using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Reports;

/// <summary>The schedules of reports and what became of them. Thread-safe.</summary>
public sealed class ReportSchedules(ISettingsStore settings) : IDisposable
{
    private const string Document = "reports/schedules";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Every schedule, by name.</summary>
    public async ValueTask<IReadOnlyList<ReportSchedule>> ListAsync(CancellationToken cancel) =>
        await settings.FindDocumentAsync<IReadOnlyList<ReportSchedule>>(Document, cancel) ?? [];

    /// <summary>Makes or replaces a schedule.</summary>
    /// <exception cref="InvalidDescriptionException">Lists everything wrong with it.</exception>
    public async ValueTask PutAsync(ReportSchedule schedule, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var faults = schedule.Check();
        if (faults.Count > 0) throw new InvalidDescriptionException("report_schedule", faults);
        await ChangeAsync(known => [.. known.Where(each => each.Name != schedule.Name).Append(schedule).OrderBy(each => each.Name, StringComparer.Ordinal)], cancel);
    }

    /// <summary>Deletes a schedule; answers whether it was there.</summary>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancel) =>
        await ChangeAsync(known => [.. known.Where(each => each.Name != name)], cancel);

    /// <summary>What became of the latest report of a schedule and model; null before the first.</summary>
    public ValueTask<ReportDelivery?> DeliveryAsync(string schedule, ModelId model, CancellationToken cancel) =>
        settings.FindOfModelAsync<ReportDelivery>(model, "report/" + schedule, cancel);

    /// <summary>Keeps what became of a report.</summary>
    public ValueTask KeepAsync(string schedule, ModelId model, ReportDelivery delivery, CancellationToken cancel) =>
        settings.SaveOfModelAsync(model, "report/" + schedule, delivery, cancel);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask<bool> ChangeAsync(Func<IReadOnlyList<ReportSchedule>, IReadOnlyList<ReportSchedule>> change, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var known = await ListAsync(cancel);
            var next = change(known);
            if (next.SequenceEqual(known)) return false;
            await settings.SaveDocumentAsync(Document, next, cancel);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }
}
