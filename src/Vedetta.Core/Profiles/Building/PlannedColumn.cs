using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Which buffer of a batch a profiled column is read from.</summary>
internal enum ColumnSource
{
    Stored,
    Score,
    Prediction,
    PredictedValue,
    Decision,
    Latency,
    Errors,
}

/// <summary>A column that is profiled.</summary>
/// <param name="Name">Name of its profiles.</param>
/// <param name="Type">How its values are read.</param>
/// <param name="Source">Where its values are.</param>
/// <param name="Ordinal">Stored column, where it is one.</param>
/// <param name="Rules">Range and allowed values; null for none.</param>
/// <param name="Fine">Range of the 1,000 equal bins; null for none.</param>
/// <param name="Former">Stored column of the feature before its type was edited, whose values are converted; -1 for none.</param>
internal sealed record PlannedColumn(
    string Name, ColumnType Type, ColumnSource Source, int Ordinal = -1, ColumnDefinition? Rules = null, (double Low, double High)? Fine = null, int Former = -1)
{
    private const double SecondsPerMicrosecond = 1e-6;

    public bool Numeric => Type is ColumnType.Numeric or ColumnType.Timestamp;

    /// <summary>Whether it is an output or a service figure: left out of answers when it never came.</summary>
    public bool Optional => Source is not (ColumnSource.Stored or ColumnSource.Errors);

    /// <summary>An empty profile on the grid of a version.</summary>
    public ColumnProfile Empty(VersionGrids grids)
    {
        if (Numeric) return new NumericProfile(grids.Grids.GetValueOrDefault(Name), Fine is { } fine ? new FineHistogram(fine.Low, fine.High) : null);
        return new CategoricalProfile(KnownOf(grids));
    }

    /// <summary>Categories that are never folded into "other".</summary>
    public IReadOnlySet<string>? KnownOf(VersionGrids grids)
    {
        var known = grids.Known.GetValueOrDefault(Name);
        if (Rules?.Allowed is not { } allowed) return known;
        var all = new HashSet<string>(allowed, StringComparer.Ordinal);
        if (known is not null) all.UnionWith(known);
        return all;
    }

    /// <summary>The numbers of a batch; empty when the batch has none.</summary>
    public ReadOnlyMemory<double> Numbers(PredictionBatch batch)
    {
        var buffer = Source switch
        {
            ColumnSource.Score => batch.Score,
            ColumnSource.PredictedValue => batch.PredictedValue,
            ColumnSource.Latency => batch.LatencyMs,
            _ => batch.FindColumn(Ordinal)?.Numbers,
        };
        if (Former >= 0 && batch.FindColumn(Former) is { Categories: { } former }) buffer = FormerValues.Numbers(buffer, former, Type);
        if (buffer is null) return default;
        return Type == ColumnType.Timestamp ? Seconds(buffer.Values) : buffer.Memory;
    }

    /// <summary>The categories of a batch; null when the batch has none.</summary>
    public CategoryBuffer? Categories(PredictionBatch batch) => Source switch
    {
        ColumnSource.Prediction => batch.Prediction,
        ColumnSource.Decision => batch.Decision,
        _ when Former >= 0 && batch.FindColumn(Former) is { Numbers: { } former } => FormerValues.Categories(batch.FindColumn(Ordinal)?.Categories, former, Type),
        _ => batch.FindColumn(Ordinal)?.Categories,
    };

    private static double[] Seconds(ReadOnlySpan<double> micros)
    {
        // The marks of missing and invalid values are bits that multiplication may lose.
        var seconds = new double[micros.Length];
        for (var i = 0; i < micros.Length; i++) seconds[i] = double.IsNaN(micros[i]) ? micros[i] : micros[i] * SecondsPerMicrosecond;
        return seconds;
    }
}
