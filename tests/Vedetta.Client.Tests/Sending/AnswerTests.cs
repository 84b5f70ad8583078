using System.Text;
using Vedetta.Client.Sending;

namespace Vedetta.Client.Tests.Sending;

public sealed class AnswerTests
{
    private const string Full =
        """
        {"accepted":3,"duplicates":1,"rejected":[{"index":7,"id":"a8","code":"unreadable_time","field":"at","message":"No time.","allowed":["x",{"y":1}]},{"index":9}],
         "more":{"nested":[1,2]},"warnings":[{"index":0,"code":"unknown_column","field":"incom","message":"Not in the schema."}]}
        """;

    [Fact]
    public void Parse_reads_counts_and_the_first_of_each_list()
    {
        Answer answer = Answer.Parse(Encoding.UTF8.GetBytes(Full), whole: true).ShouldNotBeNull();

        answer.ShouldBe(new Answer(3, 1, 2, "unreadable_time at No time.", "unknown_column incom Not in the schema."));
    }

    [Fact]
    public void Parse_believes_the_count_where_the_list_of_rejected_events_is_cut() =>
        Answer.Parse("""{"accepted":0,"rejected":[{"code":"a"}],"rejected_count":1500}"""u8, whole: true)!.Rejected.ShouldBe(1_500);

    [Fact]
    public void Parse_of_any_beginning_throws_nothing_and_finds_what_is_there()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Full);
        for (int length = 0; length < bytes.Length; length++)
        {
            Answer? clipped = Answer.Parse(bytes.AsSpan(0, length), whole: false);
            if (clipped is not null)
            {
                clipped.Accepted.ShouldBe(3);
            }

            Answer.Parse(bytes.AsSpan(0, length), whole: true).ShouldBeNull();
        }
    }
}
