using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class DetectorCatalogTests
{
    [Fact]
    public void Every_default_is_allowed_and_can_be_written_and_read()
    {
        foreach (var definition in DetectorCatalog.All)
        {
            DetectorCatalog.Create(definition.Name).Definition.ShouldBe(definition);
            foreach (var parameter in definition.Parameters)
            {
                parameter.Allows(parameter.Default).ShouldBeTrue($"{definition.Name} {parameter.Name}");
                if (!double.IsNaN(parameter.Default))
                    parameter.Parse(parameter.Text(parameter.Default)).ShouldBe(parameter.Default);
            }
        }
    }

    [Fact]
    public void Contract_names_are_there()
    {
        foreach (var name in (string[])["adwin", "ddm", "eddm", "hddm_a", "hddm_w", "kswin", "page_hinkley", "cusum", "ewma", "shewhart", "sprt"])
            DetectorCatalog.Find(name).ShouldNotBeNull(name);
    }

    [Fact]
    public void Wrong_names_and_values_say_what_is_allowed()
    {
        Should.Throw<ArgumentException>(() => DetectorCatalog.Create("adwim")).Message.ShouldContain("adwin, ddm");
        var adwin = DetectorCatalog.Get("adwin").Defaults;
        Should.Throw<ArgumentException>(() => adwin.With("tarot", 1)).Message.ShouldContain("delta");
        Should.Throw<ArgumentException>(() => adwin.With("delta", 2)).Message.ShouldContain("from 0 to 1");
        Should.Throw<ArgumentException>(() => adwin.With("clock", 1.5)).Message.ShouldContain("whole number");
        Should.Throw<ArgumentException>(() => adwin.With("cuts", "some")).Message.ShouldContain("all, legacy");
    }
}
