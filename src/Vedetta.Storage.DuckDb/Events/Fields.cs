namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Numbers by which <c>invalid</c> names the fields of a row; part of the file format, never changed.</summary>
internal static class Fields
{
    internal const int Version = 0;
    internal const int Score = 1;
    internal const int Prediction = 2;
    internal const int PredictedValue = 3;
    internal const int Decision = 4;
    internal const int Variant = 5;
    internal const int Amount = 6;
    internal const int LatencyMs = 7;
    internal const int Outcome = 8;
    internal const int Label = 9;
    internal const int Value = 10;
    internal const int Source = 11;

    /// <summary>The stored column of ordinal 0; the others follow.</summary>
    internal const int FirstStored = 16;
}
