using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vedetta.Core.Monitors;

/// <summary>Names of an enumeration's members in files, addresses and answers: the snake_case of the members.</summary>
public static class EnumWords
{
    /// <summary>Every name, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.All;

    /// <summary>The name of a member.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.ByValue[value];

    /// <summary>The member of that name; false when there is none.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? word, out T value) where T : struct, Enum
    {
        value = default;
        return word is not null && Table<T>.ByWord.TryGetValue(word, out value);
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static class Table<T> where T : struct, Enum
    {
        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(value => Snake(value.ToString()))];
        public static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(value => Snake(value.ToString()), StringComparer.Ordinal);
        public static readonly Dictionary<T, string> ByValue = ByWord.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
