using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Tests.Learners;

/// <summary>Areas under the ROC curve on public data beside those other libraries reach on them.</summary>
public class RealDataTests
{
    [Fact]
    public void Logistic_regression_on_incomes_ranks_like_the_one_of_scikit_learn()
    {
        // The case's model is scikit-learn's with C = 0.1, fitted to the other half of the people the reference holds.
        string[] features = ["age", "education-num", "capital-gain", "capital-loss", "hours-per-week", "workclass", "marital-status", "occupation", "relationship", "race", "sex", "native-country"];
        var reference = CsvTable.Read("data", "cases", "adult_education_split", "reference.csv.gz");
        var production = CsvTable.Read("data", "cases", "adult_education_split", "production.csv.gz");
        var fit = LogisticRegression.Fit(reference.Features(features), reference.Numbers("label"), new LogisticOptions(L2: 10));
        var labels = Array.ConvertAll(production.Numbers("label"), l => l > 0);
        var theirs = Area(production.Numbers("score"), labels);
        theirs.ShouldBe(0.892, 0.001);
        Area(fit.Predict(production.Features(features)), labels).ShouldBe(theirs, 0.005);
    }

    [Fact]
    public void Boosting_on_defaulting_cards_reaches_the_published_area()
    {
        // Published areas of boosted trees on these 30,000 cards lie between 0.77 and 0.79.
        var cards = CsvTable.Read("data", "datasets", "uci_credit_card_default.csv.gz");
        string[] names = ["LIMIT_BAL", "SEX", "EDUCATION", "MARRIAGE", "AGE", "PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6", "BILL_AMT1", "BILL_AMT2", "PAY_AMT1", "PAY_AMT2", "PAY_AMT3"];
        var table = cards.Features(names);
        var target = cards.Numbers("default_next_month");
        var test = Enumerable.Range(0, table.Rows).Where(i => i % 4 == 0).ToArray();
        var training = Enumerable.Range(0, table.Rows).Where(i => i % 4 != 0).ToArray();
        var options = new BoostingOptions { LearningRate = 0.1, Leaves = 15, EarlyStopping = new EarlyStopping() };
        var fit = BoostedTrees.Fit(table.Pick(training), Array.ConvertAll(training, i => target[i]), BoostingLoss.LogLoss, options);
        Area(fit.Predict(table.Pick(test)), Array.ConvertAll(test, i => target[i] > 0)).ShouldBeInRange(0.77, 0.79);
        fit.GainShares[0].Column.ShouldBe("PAY_0");
    }

    private static double Area(double[] scores, bool[] labels) => RocAuc.Of(BinaryScores.From(scores, labels))!.Value;
}
