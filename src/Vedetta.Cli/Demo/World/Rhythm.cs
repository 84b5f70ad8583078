namespace Vedetta.Cli.Demo.World;

/// <summary>How many rows come in an hour: by the hour of the day, the weekday and the day of the month.</summary>
internal sealed class Rhythm
{
    private readonly double _perDay;
    private readonly double[] _hours;
    private readonly double[] _weekdays;
    private readonly double _payday;

    private Rhythm(double perDay, double[] hours, double[] weekdays, double payday)
    {
        _perDay = perDay;
        var sum = hours.Sum();
        _hours = [.. hours.Select(h => h / sum)];
        var mean = weekdays.Average();
        _weekdays = [.. weekdays.Select(w => w / mean)];
        _payday = payday;
    }

    /// <summary>People at their phones and in branches: two peaks, quiet nights, quiet Sundays, more after paydays.</summary>
    public static Rhythm People(double perDay) => new(
        perDay,
        [0.6, 0.35, 0.2, 0.15, 0.15, 0.25, 0.6, 1.3, 2.6, 4.2, 5.6, 6.1, 5.5, 5.2, 5.4, 5.3, 5.0, 4.9, 5.3, 5.8, 5.2, 4.0, 2.4, 1.2],
        [0.65, 1.10, 1.08, 1.05, 1.02, 1.10, 0.85],
        payday: 1.15);

    /// <summary>An office: nothing to speak of outside working hours.</summary>
    public static Rhythm Office(double perDay) => new(
        perDay,
        [0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.1, 0.3, 2, 6, 8, 8, 6, 4, 7, 8, 8, 6, 2, 0.6, 0.3, 0.2, 0.1, 0.05],
        [0.08, 1.2, 1.25, 1.2, 1.2, 1.15, 0.2],
        payday: 1);

    /// <summary>A machine that sends the same at all hours.</summary>
    public static Rhythm Machine(double perDay) => new(perDay, [.. Enumerable.Repeat(1.0, 24)], [1, 1, 1, 1, 1, 1, 1], payday: 1);

    /// <summary>Rows expected in the hour.</summary>
    public double Expected(DemoHour hour)
    {
        var payday = hour.Local.Day is 5 or 6 or 20 or 21 ? _payday : 1;
        return _perDay * _hours[hour.Local.Hour] * _weekdays[(int)hour.Local.DayOfWeek] * payday;
    }
}
