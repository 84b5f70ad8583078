using System.Globalization;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;
using Vedetta.Statistics.Tests.Learners;

namespace Vedetta.Statistics.Tests.Multivariate;

/// <summary>Reconstruction error of every chunk, its sampling error and thresholds as NannyML gives them.</summary>
public class PcaGoldenTests
{
    private static readonly string[] Columns = ["car_value", "salary_range", "debt_to_income_ratio", "loan_length", "repaid_loan_on_prev_car", "size_of_downpayment", "driver_tenure"];

    [Fact]
    public void Errors_of_chunks_are_those_of_nannyml()
    {
        var reference = CsvTable.Read("data", "nannyml", "car_loan_reference.csv.gz").Features(Columns);
        var analysis = CsvTable.Read("data", "nannyml", "car_loan_analysis.csv.gz").Features(Columns);
        var pca = PcaReconstruction.Fit(reference, 0.65, PcaEncoding.NannyML);
        pca.ExplainedVariance.Count.ShouldBe(4);
        var (before, now) = (pca.Errors(reference), pca.Errors(analysis));
        var means = new List<double>();
        var compared = 0;
        foreach (var cells in File.ReadLines(SharedFolder.Require("golden", "nannyml", "car_loan_quality_multivariate.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[0] == "reconstruction_error"))
        {
            var isReference = cells[1] == "reference";
            var (start, end) = (int.Parse(cells[4], CultureInfo.InvariantCulture), int.Parse(cells[5], CultureInfo.InvariantCulture));
            var chunk = (isReference ? before : now)[start..(end + 1)];
            var mean = chunk.Average();
            Near.Relative(mean, Number(cells[9]), 1e-9, 0, $"{cells[1]} {cells[3]}");
            Near.Relative(Math.Sqrt(chunk.Sum(e => (e - mean) * (e - mean)) / (chunk.Length - 1) / chunk.Length), Number(cells[10]), 1e-9);
            if (isReference)
                means.Add(mean);
            var thresholds = ChunkThresholds.Of(means);
            if (!isReference)
            {
                Near.Relative(thresholds.Low, Number(cells[13]), 1e-9);
                Near.Relative(thresholds.High, Number(cells[14]), 1e-9);
            }
            compared++;
        }
        compared.ShouldBe(20);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
