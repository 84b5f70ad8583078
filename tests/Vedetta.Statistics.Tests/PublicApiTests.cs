using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vedetta.Statistics.Tests;

/// <summary>The public surface of the package, one approved file a namespace under PublicApi/.</summary>
public sealed class PublicApiTests
{
    private static readonly ILookup<string, Type> Exported = typeof(Verdict).Assembly.GetExportedTypes().ToLookup(t => t.Namespace!, StringComparer.Ordinal);

    public static TheoryData<string> Namespaces => [.. Exported.Select(n => n.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Public_members_are_those_that_were_approved(string space)
    {
        string[] actual = [.. Exported[space]
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => $"{Name(type)}: {member}"))];
        var file = Path.Combine(Folder(), space + ".txt");
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllLines(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"PublicApi/{space}.txt is missing; VEDETTA_ACCEPT=1 writes it");
        string[] approved = File.ReadAllLines(file);
        actual.Except(approved).ShouldBeEmpty($"new members; VEDETTA_ACCEPT=1 writes them to PublicApi/{space}.txt");
        approved.Except(actual).ShouldBeEmpty("members that callers rely on are gone");
    }

    private static string Name(Type type) => type.DeclaringType is null ? type.Name : $"{Name(type.DeclaringType)}.{type.Name}";

    private static IEnumerable<string> Members(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is PropertyInfo
        where member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_Implicit", StringComparison.Ordinal)
        where member.Name is not ("value__" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct")
        select member.ToString();

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "PublicApi");
}
