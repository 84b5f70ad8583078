using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Verdicts on labelled cases: calm where nothing happens, critical where something does.</summary>
public class RealDataVerdictTests
{
    public static TheoryData<DriftMethod> Methods => [DriftMethod.Auto, DriftMethod.Psi, DriftMethod.Ks];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Score_of_the_baseball_forecasts_has_no_critical_month(DriftMethod method)
    {
        var data = CaseData.Load("mlb_forecasts");
        var reference = NumericSample.From(data.ReferenceNumbers("score"));
        foreach (var period in data.Periods.Keys)
        {
            var judged = DriftJudge.Judge("score", Comparison.Of(method, reference, NumericSample.From(data.Numbers("score", period))));
            judged.Verdict.Kind.ShouldNotBe(VerdictKind.Critical, $"{period}: {judged.Verdict.Reason}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Score_of_the_census_is_healthy_by_year(DriftMethod method)
    {
        var data = CaseData.Load("ma_employment");
        var reference = NumericSample.From(data.ReferenceNumbers("score"));
        foreach (var period in data.Periods.Keys)
        {
            var judged = DriftJudge.Judge("score", Comparison.Of(method, reference, NumericSample.From(data.Numbers("score", period))));
            judged.Verdict.Kind.ShouldBe(VerdictKind.Healthy, $"{period}: {judged.Verdict.Reason}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Electricity_columns_that_were_constant_are_critical_in_the_week_they_begin_to_vary(DriftMethod method)
    {
        var data = CaseData.Load("elec2");
        var days = data.Production["ts"].Select(ts => DateOnly.ParseExact(ts[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var change = new DateOnly(1997, 5, 5);
        foreach (var column in new[] { "vicprice", "vicdemand", "transfer" })
        {
            var values = data.Numbers(column, "production");
            var reference = data.ReferenceNumbers(column);
            var grid = NumericGrid.FromReference(reference);
            var whole = new NumericProfile(grid);
            whole.Add(reference);
            for (var week = -10; week <= 0; week++)
            {
                var (from, to) = (change.AddDays(7 * week), change.AddDays(7 * (week + 1)));
                var window = new NumericProfile(grid);
                window.Add(values.Where((_, i) => days[i] >= from && days[i] < to).ToArray());
                var judged = DriftJudge.Judge(column, Comparison.Of(method, whole, window));
                judged.Verdict.Kind.ShouldBe(week < 0 ? VerdictKind.Healthy : VerdictKind.Critical, $"{column} {from}: {judged.Verdict.Reason}");
            }
        }
    }

    [Theory]
    [InlineData(DriftMethod.Auto)]
    [InlineData(DriftMethod.Psi)]
    public void Census_columns_are_calm_in_windows_where_nothing_happens(DriftMethod method)
    {
        // 68,785 reference rows against windows of a month's size drawn from them at random.
        var data = CaseData.Load("ma_employment");
        var random = new Random(4);
        var categories = data.Numeric.Where(c => !c.Value).ToDictionary(c => c.Key, c => data.ReferenceCategories(c.Key).ToArray(), StringComparer.Ordinal);
        var numbers = data.Numeric.Where(c => c.Value).ToDictionary(c => c.Key, c => data.ReferenceNumbers(c.Key), StringComparer.Ordinal);
        var total = data.Reference["ts"].Length;
        for (var month = 0; month < 12; month++)
        {
            var rows = Enumerable.Range(0, 5732).Select(_ => random.Next(total)).ToArray();
            var family = categories.Select(c => (c.Key, Comparison.Of(method, CategoricalSample.From(c.Value), CategoricalSample.From(Pick(c.Value, rows)))))
                .Concat(numbers.Select(c => (c.Key, Comparison.Of(method, NumericSample.From(c.Value), NumericSample.From([.. Pick(c.Value, rows)])))))
                .ToArray();
            foreach (var judged in DriftJudge.Judge(family))
                judged.Verdict.Kind.ShouldBe(VerdictKind.Healthy, $"{judged.Column}: {judged.Verdict.Reason}");
        }

        static IEnumerable<T> Pick<T>(T[] values, int[] rows) => rows.Select(r => values[r]);
    }

    [Fact]
    public void Relationship_in_the_census_is_critical_in_the_two_months_that_hold_the_institutions()
    {
        var data = CaseData.Load("ma_employment");
        var reference = CategoricalSample.From(data.ReferenceCategories("RELP"));
        var months = data.Production["ts"].Select((ts, i) => (Month: ts[..7], Value: data.Production["RELP"][i])).GroupBy(r => r.Month, r => r.Value);
        foreach (var method in new[] { DriftMethod.Auto, DriftMethod.Psi })
        {
            foreach (var month in months)
            {
                var judged = DriftJudge.Judge("RELP", Comparison.Of(method, reference, CategoricalSample.From(month)));
                if (month.Key is "2017-12" or "2018-01")
                    judged.Verdict.Kind.ShouldBe(VerdictKind.Critical, month.Key);
            }
        }
    }
}
