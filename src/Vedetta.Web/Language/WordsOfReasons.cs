using System.Globalization;
using System.Text.RegularExpressions;
using Vedetta.Core.Monitors.Reasons;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    /// <summary>A reason of the engine in the reader's language; what is not known stays as it is.</summary>
    public string ReasonOf(string reason) => Tongue == Tongue.English ? reason : ReasonTemplates.Read(reason) is { } parts ? Russian(parts) : DriftReason(reason) ?? OpenIncident(reason) ?? reason;

    /// <summary>Whether a reason is said in the reader's language, so that the others are marked as English.</summary>
    public bool Speaks(string reason) => Tongue == Tongue.English || ReasonTemplates.Read(reason) is not null || DriftReason(reason) is not null || OpenIncident(reason) is not null;

    /// <summary>The language attribute of a reason; null where it is that of the page.</summary>
    public string? LangOf(string? reason) => reason is null || Speaks(reason) ? null : "en";

    // An incident that is open: its number, and what its title says where that is a reason known here.
    private string? OpenIncident(string reason)
    {
        const string Open = " is open: ";
        if (reason.IndexOf(Open, StringComparison.Ordinal) is not (> 0 and var at)) return null;
        var title = reason[(at + Open.Length)..];
        var why = title[(title.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var dot ? dot + 2 : 0)..];
        return $"{reason[..at]} открыт" + (why != reason && Speaks(why) ? ": " + ReasonOf(why) : "");
    }

    private string Russian(ReasonParts parts)
    {
        var v = parts.Values.Select(Local).ToList();
        return parts.Template.Code switch
        {
            "too_few_rows" => $"строк {v[0]}, нужно не меньше {v[1]}",
            "nothing_to_compare" => "сравнить не с чем: нет ни эталона, ни прежнего окна со строками",
            "small_baseline" => $"в базе строк {v[0]}, нужно не меньше {v[1]}",
            "still_open" => $"окно ещё открыто, прошло {v[0]}",
            "small_volume" => $"строк {v[0]}: мало, чтобы отличить перемену от случайности; нужно не меньше {v[1]} сейчас или обычно",
            "volume" => $"строк {v[0]}, обычно от {v[1]} до {v[2]} (по прежним окнам: {v[3]})",
            "not_live" => "живых событий ещё не было",
            "few_hours" => $"истории {v[0]} ч, нужно не меньше {v[1]} ч, чтобы знать обычные перерывы",
            "silent_always" => $"событий нет {HoursOf(v[0])}; раньше они были каждый час",
            "silent" => $"событий нет {HoursOf(v[0])}; самый длинный обычный перерыв {HoursOf(v[1])}",
            "duplicates" => $"{v[0]} [{v[1]}, {v[2]}] строк присланы повторно, порог {v[3]}, n = {v[4]}",
            "late" => $"{v[0]} [{v[1]}, {v[2]}] строк пришли после закрытия часа, порог {v[3]}, n = {v[4]}",
            "grew" => $"{v[0]} [{v[1]}, {v[2]}] {Grown(v[3])}, порог +{v[4]}, n = {v[5]}",
            "constant" => $"одно значение во всех строках ({v[0]}), разных значений {v[1]}: {Baseline(v[2])}",
            "burn" => $"бюджет ошибок расходуется в {v[0]} [{v[1]}, {v[2]}] раза быстрее допустимого за {HoursOf(v[3])}, порог {v[4]}: плохих событий {v[5]} из {v[6]}, допустимо {v[7]}",
            "budget_spent" => $"бюджет ошибок исчерпан: плохих событий {v[0]} [{v[1]}, {v[2]}], допустимо {v[3]}, n = {v[4]}",
            "nothing_to_report" => "в последнем окне сообщать не о чем",
            "no_rows" => "строк ещё не было",
            "not_evaluated" => "ещё ничего не вычислено",
            "not_judged_yet" => "по последним строкам решения ещё нет",
            _ => parts.Template.Say([.. parts.Values]),
        };
    }

    // The sentence of a drift: its statistic with an interval, then parts between commas.
    private string? DriftReason(string reason)
    {
        if (!DriftSentence().IsMatch(reason)) return null;
        var said = reason
            .Replace("threshold ", "порог ", StringComparison.Ordinal)
            .Replace("the baseline has one value only", "в базе одно значение", StringComparison.Ordinal)
            .Replace("one value only, and another one than in the baseline", "одно значение, и не то, что в базе", StringComparison.Ordinal)
            .Replace("one value only is left", "осталось одно значение", StringComparison.Ordinal)
            .Replace(", new: ", ", новые: ", StringComparison.Ordinal);
        var names = said.IndexOf(", новые: ", StringComparison.Ordinal); // names of categories stay as they are
        return names < 0 ? Local(said) : Local(said[..names]) + said[names..];
    }

    private static string Grown(string what)
    {
        foreach (var (english, russian) in Growths)
            if (what.StartsWith(english, StringComparison.Ordinal)) return russian + AgainstWhat(what[english.Length..]);
        return what;
    }

    private static string AgainstWhat(string rest)
    {
        var at = rest.LastIndexOf(", none in ", StringComparison.Ordinal);
        if (at >= 0) return rest[..at] + ", раньше ни одного: " + Baseline(rest[(at + ", none in ".Length)..]);
        at = rest.LastIndexOf(" in ", StringComparison.Ordinal);
        return at < 0 ? rest : $"{rest[..at]}: {Baseline(rest[(at + " in ".Length)..])}";
    }

    private static readonly (string English, string Russian)[] Growths =
    [
        ("missing", "пропусков"), ("out of range", "вне диапазона"), ("of the wrong type", "неверного типа"), ("in new categories", "в новых категориях"),
        ("of the baseline in categories that no longer come", "базы в категориях, которых больше нет"),
    ];

    private static string Baseline(string name) => name switch
    {
        "the reference" => "эталон",
        "the approved rows of the reference" => "одобренные строки эталона",
        _ when name.EndsWith(" a week before", StringComparison.Ordinal) => "неделю назад",
        _ when name.EndsWith(" a year before", StringComparison.Ordinal) => "год назад",
        _ when name.EndsWith("s before", StringComparison.Ordinal) => "прежние окна",
        _ when name.EndsWith(" before", StringComparison.Ordinal) => "прошлое окно",
        _ => name,
    };

    private string HoursOf(string hours) => hours.Split(' ')[0] is var n && long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? N(count, "", "", "час", "часа", "часов") : hours;

    // Numbers of the engine have commas between thousands and a point before decimals.
    private string Local(string text) => EnglishNumber().Replace(text, match =>
        double.TryParse(match.Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? match.Value.Contains('.', StringComparison.Ordinal) ? match.Value.Replace(",", "", StringComparison.Ordinal).Replace('.', ',') : Format.Count((long)number)
            : match.Value);

    [GeneratedRegex(@"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,])\d+(?:\.\d+)?(?![\w.])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex EnglishNumber();

    [GeneratedRegex(@"(?:^|, )threshold [\d.E+-]+, n = [\d,]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex DriftSentence();
}
