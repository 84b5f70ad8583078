using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Tests.Replay;

public sealed class CaseFileTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_gives_the_model_that_is_described()
    {
        _folder.Write(CaseFile.Name, """
            {"case":"loans","task":"binary","positive":"1 = defaulted","threshold":0.3,"period":"month","segments":["region"],
             "features":[{"name":"age","type":"numeric"},{"name":"region","type":"categorical"}]}
            """);
        var found = CaseFile.Find(_folder.Root).ShouldNotBeNull();
        found.Period.ShouldBe(WindowSize.Month);
        found.Description.Task.ShouldBe(ModelTask.Binary);
        found.Description.PositiveClass.ShouldBe("1");
        found.Description.Threshold.ShouldBe(0.3);
        found.Description.Columns!.Select(c => (c.Name, c.Type, c.Segment)).ShouldBe([("age", ColumnType.Numeric, false), ("region", ColumnType.Categorical, true)]);
    }

    [Fact]
    public void Find_without_a_file_is_null()
    {
        CaseFile.Find(_folder.Root).ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"task\":\"guess\",\"features\":[]}", "task 'guess' is none of binary, multiclass, regression")]
    [InlineData("{\"task\":\"binary\",\"features\":[{\"name\":\"a\",\"type\":\"tarot\"}]}", "type 'tarot' of a")]
    [InlineData("{", "cannot be read")]
    public void Find_file_with_faults_says_which(string text, string says)
    {
        _folder.Write(CaseFile.Name, text);
        Should.Throw<UsageException>(() => CaseFile.Find(_folder.Root)).Message.ShouldContain(says);
    }
}
