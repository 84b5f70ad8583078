using System.IO.Compression;
using Vedetta.Core.Ingestion;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Api;

/// <summary>The rows of a request: their format by the content type, unpacked and bounded while they are read.</summary>
internal static class RowsBody
{
    private static readonly Dictionary<string, IngestFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/json"] = IngestFormat.Json,
        ["application/x-ndjson"] = IngestFormat.NdJson,
        ["application/ndjson"] = IngestFormat.NdJson,
        ["application/jsonl"] = IngestFormat.NdJson,
        ["text/csv"] = IngestFormat.Csv,
        ["application/vnd.apache.parquet"] = IngestFormat.Parquet,
    };

    /// <summary>Parameters that say which column of a flat file is what.</summary>
    public static IReadOnlyList<string> Mapping { get; } =
    [
        "id_column", "time_column", "version_column", "score_column", "score_prefix", "prediction_column", "decision_column",
        "label_column", "label_time_column", "tag_columns",
    ];

    /// <summary>The rows of the request.</summary>
    public static IngestSource Of(HttpRequest request, Query query, ServerSettings settings, params IReadOnlyList<IngestFormat> allowed)
    {
        var format = FormatOf(request, allowed);
        var usual = ColumnMapping.Default;
        var content = new BoundedStream(Unpacked(request), settings.BodyBytes);
        return new IngestSource(content, format)
        {
            Backfill = query.Flag("backfill"),
            CreateModel = query.Flag("create"),
            Mapping = usual with
            {
                Id = query.Text("id_column") ?? usual.Id,
                Time = query.Text("time_column") ?? usual.Time,
                Version = query.Text("version_column") ?? usual.Version,
                Score = query.Text("score_column") ?? usual.Score,
                ScorePrefix = query.Text("score_prefix") ?? usual.ScorePrefix,
                Prediction = query.Text("prediction_column") ?? usual.Prediction,
                Decision = query.Text("decision_column") ?? usual.Decision,
                Label = query.Text("label_column") ?? usual.Label,
                LabelTime = query.Text("label_time_column") ?? usual.LabelTime,
                Tags = query.Columns("tag_columns"),
            },
        };
    }

    private static IngestFormat FormatOf(HttpRequest request, IReadOnlyList<IngestFormat> allowed)
    {
        List<string> types = [.. Formats.Where(pair => allowed.Count == 0 || allowed.Contains(pair.Value)).Select(pair => pair.Key)];
        var parts = (request.ContentType ?? "").Split(';', StringSplitOptions.TrimEntries);
        if (!types.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
            throw new ProblemException(Problems.Unsupported(parts[0].Length == 0 ? "the request has no Content-Type" : "rows of this content type are not read here", types));
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase) && !part["charset=".Length..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                throw new ProblemException(Problems.Unsupported("text is read as UTF-8 only", ["charset=utf-8"]));
        }

        return Formats[parts[0]];
    }

    private static Stream Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new ProblemException(Problems.Unsupported("this Content-Encoding is not read here", ["gzip", "identity"])),
    };
}
