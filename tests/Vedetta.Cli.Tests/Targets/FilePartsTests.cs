using System.Text;
using Vedetta.Cli.Targets;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;

namespace Vedetta.Cli.Tests.Targets;

public sealed class FilePartsTests
{
    [Fact]
    public async Task OfAsync_renames_columns_to_the_names_of_the_contract()
    {
        var mapping = new ColumnMapping(Id: "key", Time: "when", Score: "p", Tags: ["branch"], ScorePrefix: "prob_");
        var parts = await Read("key,when,p,branch,prob_a,age\n1,2,3,4,5,6\n", mapping);
        Encoding.UTF8.GetString(parts.ShouldHaveSingleItem().Bytes).ShouldBe("id,ts,score,tag_branch,score_a,age\n1,2,3,4,5,6\n");
    }

    [Fact]
    public async Task OfAsync_cuts_long_files_into_parts_that_stand_alone()
    {
        var parts = await Read("id,age\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i},{i}\n")), ColumnMapping.Default);
        parts.Count.ShouldBe(3);
        parts.Sum(p => p.Rows).ShouldBe(60_000);
        parts.ShouldAllBe(p => Encoding.UTF8.GetString(p.Bytes, 0, p.HeaderLength) == "id,age\n");
    }

    private static async Task<List<FilePart>> Read(string text, ColumnMapping mapping)
    {
        var parts = new FileParts(new ParquetRows(() => throw new NotSupportedException("no Parquet here")));
        var source = new IngestSource(new MemoryStream(Encoding.UTF8.GetBytes(text)), IngestFormat.Csv) { Mapping = mapping };
        var read = new List<FilePart>();
        await foreach (var part in parts.OfAsync(source, CancellationToken.None)) read.Add(part);
        return read;
    }
}
