using System.Globalization;
using Vedetta.Statistics.Detectors;
using Vedetta.Statistics.Explain;

namespace Vedetta.Statistics.Tests.Detectors;

public class StatedRatesTests
{
    [Fact]
    public void Every_detector_is_explained_with_its_rate_and_parameters()
    {
        foreach (var definition in DetectorCatalog.All)
        {
            var text = MethodCatalog.Text(MethodCatalog.Find(definition.Name).ShouldNotBeNull(definition.Name));
            text.ShouldContain("per 10,000");
            foreach (var parameter in definition.Parameters)
                text.ShouldContain(parameter.Name);
        }
    }

    [Fact]
    public void Stated_rates_are_those_of_the_measured_table()
    {
        var lines = File.ReadAllLines(Path.Combine(SharedFolder.RepositoryRoot, "benchmarks", "results", "detectors.md"));
        foreach (var definition in DetectorCatalog.All)
        {
            var stated = definition.Measured.ShouldNotBeNull(definition.Name);
            var numbers = stated.Stream.Contains("normal", StringComparison.Ordinal);
            var from = Array.FindIndex(lines, l => l.StartsWith(numbers ? "Numbers, standard" : "Bits, rate", StringComparison.Ordinal));
            var cells = lines.Skip(from).First(l => l.StartsWith($"| {definition.Name} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
            Number(cells[2]).ShouldBe(stated.FalseAlarms, definition.Name);
            if (stated.LargeDelay is { } delay)
                Number(cells[3]).ShouldBe(delay, definition.Name);
            Number(cells[4]).ShouldBe(100 * stated.LargeMissed, 0.01, definition.Name);
            Number(cells[6]).ShouldBe(100 * stated.SmallMissed, 0.01, definition.Name);
        }
    }

    private static double Number(string cell) => double.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);
}
