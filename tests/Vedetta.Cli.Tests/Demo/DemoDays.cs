using Vedetta.Cli.Demo.World;

namespace Vedetta.Cli.Tests.Demo;

/// <summary>Plays parts of the demo world for tests.</summary>
internal static class DemoDays
{
    public static DateTimeOffset Now { get; } = new(2026, 9, 28, 9, 20, 0, TimeSpan.Zero);

    public static DemoCalendar Calendar { get; } = DemoCalendar.EndingAt(Now);

    public static DemoRows Rows(IDemoModel model) => new(model.Columns);

    public static DemoRows Days(IDemoModel model, int from, int to)
    {
        var rows = Rows(model);
        for (var hour = from * 24; hour < to * 24; hour++) model.WriteHour(Calendar.Hour(hour), rows);
        return rows;
    }

    public static DemoRows Reference(IDemoModel model)
    {
        var rows = Rows(model);
        model.WriteReference(rows);
        return rows;
    }

    public static int Place(IDemoModel model, string column) => model.Columns.TakeWhile(c => c.Name != column).Count();

    public static double[] Numbers(IDemoModel model, DemoRows rows, string column) => rows.Batch.Columns[Place(model, column)].Numbers!.Values.ToArray();

    public static string?[] Categories(IDemoModel model, DemoRows rows, string column)
    {
        var buffer = rows.Batch.Columns[Place(model, column)].Categories!;
        return [.. Enumerable.Range(0, buffer.Count).Select(row => buffer[row])];
    }
}
