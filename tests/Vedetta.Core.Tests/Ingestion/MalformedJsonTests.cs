using Vedetta.Core.Ingestion;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class MalformedJsonTests
{
    private const string Good = """{"id":"good","at":"2026-02-01T10:00:00Z","score":0.5}""";

    public static TheoryData<string, string> BadRows => new()
    {
        { "{\"id\":\"x\",\"score\":0.5", "malformed_json" },
        { "not json", "malformed_json" },
        { "42", "malformed_json" },
        { "{\"id\":\"x\",\"score\":0.5}}", "malformed_json" },
        { "{\"id\":\"x\",\"score\":0.5,}", "malformed_json" },
        { "{\"id\":\"x\",\"score\":NaN}", "unreadable_number" },
        { "{\"id\":\"x\",\"score\":-Infinity}", "unreadable_number" },
        { "{\"id\":\"x\",\"features\":{\"a\":Infinity}}", "unreadable_number" },
        { "{\"id\":\"x\",\"at\":\"yesterday\",\"score\":1}", "unreadable_time" },
        { "{\"id\":\"x\",\"at\":\"2026-02-01T10:00:00\",\"score\":1}", "unreadable_time" },
        { "{\"id\":\"x\",\"at\":1700000000,\"score\":1}", "unreadable_time" },
        { "{\"id\":\"x\",\"at\":\"2026-02-30T10:00:00Z\",\"score\":1}", "unreadable_time" },
        { "{\"id\":\"x\",\"at\":\"1969-12-31T23:59:59Z\",\"score\":1}", "time_too_early" },
        { "{\"id\":\"x\",\"at\":\"2026-03-02T12:00:01Z\",\"score\":1}", "time_too_late" },
        { "{\"id\":\"x\"}", "empty_row" },
        { "{\"id\":\"x\",\"features\":{\"a\":null},\"score\":null}", "empty_row" },
        { "{\"id\":\"x\",\"features\":{\"a\":" + new string('[', 40) + new string(']', 40) + "}}", "malformed_json" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task IngestPredictions_a_bad_line_is_rejected_with_its_code_and_spares_its_neighbours(string bad, string code)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        var answer = await world.PredictAsync($"{Good}\n{bad}\n{Good.Replace("good", "good2", StringComparison.Ordinal)}\n");

        answer.Accepted.ShouldBe(2);
        answer.RejectedCount.ShouldBe(1);
        answer.Rejected.Single().Code.ShouldBe(code);
        answer.Rejected.Single().Index.ShouldBe(1);
        (await world.Metadata.Quarantine.ListAsync(World.Model, 10, CancellationToken.None)).Single().Payload.ShouldBe(bad);
    }

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task IngestPredictions_a_bad_element_of_an_array_is_rejected_alone_or_the_array_as_a_whole(string bad, string code)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        var body = $"[{Good},{bad},{Good.Replace("good", "good2", StringComparison.Ordinal)}]";

        if (bad.Count(c => c is '{' or '[') != bad.Count(c => c is '}' or ']'))
        {
            (await Should.ThrowAsync<IngestFormatException>(() => world.PredictAsync(body, IngestFormat.Json))).Code.ShouldBe("malformed_json");
            (await world.ReadAsync()).Rows.ShouldBe(0);
            return;
        }

        var answer = await world.PredictAsync(body, IngestFormat.Json);
        answer.Accepted.ShouldBe(2);
        answer.Rejected.Single().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("", "empty_body")]
    [InlineData("   \n ", "empty_body")]
    [InlineData("hello", "malformed_json")]
    [InlineData("[{\"score\":1}", "malformed_json")]
    [InlineData("{\"score\":1", "malformed_json")]
    public async Task IngestPredictions_a_body_that_is_no_json_is_refused_as_a_whole(string body, string code)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();

        (await Should.ThrowAsync<IngestFormatException>(() => world.PredictAsync(body, IngestFormat.Json))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task IngestPredictions_bytes_that_are_no_utf8_are_rejected_alone()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        byte[] body = [.. "{\"id\":\"a\",\"features\":{\"r\":\""u8, 0xC3, 0x28, .. "\"}}\n"u8, .. System.Text.Encoding.UTF8.GetBytes(Good)];

        var answer = await world.Ingestion.IngestPredictionsAsync(World.Model, new IngestSource(new MemoryStream(body), IngestFormat.NdJson), null, CancellationToken.None);

        answer.Accepted.ShouldBe(1);
        answer.Rejected.Single().Code.ShouldBe("bad_utf8");
    }

    [Fact]
    public async Task IngestPredictions_a_row_longer_than_allowed_is_skipped_and_reading_goes_on()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync();
        var huge = "{\"id\":\"big\",\"features\":{\"t\":\"" + new string('x', 1_200_000) + "\"}}";

        var answer = await world.PredictAsync($"{huge}\n{Good}");

        answer.Accepted.ShouldBe(1);
        answer.Rejected.Single().Code.ShouldBe("row_too_large");
    }

    [Theory]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":"old"}}""", "wrong_type", "features.age")]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":1e999}}""", "unreadable_number", "features.age")]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":true}}""", "wrong_type", "features.age")]
    [InlineData("""{"id":"w","score":0.5,"features":{"region":{"a":1}}}""", "wrong_type", "features.region")]
    [InlineData("""{"id":"w","score":0.5,"features":{"member":"maybe"}}""", "wrong_type", "features.member")]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":1,"age":2}}""", "duplicate_key", "features.age")]
    [InlineData("""{"id":"w","score":"high","features":{"age":1}}""", "wrong_type", "score")]
    [InlineData("""{"id":"w","score":0.5,"features":{"height":1}}""", "unknown_column", "features.height")]
    [InlineData("""{"id":"w","score":0.5,"colour":1}""", "unknown_field", null)]
    [InlineData("""{"id":"w","score":1.5,"features":{"age":1}}""", "out_of_range", "score")]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":500}}""", "out_of_range", "features.age")]
    [InlineData("""{"id":"w","score":0.5,"features":{"region":"atlantis"}}""", "not_allowed", "features.region")]
    public async Task IngestPredictions_an_odd_value_is_kept_with_a_warning(string row, string code, string? field)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());

        var answer = await world.PredictAsync(row);

        answer.Accepted.ShouldBe(1);
        answer.Warnings.ShouldHaveSingleItem().Code.ShouldBe(code);
        answer.Warnings[0].Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("timestamp", "the time of the event is 'at'")]
    [InlineData("y_true", "labels are sent as outcomes")]
    [InlineData("colour", "features belong into 'features'")]
    public async Task IngestPredictions_an_unknown_field_is_named_with_what_was_probably_meant(string field, string advice)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());

        var answer = await world.PredictAsync($$"""{"id":"w","score":0.5,"{{field}}":1}""");

        answer.Warnings.ShouldHaveSingleItem().Message.ShouldBe($"'{field}' is no part of a prediction and was left out; {advice}");
    }

    [Fact]
    public async Task IngestPredictions_a_value_of_the_wrong_type_is_counted_as_invalid_and_kept_as_sent()
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described());

        await world.PredictAsync("""{"id":"w","at":"2026-02-01T00:00:00Z","score":0.5,"features":{"age":"o\"ld","height":[1]},"contributions":{"age":-0.1}}""");

        (await world.ReadAsync()).Columns["age"].Invalid.ShouldBe(1);
        await foreach (var batch in world.Events.ScanAsync(World.Model, new Core.Storage.RowScan(), CancellationToken.None))
        {
            using var extra = System.Text.Json.JsonDocument.Parse(batch.Extra[0]!);
            extra.RootElement.GetProperty("invalid").GetProperty("age").GetString().ShouldBe("o\"ld");
            extra.RootElement.GetProperty("unknown").GetProperty("height").GetRawText().ShouldBe("[1]");
            extra.RootElement.GetProperty("contributions").GetProperty("age").GetDouble().ShouldBe(-0.1);
        }
    }

    [Theory]
    [InlineData("""{"id":"w","score":0.5,"features":{"limit":-1}}""")]
    [InlineData("""{"id":"w","score":0.5,"features":{"limit":"x"}}""")]
    [InlineData("""{"id":"w","score":0.5,"features":{"age":1}}""")]
    public async Task IngestPredictions_a_column_that_rejects_rejects_the_row(string row)
    {
        await using var world = await World.StartAsync();
        await world.ModelAsync(Described(limit: true));

        var answer = await world.PredictAsync(row);

        answer.Accepted.ShouldBe(0);
        answer.Rejected.Single().Code.ShouldBe("violates_schema");
        answer.Rejected.Single().Field.ShouldBe("features.limit");
        (await world.Events.TrafficAsync(World.Model, World.All, CancellationToken.None)).Sum(t => t.Rejected).ShouldBe(1);
    }

    private static Core.Models.ModelDescription Described(bool limit = false) => new(Core.Models.ModelTask.Binary, Columns:
    [
        new("age", Core.Models.ColumnType.Numeric, Min: 0, Max: 120),
        new("region", Core.Models.ColumnType.Categorical, Allowed: ["osh", "naryn"]),
        new("member", Core.Models.ColumnType.Boolean),
        .. limit ? (Core.Models.ColumnDefinition[])[new("limit", Core.Models.ColumnType.Numeric, Required: true, Min: 0, OnViolation: Core.Models.OnViolation.Reject)] : [],
    ]);
}
