using System.Text.Json;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>The special functions behind every p-value, against golden/formulas.</summary>
public class SpecialFunctionTests
{
    [Theory]
    [InlineData("norm_cdf")]
    [InlineData("norm_ppf")]
    [InlineData("betainc")]
    [InlineData("betaincinv")]
    [InlineData("gammainc")]
    [InlineData("chi2_sf")]
    [InlineData("chi2_ppf")]
    [InlineData("t_cdf")]
    [InlineData("t_ppf")]
    [InlineData("binom_sf")]
    public void Special_function_agrees_with_scipy(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "formulas", "golden.json")));
        foreach (var row in json.RootElement.GetProperty("special").GetProperty(name).EnumerateArray())
        {
            var x = row.EnumerateArray().Select(v => v.GetDouble()).ToArray();
            var actual = name switch
            {
                "norm_cdf" => Normal.CDF(0, 1, x[0]),
                "norm_ppf" => Normal.InvCDF(0, 1, x[0]),
                "betainc" => SpecialFunctions.BetaRegularized(x[0], x[1], x[2]),
                "betaincinv" => Beta.InvCDF(x[0], x[1], x[2]),
                "gammainc" => SpecialFunctions.GammaLowerRegularized(x[0], x[1]),
                "chi2_sf" => TableTest.ChiSquareTail(x[0], x[1]),
                "chi2_ppf" => ChiSquared.InvCDF(x[1], x[0]),
                "t_cdf" => StudentT.CDF(0, 1, x[1], x[0]),
                "t_ppf" => StudentT.InvCDF(0, 1, x[1], x[0]),
                _ => BinomialTest.Upper((long)x[0] + 1, (long)x[1], x[2]),
            };
            Near.Relative(actual, x[^1], 1e-8, 1e-15, $"{name} {string.Join(' ', x)}");
        }
    }
}
