namespace Vedetta.Core.Routing;

/// <summary>Weekdays as people write them: <c>mon-fri</c>, <c>sat,sun</c>, <c>monday</c>. Pure.</summary>
public static class Weekdays
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Writes days: three letters each, runs of three or more as a range.</summary>
    public static string Of(IEnumerable<DayOfWeek> days)
    {
        var places = days.Select(Place).Distinct().Order().ToList();
        var parts = new List<string>();
        for (var i = 0; i < places.Count;)
        {
            var end = i;
            while (end + 1 < places.Count && places[end + 1] == places[end] + 1) end++;
            if (end - i >= 2) parts.Add($"{Names[places[i]][..3]}-{Names[places[end]][..3]}");
            else parts.AddRange(places[i..(end + 1)].Select(place => Names[place][..3]));
            i = end + 1;
        }

        return string.Join(',', parts);
    }

    /// <summary>Reads days.</summary>
    public static bool TryParse(string text, out IReadOnlyList<DayOfWeek> days)
    {
        var places = new SortedSet<int>();
        days = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || Find(ends[0]) is not { } from || Find(ends[^1]) is not { } to) return false;
            for (var place = from; ; place = (place + 1) % 7)
            {
                places.Add(place);
                if (place == to) break;
            }
        }

        days = [.. places.Select(place => (DayOfWeek)((place + 1) % 7))];
        return true;
    }

    private static int Place(DayOfWeek day) => ((int)day + 6) % 7;

    private static int? Find(string name)
    {
        var place = Array.FindIndex(Names, full => name.Length >= 3 && full.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : place;
    }
}
