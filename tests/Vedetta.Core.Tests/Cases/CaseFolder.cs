namespace Vedetta.Core.Tests.Cases;

/// <summary>Where the real data is; tests that need it skip when it is absent.</summary>
internal static class CaseFolder
{
    public const string Missing = "the shared data folder is not here; set VEDETTA_SHARED to run this test";

    public static string? Find(string name)
    {
        var shared = Environment.GetEnvironmentVariable("VEDETTA_SHARED") ?? FromHere();
        var folder = shared is null ? null : Path.Combine(shared, "data", "cases", name);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? FromHere()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(shared, "data"))) return shared;
        }

        return null;
    }
}
