using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Commit;
using Vedetta.Core.Models;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class HashTests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", 0x64F23ECF1609B766)]
    public void XxHash64_published_values_come_out(string text, ulong expected) =>
        XxHash64.Of(System.Text.Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    [Fact]
    public void KnownIds_every_known_id_is_suspected_few_others_are_and_memory_stays_within_two_bytes_an_id()
    {
        const int Count = 300_000;
        var known = new KnownIds();
        var model = new ModelId("m");
        var random = new Random(7);
        var ids = new ulong[Count];
        var at = new long[Count];
        for (var i = 0; i < Count; i++) (ids[i], at[i]) = ((ulong)random.NextInt64(), 1_770_000_000_000_000 + i);
        for (var i = 0; i < Count; i += 1000)
        {
            known.Add(model, ids.AsSpan(i, 1000), at.AsSpan(i, 1000));
            if (i > 20_000) (known.Bytes / (double)known.Count(model)).ShouldBeLessThanOrEqualTo(2.001);
        }

        var suspect = new bool[Count];
        known.Suspects(model, ids, suspect);
        suspect.ShouldAllBe(s => s);

        var others = new ulong[Count];
        for (var i = 0; i < Count; i++) others[i] = (ulong)random.NextInt64() | (1UL << 63);
        Array.Clear(suspect);
        known.Suspects(model, others, suspect);
        (suspect.Count(s => s) / (double)Count).ShouldBeLessThan(0.2);
    }
}
