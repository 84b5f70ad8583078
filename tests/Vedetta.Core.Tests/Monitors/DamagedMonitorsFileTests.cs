using System.Text;
using Vedetta.Core.Monitors.Files;

namespace Vedetta.Core.Tests.Monitors;

public sealed class DamagedMonitorsFileTests
{
    private const string Whole = """
        model: application-scoring
        monitors:
          - name: income-drift
            metric: drift
            columns: [income, "age"]
            method: psi   # a comment
            window: day
            warning: 0.1
          - {name: volume, metric: volume, audience: engineering}
        ---
        model: other
        monitors: []
        """;

    // Each trial changes a few bytes into signs that mean something in YAML.
    [Fact]
    public void Parse_of_a_damaged_file_says_what_is_wrong_and_never_throws()
    {
        const string Signs = "{}[]:-,#&*!|>'\"%@`?\n\t \r\0é";
        var random = new Random(20_261_122);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var text = new StringBuilder(Whole);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                var sign = Signs[random.Next(Signs.Length)];
                if (random.Next(3) == 0) text.Insert(at, sign);
                else text[at] = sign;
            }

            var file = Should.NotThrow(() => MonitorsFile.Parse(text.ToString()), $"trial {trial}: {text}");
            (file.Documents.Count > 0 || file.Problems.Count > 0).ShouldBeTrue($"trial {trial} said nothing: {text}");
        }
    }
}
