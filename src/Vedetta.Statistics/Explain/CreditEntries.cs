namespace Vedetta.Statistics.Explain;

/// <summary>Reports of credit scoring.</summary>
internal static class CreditEntries
{
    private static readonly MethodFamily Family = new("credit.md", "Credit scoring",
        "Reports a credit risk department expects. Labels exist only for approved applications, and only once they are mature: a young loan is censored, not good.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "vintage", "Vintage table", Family,
            "How does the bad rate of each period of issue grow with months on book?",
            "CDR(v, m) = bad by month m over loans observed for at least m months, by count and by amount; modified Wilson interval; coverage = share of the vintage that is mature.",
            "None: it reports. Compare the same month across vintages.",
            "A loan enters a month only once observed so long, also when it went bad early.",
            "1 mature loan; read intervals.",
            "What happens after the last month shown.",
            "Not applicable.",
            "Siddiqi 2017."),
        new(
            "chain_ladder", "Chain ladder and early link", Family,
            "What will a young vintage's bad rate be, and does first payment default foretell it?",
            "Factor of a month = sum CDR(v, m + 1) / sum CDR(v, m) over vintages known whole at both; forecast = known rate times the factors to come, with the range when each vintage in turn is left out. Link: Pearson's r over vintages with Fisher's interval, least-squares line.",
            "None: it foretells.",
            "Vintages age alike.",
            "1 older vintage for a factor, 4 for the interval of the link.",
            "A change of the portfolio that makes old vintages a bad guide.",
            "Not applicable; the range is no confidence interval and is called so.",
            "Mack 1993; Fisher 1915."),
        new(
            "roll_rates", "Roll rates", Family,
            "How much of each payment bucket becomes worse, and how much is cured?",
            "R(k, t) = B(k + 1, t) / B(k, t - 1); or from single loans the share of a bucket that moved to a worse or a better one.",
            "None: it reports.",
            "The same buckets every month.",
            "1 loan in the bucket.",
            "Loans that leave the book, unless they are given a bucket.",
            "Not applicable.",
            "Practice of collections."),
        new(
            "score_bands", "Score bands", Family,
            "Is a safer band really safer?",
            "Per band approval, bad rate with modified Wilson interval, odds, cumulative figures; adjacent bands by a one-sided two-proportion test (Fisher's where few), corrected by Holm.",
            "Broken when the safer band is worse with corrected p below 0.05; separated when the interval of the difference lies above 0.",
            "Labels are mature.",
            "1 labelled row a band; some 5 bad ones to say anything.",
            "Differences inside a band; rejected applications have no labels.",
            "Below 5 % over all pairs of a scorecard whose order holds.",
            "Holm 1979; Newcombe 1998."),
        new(
            "csi", "Characteristic stability", Family,
            "Did the mix of a characteristic change, and by how many points of the score?",
            "Index sum (a - e) ln(a / e); shift sum (a - e) points. Beside the index what it exceeds by chance in 5 % of cases, chi2(B - 1) (1/n + 1/m).",
            "0.1 and 0.25 by custom; below the chance limit they mean nothing.",
            "The attributes of the scorecard on both sides.",
            "About 20 expected rows an attribute for the chance limit.",
            "Changes inside an attribute.",
            "5 % beyond the chance limit; the custom thresholds have no known rate.",
            "Siddiqi 2017; Yurdakul and Naranjo 2020."),
        new(
            "cutoff", "Cut-off curve", Family,
            "What would another cut-off do to approvals, risk and profit?",
            "Cumulative sums over applications in order of PD: approval rate, mean PD, bad rate of the labelled, sum of amount (margin (1 - PD) - LGD PD); mass near the cut-off and decisions that flip when it moves.",
            "None: it reports.",
            "PDs are calibrated; economics are per unit of the amount.",
            "1 application.",
            "Applicants who would come or stay away under another rule.",
            "Not applicable.",
            "Practice of scorecard validation."),
        new(
            "swap_set", "Swap set and overrides", Family,
            "Whom would a challenger approve that the champion declines, and what do people decide against the rule?",
            "Four cells with rows, labels and bad rates. Overrides: low side approved against the rule, high side declined against it, as shares of those eligible; excess risk of the low side by Newcombe's interval.",
            "Overrides rose when the interval of the difference of two periods lies above 0.",
            "Labels of those swapped in exist only where some were approved at random; otherwise they are inferred, and that must be said.",
            "1 application a cell.",
            "What declined applicants would have done.",
            "2.5 % for a rise that is none.",
            "Newcombe 1998."),
        new(
            "grades", "Back-test of grades", Family,
            "Is a grade's PD too low?",
            "Per grade: binomial upper tail, Jeffreys' posterior probability, z = (rate - PD) / sqrt(PD (1 - PD) / N), Jeffreys interval, lights (green below 95 % confidence, yellow below 99.9 %); over grades sum z^2 with as many degrees of freedom as grades; the portfolio by z. With asset correlation rho the limit of the rate is Phi((Phi^-1(PD) + sqrt(rho) Phi^-1(q)) / sqrt(1 - rho)).",
            "p at most 0.05 yellow, 0.001 red.",
            "Defaults are independent given the PD, except in the last formula.",
            "1 customer; the z from about N PD (1 - PD) = 9.",
            "PDs that are too high: the tests are one-sided.",
            "More than stated when defaults depend on each other: compare with the Vasicek limit.",
            "European Central Bank 2019; Oesterreichische Nationalbank 2004; Vasicek 2002; Tasche 2003."),
        new(
            "grade_stability", "Stability of grades", Family,
            "Do customers wander between grades, concentrate on few, or does the system tell them apart less than at first?",
            "Matrix weighted bandwidth above and below the diagonal; z of each cell against its neighbour nearer to the diagonal; Herfindahl index 1 + ln((CV^2 + 1) / K) / ln K with z of its growth; area S = (initial - current) / s.",
            "p below 0.05 by the custom of supervisors.",
            "Defaulted customers are left out; the first validation counts as known.",
            "1 customer a row; area from 5 of each class.",
            "Why they wander.",
            "5 % by construction, approximate in small tables.",
            "European Central Bank 2019."),
    ];
}
