namespace Vedetta.Statistics.Tests;

/// <summary>Finds the folder of reference data beside the repository, or the one named by VEDETTA_SHARED.</summary>
internal static class SharedFolder
{
    public static string? Path { get; } = Find();

    public static string Require(params string[] parts)
    {
        Assert.SkipUnless(Path is not null, "The folder of reference data was not found; name it in VEDETTA_SHARED.");
        return System.IO.Path.Combine([Path!, .. parts]);
    }

    public static string RepositoryRoot
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "Vedetta.slnx")))
                    return folder.FullName;
            }
            throw new InvalidOperationException("The tests run outside the repository.");
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VEDETTA_SHARED") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        // A worktree may lie one level deeper than the repository itself.
        for (var folder = new DirectoryInfo(RepositoryRoot).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "data", "cases")))
                return candidate;
        }
        return null;
    }
}
