namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string UsualBand => T("usual", "обычно");
    public string UsualBandLong => T("usual for such a window", "обычно для такого окна");
    public string UsualMeans => T("outside the band of the same hour and weekday of six weeks, or twice the errors of the span", "вне полосы того же часа и дня недели за шесть недель или вдвое больше ошибок, чем за период");
    public string RejectedWord => T("rejected", "отклонено");
    public string ErrorsWord => T("errors", "ошибки");
    public string LateWord => T("late", "поздние");
    public string DuplicatesWord => T("duplicates", "повторы");
    public string NinetyFifth => T("p95 with its interval", "p95 с интервалом");
    public string OnlyRejected(long n) => T($"{N(n, "row was", "rows were", "", "", "")} rejected: look why.", $"Отклонено {N(n, "", "", "строка", "строки", "строк")}: посмотрите почему.");
    public string NoRowsInSpan => T("No rows lie in this span", "В этом периоде нет строк");
    public string NoRowsInSpanCause(string last) => T($"The latest row happened {last}, or the segment or version has no rows here.", $"Последняя строка: {last}; возможно, у сегмента или версии здесь нет строк.");
    public string ShowLatest => T("Show the latest", "Показать последние");
    public string TrafficLatency(string p95) => T($"95 of 100 answers took at most {p95}", $"95 из 100 ответов заняли не более {p95}");
    public string TrafficNoLatency => T("No row says how long it took", "Ни одна строка не говорит, сколько она заняла");
    public string TrafficErrors(string share) => T($", errors {share}", $", ошибок {share}");
    public string ReceivedWas(string moment) => T($"received {moment}", $"получено {moment}");
    public string UnusualWindows(int n, int of) => n == 0
        ? T($"None of {N(of, "window", "windows", "", "", "")} stands out", $"Ни одно из {N(of, "", "", "окна", "окон", "окон")} не выделяется")
        : T($"{Format.Count(n)} of {N(of, "window", "windows", "", "", "")} {(n == 1 ? "stands" : "stand")} out", $"Выделяется {Format.Count(n)} из {N(of, "", "", "окна", "окон", "окон")}");
    public string ByChance(string n) => T($"about {n} by chance alone", $"случайно бывает около {n}");
    public string NotRows(string rejected, string duplicates, string late) => T($"{rejected} rejected, {duplicates} sent twice, {late} late", $"{rejected} отклонено, {duplicates} повторно, {late} с опозданием");
    public string RateTitle(int outside, int of) => outside == 0
        ? T($"Rows follow the usual in all {N(of, "window", "windows", "", "", "")}", $"Число строк обычное во всех окнах ({Format.Count(of)})")
        : T($"Rows leave the usual band in {Format.Count(outside)} of {N(of, "window", "windows", "", "", "")}", $"Число строк вне обычной полосы в {Format.Count(outside)} из {N(of, "", "", "окна", "окон", "окон")}");
    public string RateTitleYoung(string most, string when) => T($"At most {most} rows, {when}; too young to know what is usual", $"Не более {most} строк, {when}; что обычно, станет ясно позже");
    public string LatencyTitle(string p50, string p95, string p99) => T($"Half answered within {p50}, 95 % within {p95}, 99 % within {p99}", $"Половина ответов за {p50}, 95 % за {p95}, 99 % за {p99}");
    public string NoLatency => T("Latency is not known", "Задержка неизвестна");
    public string NoLatencyNext => T("Send how long each prediction took, and its quantiles appear here:", "Присылайте, сколько заняло каждое предсказание, и квантили появятся здесь:");
    public string ErrorsTitle(string errors, string rejected) => T($"Errors in {errors} of the rows; {rejected} of what came was rejected", $"С ошибкой {errors} строк; отклонено {rejected} пришедшего");
    public string ErrorsKey => T("rows that carry an error", "строки с ошибкой");
    public string RejectedKey => T("rejected, share of all that came", "отклонено, доля всего пришедшего");
    public string OddTitle(string duplicates, string late) => T($"{duplicates} rows were sent twice, {late} came after their hour had closed", $"Повторно прислано строк: {duplicates}, после закрытия часа: {late}");
    public string DuplicatesKey => T("rows whose id was known", "строки с известным id");
    public string LateKey => T("rows that came late", "опоздавшие строки");
    public string NothingUnusual => T("No window stands out", "Ни одно окно не выделяется");
    public string UnusualCaption => T("Windows that stand out", "Окна, которые выделяются");
    public string NothingRejected => T("Nothing was rejected in this span", "В этом периоде ничего не отклонено");
    public string RejectedOf(string n, string of) => T($"{n} of {of} in this span", $"{n} из {of} за период");
    public string AllRejected => T("All rejected rows, and what to do", "Все отклонённые строки и что делать");
    public string Reason => T("Reason", "Причина");
    public string Field => T("Field", "Поле");
}
