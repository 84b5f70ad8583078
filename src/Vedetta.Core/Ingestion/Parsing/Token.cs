namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>What one value of the input is.</summary>
internal enum Token : byte
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A number; the text as written beside it.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True.</summary>
    True,

    /// <summary>False.</summary>
    False,

    /// <summary>A JSON object or array, as written.</summary>
    Json,

    /// <summary>A cell of a flat file: its text may mean anything, and empty is missing.</summary>
    Cell,

    /// <summary>A moment in microseconds since 1970, as the number.</summary>
    Moment,
}
