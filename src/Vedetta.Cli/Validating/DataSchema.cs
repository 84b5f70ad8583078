using System.Text.RegularExpressions;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Validating;

/// <summary>What a file must be like.</summary>
/// <param name="Rows">Number of rows, from and to; null where it does not matter.</param>
/// <param name="Columns">What its columns must be like.</param>
/// <param name="OtherColumns">Whether it may have further columns.</param>
internal sealed record DataSchema((long? Min, long? Max) Rows, IReadOnlyList<ColumnRule> Columns, bool OtherColumns);

/// <summary>What a column must be like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; null for any.</param>
internal sealed record ColumnRule(string Name, ColumnType? Type)
{
    /// <summary>Whether the file must have it.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Smallest number allowed.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number allowed.</summary>
    public double? Max { get; init; }

    /// <summary>The values allowed; null for any.</summary>
    public IReadOnlySet<string>? Allowed { get; init; }

    /// <summary>Largest share of rows without a value; null for any.</summary>
    public double? MaxMissing { get; init; }

    /// <summary>Whether every value may occur only once.</summary>
    public bool Unique { get; init; }

    /// <summary>What every text must match as a whole or in part, as the pattern says.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Fewest characters of a text.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters of a text.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>Something wrong in a schema file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
internal sealed record SchemaProblem(long Line, long Column, string Message);
