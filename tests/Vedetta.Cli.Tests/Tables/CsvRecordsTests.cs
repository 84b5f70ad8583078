using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;

namespace Vedetta.Cli.Tests.Tables;

public sealed class CsvRecordsTests
{
    [Fact]
    public void Read_plain_rows_gives_cells_and_raw_bytes()
    {
        var rows = Read("a,b\n1,2\r\n3,\n");
        rows.ShouldBe(["a|b", "1|2", "3|"]);
    }

    [Fact]
    public void Read_quoted_cells_keeps_commas_quotes_and_line_ends()
    {
        Read("a,b\n\"x,1\",\"he said \"\"no\"\"\"\n\"two\nlines\",z").ShouldBe(["a|b", "x,1|he said \"no\"", "two\nlines|z"]);
    }

    [Fact]
    public void Read_byte_order_mark_and_empty_lines_are_passed_over()
    {
        Read("\uFEFFa,b\n\n\n1,2\n\n").ShouldBe(["a|b", "1|2"]);
    }

    [Fact]
    public void Read_record_longer_than_the_buffer_is_read_whole()
    {
        var big = new string('x', 700_000);
        Read("a,b\n" + big + ",2\n3,4\n").ShouldBe(["a|b", big + "|2", "3|4"]);
    }

    [Fact]
    public void Read_many_records_gives_all_of_them_across_buffers()
    {
        var text = "id,value\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"row-{i},{i * 0.5}\n"));
        var rows = Read(text);
        rows.Count.ShouldBe(60_001);
        rows[^1].ShouldBe("row-59999|29999.5");
    }

    [Fact]
    public void Read_quotes_never_closed_are_refused_with_the_record()
    {
        Should.Throw<UsageException>(() => Read("a,b\n1,\"open\n")).Message.ShouldContain("record 2");
    }

    [Fact]
    public void ReadHeader_column_named_twice_is_refused()
    {
        var records = new CsvRecords(new MemoryStream("a,b,a\n"u8.ToArray()), "x.csv");
        Should.Throw<UsageException>(() => records.ReadHeader()).Message.ShouldBe("x.csv has two columns named 'a'");
    }

    [Fact]
    public void ReadHeader_empty_file_is_refused()
    {
        Should.Throw<UsageException>(() => new CsvRecords(new MemoryStream(), "x.csv").ReadHeader()).Message.ShouldContain("is empty");
    }

    private static List<string> Read(string text)
    {
        var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.csv");
        var rows = new List<string>();
        while (records.Read())
        {
            var cells = new List<string>();
            for (var i = 0; i < records.Count; i++) cells.Add(Encoding.UTF8.GetString(records[i]));
            rows.Add(string.Join('|', cells));
        }

        return rows;
    }
}
