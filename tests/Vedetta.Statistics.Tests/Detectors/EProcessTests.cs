using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class EProcessTests
{
    [Fact]
    public void Capital_and_first_rejection_are_those_of_the_golden_file()
    {
        var golden = FormulaGolden.Group("e_process");
        var values = FormulaGolden.Group("sequential").Numbers("x")[150..];
        var process = new EProcess(golden.Number("m0"), golden.Number("lam"));
        var first = 0;
        for (var t = 1; t <= values.Length; t++)
        {
            if (process.Update(values[t - 1]) && first == 0)
                first = t;
        }
        Near.Relative(process.LogCapital, golden.Number("log_K_end"), 1e-9);
        first.ShouldBe(golden.GetProperty("first_reject_alpha_0_05").GetInt32());
    }

    [Fact]
    public void Stake_that_could_lose_more_than_all_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new EProcess(0.5, 2.1)).Message.ShouldContain("between 0 and 2");
}
