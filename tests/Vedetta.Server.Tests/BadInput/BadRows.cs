using System.IO.Compression;
using System.Text;

namespace Vedetta.Server.Tests.BadInput;

/// <summary>One bad request or file and what must come back.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Type">Its content type; null for none.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Code">The code of the problem, of the first rejected row, or of the first warning, by the status and the rows taken.</param>
/// <param name="Says">What the message must hold.</param>
internal sealed record BadRow(string Name, string? Type, byte[] Body, int Status, string Code, string Says)
{
    /// <summary>Below which path of the model.</summary>
    public string Path { get; init; } = "predictions";

    /// <summary>Whether <c>Content-Encoding: gzip</c> is said.</summary>
    public bool Gzip { get; init; }

    /// <summary>Rows taken all the same.</summary>
    public int Accepted { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Every kind of bad rows we know, against the model that <see cref="BadRowsTests"/> describes.</summary>
internal static class BadRows
{
    private const string Json = "application/json", Lines = "application/x-ndjson", Csv = "text/csv", Parquet = "application/vnd.apache.parquet";
    private const string Now = "2026-03-01T10:00:00Z";

    public static IEnumerable<BadRow> All() =>
        [.. Syntax(), .. Values(), .. Times(), .. Rules(), .. Csvs(), .. Packed(), .. Sizes(), .. Outcomes(), .. References()];

    private static IEnumerable<BadRow> Syntax() =>
    [
        Whole("no body", Json, "", "empty_body", "the body is empty"),
        Whole("a bare text", Json, "\"hello\"", "malformed_json", "begins with neither"),
        Whole("a bare number", Json, "42", "malformed_json", "begins with neither"),
        Whole("a bracket never closed", Json, "[{\"score\":0.5}", "malformed_json", "ends in the middle"),
        Whole("an object never closed", Json, "{\"score\":0.5", "malformed_json", "ends in the middle"),
        Whole("a bracket never opened", Json, "[{\"score\":0.5}]]", "malformed_json", ""),
        Refused("a line that is no JSON", Lines, "not json\n", "malformed_json", "not a JSON object"),
        Refused("a line that is an array", Lines, "[1,2]\n", "malformed_json", "not a JSON object"),
        Refused("a trailing comma", Lines, "{\"score\":0.5,}\n", "malformed_json", "byte"),
        Refused("a comment", Lines, "{\"score\":0.5/*x*/}\n", "malformed_json", "byte"),
        Refused("single quotes", Lines, "{'score':0.5}\n", "malformed_json", "byte"),
        Refused("two objects in a line", Lines, "{\"score\":0.5}{\"score\":0.5}\n", "malformed_json", "byte 13"),
        Refused("NaN", Lines, "{\"score\":NaN}\n", "unreadable_number", "NaN"),
        Refused("negative infinity", Lines, "{\"features\":{\"age\":-Infinity},\"score\":0.5}\n", "unreadable_number", "infinit"),
        Refused("deep JSON", Lines, "{\"score\":0.5,\"features\":{\"age\":" + new string('[', 40) + new string(']', 40) + "}}\n", "malformed_json", "deeper than 16"),
        Refused("very deep JSON", Lines, "{\"score\":0.5,\"x\":" + new string('[', 200_000) + new string(']', 200_000) + "}\n", "malformed_json", "deeper than 16"),
        Refused("bad UTF-8", Lines, [.. "{\"score\":0.5,\"id\":\""u8, 0xff, 0xfe, .. "\"}\n"u8], "bad_utf8", "not UTF-8"),
        Refused("half a surrogate pair", Lines, "{\"id\":\"\\ud800\",\"score\":0.5}\n", "malformed_json", "surrogate"),
        Refused("half a surrogate pair in a name", Lines, "{\"features\":{\"\\udc00\":1},\"score\":0.5}\n", "malformed_json", "surrogate"),
        Refused("a bare control character", Lines, "{\"id\":\"a\u0001b\",\"score\":0.5}\n", "malformed_json", ""),
        Refused("UTF-16", Lines, Encoding.Unicode.GetBytes("{\"score\":0.5}\n"), "malformed_json", ""),
        Refused("leading zeros", Lines, "{\"score\":007}\n", "malformed_json", ""),
        Refused("nothing in the row", Lines, "{}\n", "empty_row", "neither a feature nor a score"),
        Refused("only an id", Lines, "{\"id\":\"a\"}\n", "empty_row", "at least one is needed"),
        new("no content type", null, Bytes("{}"), 415, "unsupported_media_type", "no Content-Type"),
        new("a form", "application/x-www-form-urlencoded", Bytes("score=0.5"), 415, "unsupported_media_type", "not read here"),
        new("a multipart form", "multipart/form-data; boundary=x", Bytes("--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n{}\r\n--x--\r\n"), 415, "unsupported_media_type", "not read here"),
        new("XML", "application/xml", Bytes("<row/>"), 415, "unsupported_media_type", "not read here"),
        new("another charset", "text/csv; charset=windows-1251", Bytes("id,score\n"), 415, "unsupported_media_type", "UTF-8 only"),
    ];

    private static IEnumerable<BadRow> Values() =>
    [
        Warned("a text where a number belongs", "{\"id\":\"v1\",\"features\":{\"age\":\"forty\"},\"score\":0.5}", "wrong_type", "not a number"),
        Warned("a truth value where a number belongs", "{\"id\":\"v2\",\"features\":{\"age\":true},\"score\":0.5}", "wrong_type", "not a number"),
        Warned("an object where a number belongs", "{\"id\":\"v3\",\"features\":{\"age\":{\"a\":1}},\"score\":0.5}", "wrong_type", "not a number"),
        Warned("an array where a category belongs", "{\"id\":\"v4\",\"features\":{\"region\":[\"osh\"]},\"score\":0.5}", "wrong_type", "a text, number, true or false"),
        Warned("a number where a truth value belongs", "{\"id\":\"v5\",\"features\":{\"member\":7},\"score\":0.5}", "unreadable_number", "not true or false"),
        Warned("a number beyond a double", "{\"id\":\"v6\",\"features\":{\"age\":1e999},\"score\":0.5}", "unreadable_number", "beyond the range"),
        Warned("a number of 400 digits", "{\"id\":\"v7\",\"features\":{\"age\":" + new string('9', 400) + "},\"score\":0.5}", "unreadable_number", "beyond the range"),
        Warned("a score that is a text", "{\"id\":\"v8\",\"score\":\"high\"}", "wrong_type", "not a number"),
        Warned("a score out of range", "{\"id\":\"v9\",\"score\":1.5}", "out_of_range", "outside 0 to 1"),
        Warned("features that are a list", "{\"id\":\"v10\",\"features\":[1,2],\"score\":0.5}", "unknown_field", "must be objects"),
        Warned("a field nobody knows", "{\"id\":\"v11\",\"proba\":0.5,\"score\":0.5}", "unknown_field", "'score'"),
        Warned("a column nobody knows", "{\"id\":\"v12\",\"features\":{\"agee\":3},\"score\":0.5}", "unknown_column", "not in the schema"),
        Warned("a key twice", "{\"id\":\"v13\",\"features\":{\"age\":1,\"age\":2},\"score\":0.5}", "duplicate_key", "first value is kept"),
        Warned("an id that is an object", "{\"id\":{\"a\":1},\"score\":0.5}", "wrong_type", "not a text"),
        Warned("SQL as the name of a column", "{\"id\":\"v15\",\"features\":{\"x\\\"; DROP TABLE p1; --\":1},\"score\":0.5}", "unknown_column", "DROP TABLE"),
        Warned("HTML as the name of a column", "{\"id\":\"v16\",\"features\":{\"<script>alert(1)</script>\":1},\"score\":0.5}", "unknown_column", "not in the schema"),
        Warned("a name of a column as long as a page", "{\"id\":\"v17\",\"features\":{\"" + new string('n', 5_000) + "\":1},\"score\":0.5}", "name_too_long", "at most 200 characters"),
        Refused("an id of 600 bytes", Lines, "{\"id\":\"" + new string('i', 600) + "\",\"score\":0.5}\n", "violates_schema", "longer than 512 bytes"),
    ];

    private static IEnumerable<BadRow> Times() =>
    [
        Refused("a time without an offset", Lines, "{\"at\":\"2026-03-01T10:00:00\",\"score\":0.5}\n", "unreadable_time", "RFC 3339"),
        Refused("a time as a number", Lines, "{\"at\":1767225600,\"score\":0.5}\n", "unreadable_time", "RFC 3339"),
        Refused("a time in words", Lines, "{\"at\":\"yesterday\",\"score\":0.5}\n", "unreadable_time", "RFC 3339"),
        Refused("a day that is none", Lines, "{\"at\":\"2026-02-30T10:00:00Z\",\"score\":0.5}\n", "unreadable_time", "RFC 3339"),
        Refused("the year 0000", Lines, "{\"at\":\"0000-01-01T00:00:00Z\",\"score\":0.5}\n", "unreadable_time", "RFC 3339"),
        Refused("before 1970", Lines, "{\"at\":\"1969-12-31T23:59:59Z\",\"score\":0.5}\n", "time_too_early", "before 1970"),
        Refused("two days ahead", Lines, "{\"at\":\"2026-03-04T10:00:00Z\",\"score\":0.5}\n", "time_too_late", "24 hours ahead"),
        Refused("the year 9999", Lines, "{\"at\":\"9999-12-31T23:59:59Z\",\"score\":0.5}\n", "time_too_late", "24 hours ahead"),
        Refused("the last moment with an offset beyond it", Lines, "{\"at\":\"9999-12-31T23:59:59-23:59\",\"score\":0.5}\n", "time_too_late", "24 hours ahead"),
    ];

    private static IEnumerable<BadRow> Rules() =>
    [
        Refused("out of a range that rejects", Lines, "{\"features\":{\"strict\":500},\"score\":0.5}\n", "violates_schema", "outside 0 to 100"),
        Refused("a wrong type where the schema rejects", Lines, "{\"features\":{\"strict\":\"x\"},\"score\":0.5}\n", "violates_schema", "not a number"),
        Warned("out of a range that flags", "{\"id\":\"r1\",\"features\":{\"age\":-3},\"score\":0.5}", "out_of_range", "outside 0 to 120"),
        Warned("a value that is not allowed", "{\"id\":\"r2\",\"features\":{\"region\":\"atlantis\"},\"score\":0.5}", "not_allowed", "none of the 2 allowed"),
    ];

    private static IEnumerable<BadRow> Csvs() =>
    [
        Whole("an empty CSV", Csv, "", "header_required", "must name the columns"),
        Whole("a CSV without a header", Csv, "1,2,0.5\n3,4,0.6\n", "header_required", "only numbers"),
        Whole("a CSV of semicolons", Csv, "id;score\na;0.5\n", "malformed_csv", "commas"),
        Whole("a column named twice", Csv, "id,score,score\na,1,1\n", "duplicate_header", "named twice"),
        Whole("a column without a name", Csv, "id,,score\na,1,1\n", "empty_header", "has no name"),
        Whole("a header that is not UTF-8", Csv, [0xff, 0xfe, .. "id,score\na,1\n"u8], "bad_utf8", "not UTF-8"),
        Refused("a cell too many", Csv, "id,score\na,0.5,7\n", "wrong_cell_count", "3 cells where the header names 2"),
        Refused("text behind a quote", Csv, "id,score\n\"a\"b,0.5\n", "malformed_csv", "closing quote"),
        Refused("a quote never closed", Csv, "id,score\n\"a,0.5\n", "malformed_csv", "not closed"),
        Refused("a record that is not UTF-8", Csv, [.. "id,score\n"u8, 0xc3, 0x28, .. ",0.5\n"u8], "bad_utf8", "not UTF-8"),
        Whole("4,500 columns", Csv, string.Join(',', Enumerable.Range(0, 4_500).Select(i => $"c{i}")) + "\n", "too_many_columns", "at most 4096"),
    ];

    private static IEnumerable<BadRow> Packed() =>
    [
        new("plain text said to be gzip", Csv, Bytes("id,score\na,0.5\n"), 400, "bad_gzip", "compressed bytes") { Gzip = true },
        new("gzip cut off", Csv, Gzip("id,score\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"cut{i},0.{i}\n")))[..^300], 400, "bad_gzip", "compressed bytes") { Gzip = true },
        new("a Parquet file that is none", Parquet, Bytes("PAR1 is not enough"), 400, "bad_parquet", "not a whole Parquet file"),
        new("an empty Parquet file", Parquet, [], 400, "bad_parquet", "not a whole Parquet file"),
        new("a Parquet file with nonsense inside", Parquet, [.. "PAR1"u8, .. new byte[400], 0x10, 0, 0, 0, .. "PAR1"u8], 400, "bad_parquet", ""),
        new("CSV said to be Parquet", Parquet, Bytes("id,score\na,0.5\n"), 400, "bad_parquet", "not a whole Parquet file"),
    ];

    private static IEnumerable<BadRow> Sizes() =>
    [
        Refused("a text of 10 MB in a line", Lines, "{\"score\":0.5,\"features\":{\"region\":\"" + new string('x', 10 << 20) + "\"}}\n", "row_too_large", "longer than 1048576"),
        Whole("a text of 10 MB in an array", Json, "[{\"score\":0.5,\"features\":{\"region\":\"" + new string('x', 10 << 20) + "\"}}]", "row_too_large", "longer than 1048576"),
        Refused("a cell of 10 MB", Csv, "id,score,region\na,0.5," + new string('x', 10 << 20) + "\n", "row_too_large", "longer than 1048576"),
        Warned("5,000 features that nobody knows", "{\"id\":\"s1\",\"features\":{" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"c{i}\":{i}")) + "},\"score\":0.5}", "unknown_column", "not in the schema"),
    ];

    private static IEnumerable<BadRow> Outcomes() =>
    [
        Outcome("an outcome without an id", "{\"value\":1}", "missing_id", "needs the 'id'"),
        Outcome("an outcome without a value", "{\"id\":\"a\"}", "missing_value", "needs a 'value'"),
        Outcome("an outcome whose value is null", "{\"id\":\"a\",\"value\":null}", "missing_value", "needs a 'value'"),
        Outcome("an outcome whose value is an object", "{\"id\":\"a\",\"value\":{}}", "wrong_type", "not a class"),
        Outcome("an outcome whose name is a number", "{\"id\":\"a\",\"value\":1,\"outcome\":7}", "wrong_type", "not a name"),
        Outcome("half a surrogate pair in an outcome", "{\"id\":\"\\ud800\",\"value\":1}", "malformed_json", "surrogate"),
        Outcome("an outcome from nowhere", "{\"id\":\"a\",\"value\":1,\"source\":\"dream\"}", "wrong_value", "none of system, review, import"),
        Outcome("an outcome of the far future", "{\"id\":\"a\",\"value\":1,\"at\":\"2030-01-01T00:00:00Z\"}", "time_too_late", "24 hours ahead"),
        new("outcomes without a value column", Csv, Bytes("id,at\na,2026-01-01\n"), 400, "missing_column", "") { Path = "outcomes" },
    ];

    private static IEnumerable<BadRow> References() =>
    [
        new("a reference without rows", Csv, Bytes("id,score\n"), 400, "empty_reference", "") { Path = "reference?version=9" },
        new("a reference of bad rows only", Lines, Bytes("nonsense\n"), 400, "empty_reference", "") { Path = "reference?version=9" },
    ];

    private static BadRow Whole(string name, string type, string body, string code, string says) => Whole(name, type, Bytes(body), code, says);

    private static BadRow Whole(string name, string type, byte[] body, string code, string says) => new(name, type, body, 400, code, says);

    private static BadRow Refused(string name, string type, string body, string code, string says) => Refused(name, type, Bytes(body), code, says);

    private static BadRow Refused(string name, string type, byte[] body, string code, string says) => new(name, type, body, 200, code, says);

    private static BadRow Warned(string name, string body, string code, string says) =>
        new(name, Lines, Bytes(body.Insert(1, $"\"at\":\"{Now}\",") + "\n"), 200, code, says) { Accepted = 1 };

    private static BadRow Outcome(string name, string body, string code, string says) => new(name, Lines, Bytes(body + "\n"), 200, code, says) { Path = "outcomes" };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Bytes(text));
        return packed.ToArray();
    }
}
