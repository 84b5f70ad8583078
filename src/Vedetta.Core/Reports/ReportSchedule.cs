using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Reports;

/// <summary>The language of a report.</summary>
public enum ReportLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Russian.</summary>
    Ru,
}

/// <summary>Reports that are sent by themselves.</summary>
/// <param name="Name">Unique; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="Models">Which models; empty for all.</param>
/// <param name="Audience">Whom it is for; null for everybody.</param>
/// <param name="Every">A day, or a week on Mondays.</param>
/// <param name="At">Hour and minute of each model's zone at which it is sent.</param>
/// <param name="Channel">The e-mail channel it is sent by.</param>
/// <param name="Language">Its language.</param>
/// <param name="Enabled">Whether it is sent.</param>
public sealed record ReportSchedule(
    string Name, IReadOnlyList<string> Models, Audience? Audience, WindowSize Every, TimeOnly At, string Channel, ReportLanguage Language = ReportLanguage.En, bool Enabled = true)
{
    /// <summary>When a schedule sends by default: the night is over, and the windows of the day before are judged.</summary>
    public static TimeOnly UsualAt { get; } = new(7, 0);

    /// <summary>Everything wrong with it.</summary>
    public IReadOnlyList<FieldFault> Check()
    {
        var faults = new List<FieldFault>();
        if (!ModelId.TryParse(Name, out _)) faults.Add(new FieldFault("name", $"a name is {ModelId.Allowed}"));
        if (Every is not (WindowSize.Day or WindowSize.Week)) faults.Add(new FieldFault("every", "day or week"));
        if (Channel.Length == 0) faults.Add(new FieldFault("channel", "the name of an e-mail channel"));
        foreach (var model in Models.Where(model => !ModelId.TryParse(model, out _))) faults.Add(new FieldFault("models", $"'{model}' is no name of a model"));
        return faults;
    }

    /// <summary>The moment at which the report of a model was last due.</summary>
    public DateTimeOffset LastDue(TimeZoneInfo zone, DateTimeOffset now)
    {
        var window = WindowCalendar.At(now, Every, zone);
        var due = Moment(window);
        return due <= now ? due : Moment(WindowCalendar.Previous(window, Every, zone));

        // The first moment of the clock's hour; one that spring skips comes when the clock has moved on.
        DateTimeOffset Moment(Window day)
        {
            var local = TimeZoneInfo.ConvertTime(day.From, zone).Date + At.ToTimeSpan();
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
            return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }
}

/// <summary>What became of the reports of a schedule and model.</summary>
/// <param name="Due">The moment that was last dealt with, or is.</param>
/// <param name="SentAt">When the other side took it; null while it did not.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttempt">Not before.</param>
/// <param name="Answer">What the other side said last.</param>
public sealed record ReportDelivery(DateTimeOffset Due, DateTimeOffset? SentAt, int Attempts, DateTimeOffset NextAttempt, string? Answer)
{
    /// <summary>Attempts before a report is given up: the next one says more.</summary>
    public const int MostAttempts = 8;

    /// <summary>Whether it is to be tried now. Pure.</summary>
    public static bool IsDue(ReportDelivery? known, DateTimeOffset due, DateTimeOffset now) =>
        known is null || known.Due < due || (known.Due == due && known.SentAt is null && known.Attempts < MostAttempts && known.NextAttempt <= now);

    /// <summary>After an attempt: a failed one waits 1, 3, 9 ... minutes, at most two hours. Pure.</summary>
    public static ReportDelivery After(ReportDelivery? known, DateTimeOffset due, bool delivered, bool again, string? answer, DateTimeOffset now)
    {
        var attempts = known is { } before && before.Due == due ? before.Attempts + 1 : 1;
        return delivered
            ? new ReportDelivery(due, now, attempts, now, answer)
            : new ReportDelivery(due, null, again ? attempts : MostAttempts, now + TimeSpan.FromMinutes(Math.Min(120, Math.Pow(3, attempts - 1))), answer);
    }
}
