using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Which rows of a batch belong to a slice: decided once per text of the batch's dictionaries.</summary>
internal readonly struct SliceFilter
{
    private readonly Slice _slice;
    private readonly PredictionBatch _batch;
    private readonly CategoryBuffer? _segment;
    private readonly int _version;
    private readonly int _value;
    private readonly bool[] _approved;

    public SliceFilter(Slice slice, PredictionBatch batch, CategoryBuffer? segment, IReadOnlyList<string> approvedWords)
    {
        (_slice, _batch, _segment) = (slice, batch, segment);
        _version = slice.Version is null || slice.EachVersion ? int.MinValue : CodeOf(batch.Version, slice.Version);
        _value = slice.Segment.IsAll || slice.EachValue ? int.MinValue : CodeOf(segment, slice.Segment.Value);
        _approved = slice.Population == Population.Approved
            ? [.. batch.Decision.Dictionary.Select(word => approvedWords.Contains(word, StringComparer.OrdinalIgnoreCase))]
            : [];
    }

    /// <summary>Whether the row belongs to it.</summary>
    public bool Takes(int row, OutcomeColumn outcome)
    {
        if (_version != int.MinValue && _batch.Version.Codes[row] != _version) return false;
        if (_value != int.MinValue && Code(_segment, row) != _value) return false;
        return _slice.Population switch
        {
            Population.Approved => _batch.Decision.Codes[row] is >= 0 and var code && _approved[code],
            Population.Reviewed => string.Equals(outcome.Source[row], "review", StringComparison.Ordinal),
            _ => true,
        };
    }

    /// <summary>The version of a row where each is apart.</summary>
    public string? VersionOf(int row) => _slice.EachVersion ? _batch.Version[row] ?? "" : null;

    /// <summary>The value of a row where each is apart.</summary>
    public string? SegmentOf(int row) => _slice.EachValue ? _segment?[row] ?? "" : null;

    private static int Code(CategoryBuffer? buffer, int row) => buffer is null ? CategoryBuffer.Missing : Math.Max(CategoryBuffer.Missing, buffer.Codes[row]);

    // A text nobody has gets a code nobody has.
    private static int CodeOf(CategoryBuffer? buffer, string text)
    {
        for (var code = 0; code < (buffer?.Dictionary.Count ?? 0); code++)
            if (string.Equals(buffer!.Dictionary[code], text, StringComparison.Ordinal)) return code;
        return text.Length == 0 ? CategoryBuffer.Missing : int.MaxValue;
    }
}
