using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vedetta.Client.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Public_members_are_those_that_were_approved()
    {
        string[] actual = [.. typeof(VedettaClient).Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => $"{type.Name}: {member}"))];
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
        {
            File.WriteAllLines(Approved(), actual);
        }

        string[] approved = File.ReadAllLines(Approved());

        actual.Except(approved).ShouldBeEmpty("new members; VEDETTA_ACCEPT=1 writes them to PublicApi.txt");
        approved.Except(actual).ShouldBeEmpty("members that callers rely on are gone");
    }

    [Fact]
    public void Assembly_refers_to_nothing_of_ours_and_nothing_of_aspnetcore() =>
        typeof(VedettaClient).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .ShouldAllBe(name => !name.StartsWith("Vedetta", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static IEnumerable<string> Members(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is PropertyInfo
        where member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_Implicit", StringComparison.Ordinal)
        where member.Name is not ("value__" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct")
        select member.ToString();

    private static string Approved([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "PublicApi.txt");
}
