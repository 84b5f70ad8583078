namespace Vedetta.Core.Models;

/// <summary>Names a feature may not have, because outputs and tags are profiled under them.</summary>
public static class ColumnNames
{
    /// <summary>What a name may look like, for error messages.</summary>
    public const string Allowed = "1 to 200 characters, not beginning with '#', none of score, prediction, decision, and not beginning with score_ or tag_";

    /// <summary>Whether the name belongs to an output, a tag or the program itself.</summary>
    public static bool IsReserved(string name) =>
        name.Length is 0 or > 200 || name[0] == '#' || name is "score" or "prediction" or "decision"
        || name.StartsWith("score_", StringComparison.Ordinal) || name.StartsWith("tag_", StringComparison.Ordinal);
}
