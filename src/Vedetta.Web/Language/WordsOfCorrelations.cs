namespace Vedetta.Web.Language;

public sealed partial class Words
{
    public string NoPairs => T("There are no two numeric features to compare", "Нет двух числовых признаков для сравнения");
    public string NoPairsCause => T("Correlations are kept of the numeric features of all rows; in this span there are none.", "Корреляции считаются по числовым признакам всех строк; в этом периоде их нет.");
    public string PairsCompared(int n, int of) => T($"{Format.Count(n)} of {N(of, "pair", "pairs", "", "", "")} compared", $"Сравнено {Format.Count(n)} из {N(of, "", "", "пары", "пар", "пар")}");
    public string CorrelationsMean => T("Pearson, with 95 % Fisher intervals; of all rows of the span", "Пирсон, 95 % интервалы Фишера; по всем строкам периода");
    public string CorrelationsHeadCalm => T("Features move together as they did: no correlation changed beyond its threshold", "Признаки связаны как прежде: ни одна корреляция не изменилась сильнее порога");
    public string CorrelationsHeadNone => T("Correlations are known, but there is nothing to compare them with", "Корреляции известны, но сравнить их не с чем");
    public string CorrelationsHeadBad(int n, string a, string b, string was, string now) => T(
        $"{N(n, "correlation", "correlations", "", "", "")} changed beyond the threshold; most of all {a} and {b}, from {was} to {now}",
        $"За порогом {N(n, "", "", "корреляция", "корреляции", "корреляций")}; сильнее всех {a} и {b}: было {was}, стало {now}");
    public string MatrixTitle => T("Change of each correlation against the reference", "Изменение корреляций против эталона");
    public string MatrixLeft(int n, int left) => T($"The {n} columns that changed most; {N(left, "more is", "more are", "", "", "")} in the table", $"Столбцы с наибольшими изменениями ({n}); ещё {left} — в таблице");
    public string PairsWorstFirst => T("Pairs, the greatest change first", "Пары, сильнее изменившиеся сначала");
    public string ChangeMeans => T("p corrected for all pairs; a change needs 0.25 and p below 0.01", "p с поправкой на все пары; изменению нужно 0,25 и p ниже 0,01");
    public string Pair => T("Pair", "Пара");
    public string ChangeWord => T("Change", "Изменение");
}
