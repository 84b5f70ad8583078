namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Another tool whose definitions are followed to the digit, for those who migrate.</summary>
public enum Compatibility
{
    /// <summary>Evidently 0.7.</summary>
    Evidently,

    /// <summary>NannyML 0.13.</summary>
    NannyMl,
}

/// <summary>Contract names of the tools.</summary>
public static class Compatibilities
{
    /// <summary>The names that are allowed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["evidently", "nannyml"];

    /// <summary>Reads a contract name; false with the problem in words.</summary>
    public static bool TryParse(string? name, out Compatibility compatibility, out string? problem)
    {
        var at = Names.IndexOf(name);
        compatibility = at < 0 ? default : (Compatibility)at;
        problem = at < 0 ? $"'{name}' is no tool to be compatible with; use one of: {string.Join(", ", Names)}." : null;
        return at >= 0;
    }

    private static int IndexOf(this IReadOnlyList<string> names, string? name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }
}
