using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Quality.Realized;

/// <summary>
/// Reads weights of rows: the inverse of the probability with which each came into its population (Horvitz and Thompson 1952;
/// Hajek 1971 divides by their sum). Not thread-safe.
/// </summary>
internal sealed class InclusionReader(ModelState state, string column)
{
    private readonly StoredColumn[] _stored = [.. Inclusion.StoredOf(state, column)];
    private double[] _weights = [];
    private bool[] _logged = [];

    /// <summary>Stored columns it reads.</summary>
    public IEnumerable<int> Ordinals => _stored.Select(each => each.Ordinal);

    /// <summary>
    /// The weight of each row: 1 where nothing was logged, as such a row came in for certain; NaN where what was logged is no
    /// probability above 0. Valid until the next batch is read.
    /// </summary>
    public double[] Read(PredictionBatch batch)
    {
        if (_weights.Length < batch.Count) (_weights, _logged) = (new double[batch.Count], new bool[batch.Count]);
        Array.Fill(_weights, 1);
        Array.Clear(_logged);
        foreach (var stored in _stored)
        {
            if (batch.FindColumn(stored.Ordinal) is not { } found) continue;
            if (found.Numbers is { } numbers) Take(numbers, batch.Count);
            else if (found.Categories is { } categories) Take(categories, batch.Count);
        }

        return _weights;
    }

    /// <summary>Whether a row of the batch read last carries a probability.</summary>
    public bool IsLogged(int row) => _logged[row];

    private void Take(NumericBuffer numbers, int rows)
    {
        for (var row = 0; row < rows; row++)
            if (!NumericValue.IsMissing(numbers[row])) Set(row, numbers[row]);
    }

    private void Take(CategoryBuffer categories, int rows)
    {
        double[] known = [.. categories.Dictionary.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
        for (var row = 0; row < rows; row++)
        {
            var code = categories.Codes[row];
            if (code >= 0) Set(row, known[code]);
            else if (code == CategoryBuffer.Invalid) Set(row, double.NaN);
        }
    }

    private void Set(int row, double probability)
    {
        _logged[row] = true;
        _weights[row] = probability is > 0 and <= 1 && double.IsFinite(1 / probability) ? 1 / probability : double.NaN;
    }
}
