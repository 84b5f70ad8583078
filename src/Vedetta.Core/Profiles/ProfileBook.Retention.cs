using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles;

/// <content>Forgetting what retention deletes.</content>
public sealed partial class ProfileBook
{
    private static readonly ProfileLevel[] Spans = [ProfileLevel.Hour, ProfileLevel.Day, ProfileLevel.Month];

    /// <summary>
    /// Deletes the profiles of rows from before a day of the model's zone; the month that the day lies in is made again from the
    /// days that stay. Repeating it changes nothing, so what a crash cut off is done by the next run. Call while nothing is committed and
    /// everything is flushed.
    /// </summary>
    internal async ValueTask ForgetAsync(ModelState state, DateTimeOffset day, CancellationToken cancel)
    {
        if (!_models.TryGetValue(state.Id, out var model)) return;
        var month = WindowCalendar.At(day, WindowSize.Month, state.Zone);
        using var alone = await model.Access.WriteAsync(cancel);
        foreach (var level in Spans)
            await profiles.DeleteAsync(state.Id, level, new Window(DateTimeOffset.MinValue, level == ProfileLevel.Month ? month.From : day), cancel);
        if (month.From == day) return;
        var days = await profiles.ReadAsync(new ProfileQuery(state.Id, ProfileLevel.Day, new Window(day, month.To)), cancel);
        await profiles.DeleteAsync(state.Id, ProfileLevel.Month, month, cancel);
        await profiles.AppendAsync(state.Id, [.. days.Select(d => d with { Key = d.Key with { Level = ProfileLevel.Month, Start = month.From } })], model.Checkpoint, cancel);
    }
}
